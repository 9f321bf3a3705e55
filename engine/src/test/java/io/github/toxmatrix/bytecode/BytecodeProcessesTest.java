package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four processes compile into one store at the same time, and some are killed in the middle, with what they started or without. */
@Tag("slow")
@Timeout(180)
class BytecodeProcessesTest {

    private static final int ROUNDS = 6;

    /** Loads every file of a store as Python would: the header, then all of the code. */
    private static final String LOAD =
            """
            import marshal, os, sys
            for folder, _, names in os.walk(sys.argv[1]):
                for name in names:
                    if name.endswith(".pyc"):
                        with open(os.path.join(folder, name), "rb") as stream:
                            marshal.loads(stream.read()[16:])
                        print("whole")
            """;

    @TempDir
    Path folder;

    private final List<User> users = new ArrayList<>();
    private BytecodeProject project;
    private PythonEnvironment environment;

    /** A process and the rounds that it says it has done. */
    private record User(Process process, BufferedReader said) {

        void reach(int wanted) throws IOException {
            String line = said.readLine();
            while (line == null || Integer.parseInt(line) < wanted) {
                if (line == null) {
                    throw new IOException("it ended too early");
                }
                line = said.readLine();
            }
        }

        /** With all that it started. */
        void kill() throws InterruptedException {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly().waitFor();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @BeforeEach
    void open() throws Exception {
        project = new BytecodeProject(folder);
        Files.createDirectories(project.store());
        environment = project.environment("env", "3.11");
    }

    @AfterEach
    void end() throws InterruptedException {
        for (User user : users) {
            user.kill();
        }
        if (project != null) {
            project.close();
        }
    }

    private User start() throws IOException {
        int number = users.size();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp" + number)),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BytecodeUser.class.getName(),
                        environment.base().executable().toString(),
                        project.store().toString(),
                        folder.resolve("user" + number).toString())
                .redirectError(folder.resolve("err" + number).toFile())
                .start();
        User user = new User(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        users.add(user);
        return user;
    }

    private void finish(User user) throws Exception {
        user.process().getOutputStream().write('\n');
        user.process().getOutputStream().flush();
        List<String> rounds = user.said().lines().toList(); // those that it had begun
        assertThat(user.process().waitFor())
                .as(() -> "after rounds " + rounds + ": " + errors(users.indexOf(user)))
                .isZero();
    }

    @Test
    void theOthersGoOnAndAllThatIsThereIsWhole() throws Exception {
        for (int number = 0; number < 4; number++) {
            start();
        }
        for (User user : users) {
            user.reach(1);
        }
        users.get(0).kill();
        for (User user : users.subList(1, 4)) {
            user.reach(ROUNDS);
            finish(user);
        }
        assertAllIsWhole(ROUNDS * BytecodeUser.MODULES);
    }

    /** At another step each time: when it has put its script there, taken the lock, named the sources, compiled the first, … */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 14, 17, 30})
    void aProcessThatIsKilledAtAnyStepLeavesNothingHalfDone(int files) throws Exception {
        User killed = start();
        while (filesInTheStore() < files) {
            Thread.onSpinWait();
        }
        killed.kill();
        User next = start();
        next.reach(1);
        finish(next);
        assertAllIsWhole(2 * BytecodeUser.MODULES);
    }

    private long filesInTheStore() throws IOException {
        try (Stream<Path> all = Files.walk(project.store())) {
            return all.filter(Files::isRegularFile).count();
        } catch (UncheckedIOException goneMeanwhile) {
            return 0;
        }
    }

    private void assertAllIsWhole(int atLeast) throws Exception {
        String said = project.python(environment, "-c", LOAD, project.store().toString());
        assertThat(said.lines()).containsOnly("whole").hasSizeGreaterThanOrEqualTo(atLeast);
        try (Stream<Path> files = Files.walk(project.store())) {
            assertThat(files.filter(Files::isRegularFile).map(file -> String.valueOf(file.getFileName())))
                    .as("what a killed process was writing has a name of its own, which cleaning knows")
                    .allMatch(name -> name.endsWith(".pyc")
                            || name.endsWith(".part")
                            || name.startsWith(".")
                            || name.startsWith("compile-"));
        }
    }

    private String errors(int number) {
        try {
            return Files.readString(folder.resolve("err" + number));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}

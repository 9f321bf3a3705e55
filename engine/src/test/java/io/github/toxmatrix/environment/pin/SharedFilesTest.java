package io.github.toxmatrix.environment.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is told of files that several environments have, wherever these are on their way. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "what is written into is told by its other name")
class SharedFilesTest {

    private static final Interpreter PYTHON =
            new Interpreter(Path.of("/usr/bin/python"), "cpython", 3, 11, 7, false, 64, "x86_64");
    private static final Pin TOOL = new Pin("tool", "1.0", List.of("sha256:" + "0".repeat(64)));

    /** Larger than what is copied in RAM, so that it is shared wherever this runs. */
    private static final String CONTENT = "x".repeat(200_000);

    @TempDir
    Path folder;

    private Placement placement;
    private SharedFiles files;

    @BeforeEach
    void keepATool() throws IOException {
        placement =
                Placement.open(Files.createDirectory(folder.resolve("place")).toString());
        assumeTrue(
                Files.getFileStore(folder).getUsableSpace() >= Placement.ROOM, () -> folder + " has too little room");
        files = SharedFiles.open(placement, new EnvironmentOptions(Map.of(), Optional.empty()));
        PythonEnvironment first = empty("first");
        Path info = Files.createDirectories(first.sitePackages().resolve("tool-1.0.dist-info"));
        Files.writeString(first.sitePackages().resolve("tool.py"), CONTENT);
        Files.writeString(info.resolve("RECORD"), "tool.py,,\ntool-1.0.dist-info/RECORD,,\n");
        SharedFiles.Missing missing = files.link(List.of(TOOL), target(first), List.of());
        assertThat(missing.pins()).containsExactly(TOOL);
        files.keep(missing, target(first));
        files.begin("first", first);
        assertThat(files.end("first")).isEmpty();
    }

    @AfterEach
    void close() {
        files.close();
        placement.close();
    }

    private PythonEnvironment empty(String name) throws IOException {
        Path root = Files.createDirectories(placement.folder(name));
        Path scripts = Files.createDirectories(root.resolve("bin"));
        Path sitePackages = Files.createDirectories(root.resolve("lib/python3.11/site-packages"));
        return new PythonEnvironment(root, PYTHON, scripts.resolve("python"), scripts, sitePackages, Map.of());
    }

    private static PinnedDependencies.Target target(PythonEnvironment environment) {
        Path root = environment.directory();
        return new PinnedDependencies.Target(
                String.valueOf(root.getFileName()),
                environment,
                new Installation(new NoProcesses(), root, root, Map.of()),
                Map.of(),
                new PinRecord(Optional.empty()));
    }

    private static final class NoProcesses implements ProcessScope {
        @Override
        public ExitStatus run(ProcessRequest request, OutputSink output) {
            throw new AssertionError("nothing has to be started: " + request);
        }

        @Override
        public void close() {}
    }

    private PythonEnvironment linked(String name) throws IOException {
        PythonEnvironment environment = empty(name);
        assertThat(files.link(List.of(TOOL), target(environment), List.of()).pins())
                .as("what is not stored")
                .isEmpty();
        return environment;
    }

    private static void writeInto(PythonEnvironment environment) throws IOException {
        Files.writeString(environment.sitePackages().resolve("tool.py"), "!", StandardOpenOption.APPEND);
    }

    @Test
    void anEnvironmentThatIsBeingMadeOfWhatAnotherWritesIntoIsNotUsed() throws IOException {
        files.begin("writer", linked("writer"));
        PythonEnvironment coming = linked("coming");

        writeInto(coming); // through either of its names
        assertThat(files.end("writer"))
                .singleElement()
                .satisfies(change -> assertThat(change.message()).contains("tool.py of tool 1.0 was written into"))
                .satisfies(change -> assertThat(change.spread())
                        .as("whether another one has run its tests with it")
                        .isFalse());

        files.begin("coming", coming);
        assertThat(files.spoilt("coming")).hasValueSatisfying(message -> assertThat(message)
                .contains("tool.py of tool 1.0 was written into", "by the tests of the environment writer"));
    }

    @Test
    void norIsOneThatBuildsAfterwards() throws IOException {
        PythonEnvironment builder = linked("builder");
        files.begin("writer", linked("writer"));

        writeInto(builder);
        assertThat(files.end("writer")).hasSize(1);

        for (int build = 0; build < 2; build++) {
            files.beginBuild("builder", builder);
            assertThat(files.spoilt("builder")).isPresent();
            files.endBuild("builder", builder);
        }
    }

    @Test
    void oneThatIsMadeAgainOrBegunAfterwardsGetsItAsItWasInstalled() throws IOException {
        files.begin("writer", linked("writer"));
        PythonEnvironment again = linked("again");
        files.forget("again");

        writeInto(again);
        assertThat(files.end("writer"))
                .singleElement()
                .extracting(SharedChange::spread)
                .isEqualTo(false);

        SharedFiles.Missing missing = files.link(List.of(TOOL), target(empty("later")), List.of());
        assertThat(missing.pins()).as("what an installer has to bring").containsExactly(TOOL);
        assertThat(files.spoilt("again")).isEmpty();
        assertThat(files.spoilt("later")).isEmpty();
    }
}

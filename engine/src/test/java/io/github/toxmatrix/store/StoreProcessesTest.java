package io.github.toxmatrix.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Four processes fill and use one store at the same time, and one is killed in the middle. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "launchers of scripts there are not stored")
@Tag("slow")
@Timeout(120)
class StoreProcessesTest {

    private static final int ROUNDS = 15;

    @TempDir
    Path folder;

    private final List<User> users = new ArrayList<>();

    /** A process and the rounds that it says it has done. */
    private record User(Process process, BufferedReader said) {

        int round() throws IOException {
            String line = said.readLine();
            if (line == null) {
                throw new IOException("it ended too early");
            }
            return Integer.parseInt(line);
        }

        void reach(int wanted) throws IOException {
            int round = round();
            while (round < wanted) {
                round = round();
            }
        }
    }

    private Path store() {
        return folder.resolve("store");
    }

    private User start(int number) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreUser.class.getName(),
                        store().toString(),
                        folder.resolve("user" + number).toString())
                .redirectError(folder.resolve("err" + number).toFile())
                .start();
        User user = new User(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        users.add(user);
        return user;
    }

    @AfterEach
    void end() {
        users.forEach(user -> user.process().destroyForcibly());
    }

    private List<Path> workFolders() throws IOException {
        try (Stream<Path> entries = Files.list(store())) {
            return entries.filter(path -> path.getFileName().toString().startsWith(".work-"))
                    .toList();
        }
    }

    @Test
    void theOthersGoOnAndTheNextRemovesWhatTheKilledOneLeft() throws Exception {
        for (int number = 0; number < 4; number++) {
            start(number);
        }
        for (User user : users) {
            user.reach(2);
        }
        User killed = users.get(0);
        killed.process().destroyForcibly().waitFor();
        assertThat(workFolders())
                .as("the others', and the killed one's, which one that looks for users of the store may have removed")
                .hasSizeBetween(3, 4);

        int last = 0;
        for (User user : users.subList(1, 4)) {
            user.reach(ROUNDS);
            user.process().getOutputStream().write('\n');
            user.process().getOutputStream().flush();
            for (String line = user.said().readLine();
                    line != null;
                    line = user.said().readLine()) {
                last = Math.max(last, Integer.parseInt(line));
            }
            assertThat(user.process().waitFor())
                    .as(() -> errors(users.indexOf(user)))
                    .isZero();
        }

        try (EnvironmentStore next = EnvironmentStore.open(store())) {
            assertThat(workFolders()).as("that of this process alone").hasSize(1);
            int found = 0;
            for (int round = 0; round <= last; round++) {
                InstalledFiles environment =
                        InstalledFiles.in(folder.toRealPath().resolve("next" + round));
                if (next.link(List.of(StoreUser.key(round)), environment.layout())
                        .isEmpty()) {
                    StoreUser.check(environment, round);
                    found++;
                }
            }
            assertThat(found)
                    .as("distributions that are still there, and whole")
                    .isPositive();
        }
        assertThat(workFolders()).isEmpty();
    }

    private String errors(int number) {
        try {
            return Files.readString(folder.resolve("err" + number));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}

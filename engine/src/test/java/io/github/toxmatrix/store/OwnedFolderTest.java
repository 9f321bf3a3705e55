package io.github.toxmatrix.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose folder is left over. */
class OwnedFolderTest {

    @TempDir
    Path parent;

    @Test
    void thatOfALivingProcessStays() throws Exception {
        try (OwnedFolder own = OwnedFolder.create(parent, "run-")) {
            OwnedFolder.removeLeftovers(parent, "run-");

            assertThat(own.path()).exists();
        }
    }

    @Test
    void thatOfAProcessThatHasEndedGoesAlsoWhileItsParentHasNotLooked() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "processes that have ended are seen by Linux's /proc");
        // the shell itself would look at a child that has ended before it becomes another program
        Process parentThatNeverLooks = new ProcessBuilder("sh", "-c", "sleep 0.2 & echo $!; exec sleep 600").start();
        try (BufferedReader printed = parentThatNeverLooks.inputReader()) {
            ProcessHandle ended =
                    ProcessHandle.of(Long.parseLong(printed.readLine())).orElseThrow();
            while (!Files.readString(Path.of("/proc/" + ended.pid() + "/stat")).contains(") Z ")) {
                Thread.onSpinWait();
            }
            Path folder = Files.createDirectory(parent.resolve("run-1"));
            Files.writeString(
                    folder.resolve(".owner"),
                    ended.pid() + " "
                            + ended.info().startInstant().orElseThrow().toEpochMilli() + "\n");

            OwnedFolder.removeLeftovers(parent, "run-");

            assertThat(folder).doesNotExist();
        } finally {
            parentThatNeverLooks.destroyForcibly();
        }
    }
}

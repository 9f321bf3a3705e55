package io.github.toxmatrix.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessLockTest {

    @TempDir
    Path folder;

    /** Another process, which holds one file and waits for the other. */
    static final class Other {

        private Other() {}

        /** @param args the file that it holds until it reads a line, and the one for which it waits */
        public static void main(String[] args) throws Exception {
            FutureTask<FileLock> wanted = new FutureTask<>(() -> ProcessLock.await(open(Path.of(args[1]))));
            try (FileChannel held = open(Path.of(args[0]))) {
                FileLock unused = ProcessLock.await(held);
                new Thread(wanted).start();
                System.out.println("waits");
                System.in.read();
            }
            System.out.println(wanted.get().isValid());
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Each process has a thread that will let go, so this is no deadlock, for which the system takes it. */
    @Test
    void isWaitedForByTwoProcessesCrosswise() throws Exception {
        Path ours = folder.resolve("ours");
        Path theirs = folder.resolve("theirs");
        try (FileChannel held = open(ours);
                FileChannel wanted = open(theirs)) {
            FileLock lock = ProcessLock.await(held);
            Process other = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            theirs.toString(),
                            ours.toString())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(said.readLine()).isEqualTo("waits");
                FutureTask<FileLock> task = new FutureTask<>(() -> ProcessLock.await(wanted));
                awaitPause(task);
                other.getOutputStream().write('\n');
                other.getOutputStream().flush();

                assertThat(task.get().isValid()).isTrue();
                lock.release();
                assertThat(said.readLine()).isEqualTo("true");
            } finally {
                other.destroyForcibly();
            }
        }
    }

    private static Thread awaitPause(FutureTask<?> task) throws InterruptedException {
        Thread waiting = new Thread(task, "waits for a lock");
        waiting.setDaemon(true);
        waiting.start();
        while (!task.isDone() && waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(20);
        }
        return waiting;
    }

    @Test
    void isNotWaitedForAnyMoreByWhoIsInterrupted() throws Exception {
        try (FileChannel held = open(folder.resolve("file"));
                FileChannel wanted = open(folder.resolve("file"))) {
            FileLock unused = ProcessLock.await(held);
            FutureTask<FileLock> task = new FutureTask<>(() -> ProcessLock.await(wanted));

            awaitPause(task).interrupt();

            assertThatThrownBy(task::get).hasCauseInstanceOf(FileLockInterruptionException.class);
        }
    }
}

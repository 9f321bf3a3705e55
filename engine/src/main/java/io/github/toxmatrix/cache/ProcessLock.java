package io.github.toxmatrix.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a file that processes share, waited for by asking again and again. {@link FileChannel#lock} has the system wait, which
 * takes two processes for deadlocked as soon as a thread of each waits for what another thread of the other holds ({@code EDEADLK}).
 */
public final class ProcessLock {

    private static final long PAUSE = 20; // milliseconds

    private ProcessLock() {}

    /**
     * Waits until nobody else has it, in this process or another.
     *
     * @return what is released with the channel at the latest
     * @throws FileLockInterruptionException if the thread is interrupted, whose status remains so
     */
    public static FileLock await(FileChannel channel) throws IOException {
        while (true) {
            @Nullable FileLock lock = ask(channel);
            if (lock != null) {
                return lock;
            }
            pause();
        }
    }

    /**
     * Between two questions.
     *
     * @throws FileLockInterruptionException if the thread is interrupted, whose status remains so
     */
    public static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new FileLockInterruptionException().initCause(interrupted);
        }
    }

    /** Without a value if somebody else has it, in this process too. */
    public static @Nullable FileLock ask(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }
}

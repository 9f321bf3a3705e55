package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.cache.ProcessLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The right to compile: in all JVMs of a user together, there are as many as processors. */
final class CompileSlot implements AutoCloseable {

    private static final BlockingQueue<Integer> FREE = new LinkedBlockingQueue<>();

    static {
        for (int number = 0; number < Runtime.getRuntime().availableProcessors(); number++) {
            FREE.add(number);
        }
    }

    private final int number;
    private final FileChannel channel;

    private CompileSlot(int number, FileChannel channel) {
        this.number = number;
        this.channel = channel;
    }

    /**
     * Waits for one.
     *
     * @param folder the same for all JVMs
     */
    static CompileSlot take(Path folder) throws IOException, InterruptedException {
        int number = FREE.take();
        try {
            return new CompileSlot(number, LockedFile.open(folder.resolve(".slot-" + number)));
        } catch (IOException | InterruptedException failed) {
            FREE.add(number);
            throw failed;
        }
    }

    /** A file whose lock goes with its channel, or with the process. */
    static final class LockedFile {

        private LockedFile() {}

        static FileChannel open(Path file) throws IOException, InterruptedException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock unused = ProcessLock.await(channel);
                return channel;
            } catch (FileLockInterruptionException interrupted) {
                channel.close();
                throw new InterruptedException("interrupted while waiting for " + file);
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            FREE.add(number);
        }
    }
}

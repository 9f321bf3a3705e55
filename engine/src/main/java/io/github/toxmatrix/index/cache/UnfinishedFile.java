package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.cache.ProcessLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A file of the cache that grows for a while. Its process holds it locked, so that what is left of a dead one can be told. */
final class UnfinishedFile implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(UnfinishedFile.class.getName());

    /** So long a file may be there before it is locked; what is written at once never is. */
    private static final Duration UNLOCKED = Duration.ofMinutes(1);

    /** As long as nobody downloads. Where files cannot be locked, this alone tells. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    /** Of this process: to look at the lock of one of them would lose it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private UnfinishedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes one. */
    static UnfinishedFile create(Path folder) throws IOException {
        Path path = Files.createTempFile(folder, "", "");
        OWN.add(path);
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(channel);
            return new UnfinishedFile(path, channel);
        } catch (IOException failed) {
            OWN.remove(path);
            throw failed;
        }
    }

    private static void lock(FileChannel channel) {
        try {
            FileLock unused = ProcessLock.ask(channel);
        } catch (IOException impossible) {
            LOGGER.log(System.Logger.Level.DEBUG, "files cannot be locked here", impossible);
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Writes all of it. */
    void write(ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** Whether whoever wrote a file will not go on. */
    static boolean isAbandoned(Path file, Instant written) {
        Instant now = Instant.now();
        if (OWN.contains(file) || written.isAfter(now.minus(UNLOCKED))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return ProcessLock.ask(channel) != null;
        } catch (IOException impossible) {
            return written.isBefore(now.minus(ABANDONED));
        }
    }

    /** Removes it, unless it has been moved to its place. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            OWN.remove(path);
        }
    }
}

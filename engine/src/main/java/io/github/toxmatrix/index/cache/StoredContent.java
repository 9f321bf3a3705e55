package io.github.toxmatrix.index.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/** A file in the cache. It is checked when a process first opens it, and while it is read: disks forget, and others write. */
final class StoredContent implements Content {

    private static final System.Logger LOGGER = System.getLogger(StoredContent.class.getName());

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final Optional<Hashing.Expected> expected;
    private final Optional<MessageDigest> digest;
    private long hashed;

    private StoredContent(Path file, FileChannel channel, Optional<Hashing.Expected> expected) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
        this.expected = expected;
        this.digest = expected.map(hash -> Hashing.digest(hash.algorithm()));
    }

    /**
     * Empty if it is not in the cache, or not as it was put there.
     *
     * @param checked what this process has put there or found whole: it is not read through for that once more
     */
    static Optional<StoredContent> open(Path file, Optional<Hashing.Expected> expected, Set<Path> checked)
            throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        PackageCache.touch(file);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        }
        try {
            StoredContent content = new StoredContent(file, channel, expected);
            if ((content.size > 0 && checked.contains(file)) || content.isWhole()) {
                checked.add(file);
                return Optional.of(content);
            }
            content.close();
            Files.deleteIfExists(file);
            LOGGER.log(System.Logger.Level.WARNING, file + " was changed since it was kept, and is fetched again");
            return Optional.empty();
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Reads it through. */
    private boolean isWhole() throws IOException {
        if (expected.isEmpty()) {
            return true;
        }
        MessageDigest all = Hashing.digest(expected.get().algorithm());
        boolean there = Hashing.update(all, channel, size); // else somebody cuts it off
        return there && expected.get().matches(all);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        int start = into.position();
        int read = channel.read(into, position);
        if (read > 0 && position == hashed && digest.isPresent()) {
            digest.get().update(into.array(), into.arrayOffset() + start, read);
            hashed += read;
            if (hashed == size && !expected.orElseThrow().matches(digest.get())) {
                Files.deleteIfExists(file);
                throw new IOException("the file in the cache was damaged; it is removed");
            }
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

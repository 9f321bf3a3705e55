package io.github.toxmatrix.index;

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

/** A file in the cache. Read from its beginning to its end, it is checked again: disks forget, and others write. */
final class StoredContent implements Content {

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

    /** Empty if it is not in the cache. */
    static Optional<StoredContent> open(Path file, Optional<Hashing.Expected> expected) throws IOException {
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
            if (content.size == 0 && content.isDamaged()) {
                content.close();
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            return Optional.of(content);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
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
            if (hashed == size && isDamaged()) {
                Files.deleteIfExists(file);
                throw new IOException("the file in the cache was damaged; it is removed");
            }
        }
        return read;
    }

    /** Known when all was read, but for one that is empty. */
    private boolean isDamaged() {
        return digest.isPresent() && !expected.orElseThrow().matches(digest.get());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

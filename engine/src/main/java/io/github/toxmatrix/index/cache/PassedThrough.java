package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.index.upstream.UpstreamClient;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** A file as it comes from its index, for one client, where the cache cannot take it. It can be read once, from there on. */
final class PassedThrough implements Content {

    private static final int BUFFER = 1 << 16;

    private final Artifact artifact;
    private final UpstreamClient.Answer answer;
    private final long size;
    private final Optional<MessageDigest> digest;
    private long at;

    /**
     * From a place on.
     *
     * @param answer whose body begins there
     * @param digest of what lies before
     */
    PassedThrough(Artifact artifact, UpstreamClient.Answer answer, long size, long at, Optional<MessageDigest> digest) {
        this.artifact = artifact;
        this.answer = answer;
        this.size = size;
        this.at = at;
        this.digest = digest;
    }

    /** The whole. */
    static PassedThrough of(Artifact artifact, UpstreamClient.Answer answer) {
        return new PassedThrough(artifact, answer, artifact.length(answer), 0, artifact.newDigest());
    }

    /**
     * The rest of one whose beginning lies here.
     *
     * @param beginning which can be read up to {@code position}
     */
    static PassedThrough goOn(UpstreamClient client, Artifact artifact, long size, long position, FileChannel beginning)
            throws IOException {
        Optional<MessageDigest> before = artifact.newDigest();
        if (before.isPresent() && !Hashing.update(before.get(), beginning, position)) {
            throw new EOFException(artifact.shown() + ": its beginning is lost");
        }
        UpstreamClient.Answer answer = client.send(
                "GET",
                artifact.upstream(),
                artifact.url(),
                Map.of("Range", "bytes=" + position + "-", "Accept-Encoding", "identity"),
                client.timeout());
        if (answer.status() == 206 && answer.header("Content-Range").startsWith("bytes " + position + "-")) {
            return new PassedThrough(artifact, answer, size, position, before);
        }
        if (answer.status() == 200 && artifact.length(answer) == size) {
            return of(artifact, answer);
        }
        answer.close();
        throw new IOException(artifact.shown() + " answered with " + answer.status());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (position < at) {
            throw new IOException(artifact.shown() + " cannot be read again without a cache");
        }
        byte[] buffer = new byte[BUFFER];
        while (at < position) {
            int unused = take(buffer, (int) Math.min(buffer.length, position - at));
        }
        int read = at == size ? -1 : take(buffer, Math.min(buffer.length, into.remaining()));
        into.put(buffer, 0, Math.max(read, 0));
        return read;
    }

    private int take(byte[] buffer, int most) throws IOException {
        int read = answer.body().read(buffer, 0, (int) Math.min(most, size - at));
        if (read < 0) {
            throw new EOFException(artifact.shown() + ": it was cut off after " + at + " of " + size + " bytes");
        }
        digest.ifPresent(own -> own.update(buffer, 0, read));
        at += read;
        if (at == size && !artifact.isRight(digest)) {
            throw new IOException(artifact.shown() + ": its hash is not what its page says");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}

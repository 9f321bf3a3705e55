package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.index.upstream.Reason;
import io.github.toxmatrix.index.upstream.UpstreamClient;
import io.github.toxmatrix.index.upstream.UpstreamException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being fetched. Any number of clients read it while it grows, all but its last byte; that one they get
 * when the whole was found right and is in the cache. What is cut off is asked for again from there on.
 */
final class Download {

    /** The status of what the cache cannot take. */
    static final int NO_ROOM = 507;

    private static final int MOST_RESUMPTIONS = 3;

    private final UpstreamClient client;
    private final Artifact artifact;
    private final PackageCache folder;
    private final long size;
    private final UnfinishedFile file;
    private final Optional<MessageDigest> digest;

    private long written;
    private int readers = 1;
    private boolean complete;
    private boolean noRoom;
    private @Nullable IOException failure;

    private Download(UpstreamClient client, Artifact artifact, PackageCache folder, long size) throws IOException {
        this.client = client;
        this.artifact = artifact;
        this.folder = folder;
        this.size = size;
        this.digest = artifact.newDigest();
        this.file = folder.newFile();
    }

    /** The cache cannot take it. */
    static final class DiskException extends IOException {

        private static final long serialVersionUID = 1L;

        DiskException(IOException cause) {
            super("cannot be kept in the cache of packages (is the disk full?): " + cause.getMessage(), cause);
        }
    }

    /**
     * Prepares it; {@link #run} fetches.
     *
     * @param size in bytes
     */
    static Download create(UpstreamClient client, Artifact artifact, PackageCache folder, long size)
            throws UpstreamException {
        try {
            if (folder.hasRoomFor(size)) {
                return new Download(client, artifact, folder, size);
            }
            throw new IOException("there is no room for " + size + " bytes");
        } catch (IOException failed) {
            throw new UpstreamException(NO_ROOM, "the cache of packages cannot take a file: " + failed.getMessage());
        }
    }

    long size() {
        return size;
    }

    /** Fetches it to its end, or notes why that was not possible. */
    void run(UpstreamClient.Answer answer) {
        try {
            fetch(answer);
            if (!artifact.isRight(digest)) {
                throw new IOException("its hash is not what its page says");
            }
            move();
            end(null);
        } catch (DiskException full) {
            endWithoutRoom(full);
        } catch (IOException | RuntimeException failed) {
            end(new IOException(artifact.shown() + ": " + Reason.of(failed), failed));
        } finally {
            release();
        }
    }

    private void move() throws DiskException {
        try {
            folder.move(file.path(), artifact.place(folder));
        } catch (IOException failed) {
            throw new DiskException(failed);
        }
    }

    private void fetch(UpstreamClient.Answer first) throws IOException {
        UpstreamClient.Answer answer = first;
        for (int resumptions = 0; ; resumptions++) {
            try (UpstreamClient.Answer current = answer) {
                copy(current.body());
                return;
            } catch (DiskException | ClosedChannelException hopeless) {
                throw hopeless;
            } catch (IOException cut) {
                if (resumptions == MOST_RESUMPTIONS
                        || written() == 0
                        || artifact.expected().isEmpty()) {
                    throw cut;
                }
                answer = resume(cut);
            }
        }
    }

    private UpstreamClient.Answer resume(IOException cut) throws IOException {
        String from = "bytes=" + written() + "-";
        UpstreamClient.Answer answer = client.send(
                "GET",
                artifact.upstream(),
                artifact.url(),
                Map.of("Range", from, "Accept-Encoding", "identity"),
                client.timeout());
        if (answer.status() == 206 && answer.header("Content-Range").startsWith("bytes " + written() + "-")) {
            return answer;
        }
        answer.close();
        throw cut;
    }

    private void copy(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
            long at = written();
            if (at + read > size) {
                throw new IOException("it is longer than announced");
            }
            write(ByteBuffer.wrap(buffer, 0, read), at);
            if (digest.isPresent()) {
                digest.get().update(buffer, 0, read);
            }
            advance(read);
        }
        if (written() < size) {
            throw cut();
        }
    }

    private int read(InputStream body, byte[] buffer) throws IOException {
        try {
            return body.read(buffer);
        } catch (HttpTimeoutException | ClosedChannelException told) {
            throw told;
        } catch (IOException closed) {
            if (closed.getCause() instanceof InterruptedException) {
                throw (IOException) new ClosedByInterruptException().initCause(closed);
            }
            throw (IOException) cut().initCause(closed); // the JDK's own message is "closed"
        }
    }

    private EOFException cut() {
        return new EOFException("it was cut off after " + written() + " of " + size + " bytes");
    }

    private void write(ByteBuffer bytes, long at) throws DiskException, ClosedChannelException {
        try {
            file.write(bytes, at);
        } catch (ClosedChannelException ended) {
            throw ended;
        } catch (IOException failed) {
            throw new DiskException(failed);
        }
    }

    private synchronized long written() {
        return written;
    }

    private synchronized void advance(int read) {
        written += read;
        notifyAll();
    }

    private synchronized void end(@Nullable IOException cause) {
        failure = cause;
        complete = cause == null;
        notifyAll();
    }

    private synchronized void endWithoutRoom(DiskException full) {
        noRoom = true;
        end(new IOException(artifact.shown() + ": " + full.getMessage(), full));
    }

    /** Why it did not succeed; empty while it runs, too. */
    synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    private void release() {
        boolean last;
        synchronized (this) {
            last = --readers == 0;
        }
        if (last) {
            try {
                file.close();
            } catch (IOException left) {
                // Trimming the cache removes it.
                return;
            }
        }
    }

    /** Empty if it has ended meanwhile and nobody reads it any more. */
    synchronized Optional<Content> follow() {
        if (readers == 0) {
            return Optional.empty();
        }
        readers++;
        return Optional.of(new Follower());
    }

    private synchronized long await(long position) throws IOException {
        while (true) {
            if (failure != null && !noRoom) {
                throw new IOException(failure.getMessage(), failure);
            }
            long given = complete ? size : Math.min(written, size - 1);
            if (given > position || complete || noRoom) {
                return given - position;
            }
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
    }

    private synchronized boolean isWithoutRoom() {
        return noRoom;
    }

    private final class Follower implements Content {

        private @Nullable PassedThrough rest;

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            if (rest != null) {
                return rest.read(position, into);
            }
            long available = await(position);
            if (available <= 0) {
                if (!isWithoutRoom()) {
                    return -1;
                }
                rest = PassedThrough.goOn(client, artifact, size, position, file.channel());
                return rest.read(position, into);
            }
            ByteBuffer window = into.slice();
            window.limit((int) Math.min(window.remaining(), available));
            int read = file.channel().read(window, position);
            into.position(into.position() + Math.max(read, 0));
            return read;
        }

        @Override
        public void close() throws IOException {
            release();
            if (rest != null) {
                rest.close();
            }
        }
    }
}

package io.github.toxmatrix.index.server;

import io.github.toxmatrix.cache.ProcessLock;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The right to serve at an endpoint, which one index has, of all in all processes. Those of this process share the channel to its file:
 * where one of several is closed, POSIX systems take all locks of the process from the file.
 */
final class EndpointLock implements AutoCloseable {

    private static final Map<Path, Shared> OPEN = new HashMap<>();

    private final Path file;
    private final Shared shared;
    private boolean closed;

    /** What the indexes of this process have in common; guarded by the class's map, as is all else here. */
    private static final class Shared {

        private final FileChannel channel;
        private int users;
        private @Nullable FileLock lock;
        private @Nullable EndpointLock owner;

        Shared(FileChannel channel) {
            this.channel = channel;
        }
    }

    private EndpointLock(Path file, Shared shared) {
        this.file = file;
        this.shared = shared;
    }

    /** @param file absolute, always by the same path */
    static EndpointLock open(Path file) throws IOException {
        synchronized (OPEN) {
            @Nullable Shared shared = OPEN.get(file);
            if (shared == null) {
                shared = new Shared(FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS));
                OPEN.put(file, shared);
            }
            shared.users++;
            return new EndpointLock(file, shared);
        }
    }

    /** Whether it is had now. */
    boolean take() throws IOException {
        synchronized (OPEN) {
            if (closed) {
                throw new ClosedChannelException();
            }
            if (shared.owner == null) {
                shared.lock = ProcessLock.ask(shared.channel);
                shared.owner = shared.lock == null ? null : this;
            }
            return shared.owner == this;
        }
    }

    /** Waits until it is had. */
    void await() throws IOException {
        while (!take()) {
            ProcessLock.pause();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            if (closed) {
                return;
            }
            closed = true;
            if (--shared.users == 0) {
                OPEN.remove(file);
                shared.channel.close();
            } else if (shared.owner == this && shared.lock != null) {
                shared.owner = null;
                shared.lock.release();
            }
        }
    }
}

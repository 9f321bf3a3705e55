package io.github.toxmatrix.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event files ({@code *.jsonl}) of a folder while they grow, on a thread of its own. Looks again every few
 * milliseconds: there is no notice of a write that is quick on every system (on macOS the JDK's takes seconds).
 */
public final class EventTail<E> implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 20;

    /** Of so many looks at the files, one is for new ones once there is one: listing a folder takes the longest. */
    private static final int LISTED_EACH = 8;

    private final Path folder;
    private final EventReader<E> reader;
    private final Function<Path, Consumer<E>> receivers;
    private final Map<Path, OpenFile> files = new LinkedHashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Throwable broken;

    private record OpenFile(FileChannel channel, EventLines<?> lines) {}

    private EventTail(Path folder, EventReader<E> reader, Function<Path, Consumer<E>> receivers) {
        this.folder = folder;
        this.reader = reader;
        this.receivers = receivers;
        this.thread = new Thread(this::follow, "tox-matrix-events");
        thread.setDaemon(true);
    }

    /**
     * Begins to read.
     *
     * @param folder created if missing
     * @param receivers gives for each new file who takes its events, on the thread of the tail
     */
    public static <E> EventTail<E> start(Path folder, EventReader<E> reader, Function<Path, Consumer<E>> receivers)
            throws IOException {
        Files.createDirectories(folder);
        EventTail<E> tail = new EventTail<>(folder, reader, receivers);
        tail.thread.start();
        return tail;
    }

    private void follow() {
        try {
            boolean last;
            int looks = 0;
            do {
                last = closing.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
                if (last || files.isEmpty() || ++looks % LISTED_EACH == 0) {
                    openNew();
                }
                readOn();
            } while (!last);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            broken = e;
        } finally {
            closeFiles();
        }
    }

    private void openNew() throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder, EventTail::holdsEvents)) {
            listing.forEach(found::add);
        }
        for (Path path : found) {
            // A pipe put there by a test would block.
            if (!files.containsKey(path) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                EventLines<E> lines = new EventLines<>(reader, receivers.apply(path));
                files.put(path, new OpenFile(FileChannel.open(path), lines));
            }
        }
    }

    private void readOn() throws IOException {
        for (OpenFile file : files.values()) {
            while (file.channel.read(buffer.clear()) > 0) {
                file.lines.accept(buffer.array(), buffer.position());
            }
        }
    }

    /** Asked again and again: a glob would be compiled each time. */
    private static boolean holdsEvents(Path path) {
        return path.toString().endsWith(".jsonl");
    }

    private void closeFiles() {
        for (OpenFile file : files.values()) {
            try {
                file.channel.close();
            } catch (IOException e) {
                broken = broken == null ? e : broken;
            }
        }
    }

    /**
     * Reads what is left and ends the thread: the processes that write have ended.
     *
     * @throws IOException if the files could not be read to their end
     */
    @Override
    public void close() throws IOException {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // what is left is read all the same, which takes no time
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = broken;
        if (cause instanceof Error error) {
            throw error;
        } else if (cause instanceof RuntimeException exception) {
            throw exception;
        } else if (cause != null) {
            throw new IOException("The events in " + folder + " cannot be read: " + cause, cause);
        }
    }
}

package io.github.toxmatrix.environment;

import io.github.toxmatrix.store.FileTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A folder that belongs to one run. It says whose it is by a file with the id and the start time of the process, which
 * is locked while the process lives; so the next run knows what a dead one left, also across containers which share
 * the folder but not their process ids.
 */
final class RunFolder implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(RunFolder.class.getName());
    private static final String PREFIX = "tox-matrix-";
    private static final String OWNER = ".owner";

    private final Path path;
    private final FileChannel channel;

    private RunFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes one in a folder, readable for this user alone. */
    static RunFolder create(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, PREFIX);
        FileChannel channel = FileChannel.open(
                path.resolve(OWNER), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock unused = channel.lock(Long.MAX_VALUE - 1, 1, false);
            channel.write(ByteBuffer.wrap(owner(ProcessHandle.current()).getBytes(StandardCharsets.UTF_8)));
            return new RunFolder(path, channel);
        } catch (IOException failed) {
            channel.close();
            FileTree.delete(path);
            throw failed;
        }
    }

    /** Removes the folders of dead runs of this user. What cannot be removed is left, and said to the log. */
    static void removeLeftovers(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                try {
                    if (isLeftover(folder)) {
                        FileTree.delete(folder);
                    }
                } catch (IOException notOurs) {
                    LOGGER.log(System.Logger.Level.WARNING, "cannot remove " + folder + " of a dead run: " + notOurs);
                }
            }
        } catch (IOException unreadable) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot look for leftovers in " + parent + ": " + unreadable);
        }
    }

    private static boolean isLeftover(Path folder) throws IOException {
        Path owner = folder.resolve(OWNER);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(owner, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(folder).getName().equals(currentUser(folder))) {
            return false;
        }
        List<String> lines = Files.readAllLines(owner);
        return !lines.isEmpty() && !isAlive(lines.get(0)) && isUnlocked(owner);
    }

    /** The user who owns a file that this process makes is the user of this process. */
    private static String currentUser(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, ".user", "");
        try {
            return Files.getOwner(probe).getName();
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static boolean isAlive(String owner) {
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner.split(" ", 2)[0]));
            return process.map(handle -> owner(handle).strip().equals(owner.strip()))
                    .orElse(false);
        } catch (NumberFormatException unreadable) {
            return false;
        }
    }

    private static String owner(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L) + "\n";
    }

    private static boolean isUnlocked(Path owner) throws IOException {
        try (FileChannel channel = FileChannel.open(owner, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false)) {
            return lock != null;
        } catch (OverlappingFileLockException ownProcess) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        FileTree.delete(path);
    }
}

package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder that belongs to one process. It says whose it is by a file with the id and the start time of the process, which
 * is locked while the process lives; so the next one knows what a dead one left, also across containers which share
 * the folder but not their process ids.
 */
public final class OwnedFolder implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(OwnedFolder.class.getName());
    private static final String OWNER = ".owner";

    /** A process that is killed before it has said whose a folder is has had this long for it. */
    private static final Duration UNSIGNED = Duration.ofHours(1);

    private final Path path;
    private final FileChannel channel;

    private OwnedFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes one in a folder, readable for this user alone.
     *
     * @param prefix its name begins with
     */
    public static OwnedFolder create(Path parent, String prefix) throws IOException {
        Path path = Files.createTempDirectory(parent, prefix);
        FileChannel channel = FileChannel.open(
                path.resolve(OWNER), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock unused = channel.lock(Long.MAX_VALUE - 1, 1, false);
            channel.write(ByteBuffer.wrap(owner(ProcessHandle.current()).getBytes(StandardCharsets.UTF_8)));
            return new OwnedFolder(path, channel);
        } catch (IOException failed) {
            channel.close();
            FileTree.delete(path);
            throw failed;
        }
    }

    /**
     * Removes the folders of dead processes of this user. What cannot be removed is left, and said to the log.
     *
     * @param prefix their names begin with, a number follows
     */
    public static void removeLeftovers(Path parent, String prefix) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path folder : folders) {
                try {
                    if (isLeftover(folder, prefix)) {
                        FileTree.delete(folder);
                    }
                } catch (NoSuchFileException removedMeanwhile) {
                    // by its owner or another process
                } catch (IOException notOurs) {
                    LOGGER.log(System.Logger.Level.WARNING, "cannot remove " + folder + " of a dead run: " + notOurs);
                }
            }
        } catch (IOException unreadable) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot look for leftovers in " + parent + ": " + unreadable);
        }
    }

    private static boolean isSigned(Path folder) {
        return Files.isRegularFile(folder.resolve(OWNER), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isLeftover(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(currentUser())) {
            return false;
        }
        List<String> lines = isSigned(folder) ? Files.readAllLines(folder.resolve(OWNER)) : List.of();
        if (lines.isEmpty()) {
            return folder.getFileName().toString().matches(Pattern.quote(prefix) + "\\d+")
                    && Files.getLastModifiedTime(folder)
                            .toInstant()
                            .isBefore(Instant.now().minus(UNSIGNED));
        }
        return !isAlive(lines.get(0)) && isUnlocked(folder.resolve(OWNER));
    }

    /** The user who owns a file that this process makes is the user of this process. */
    static UserPrincipal currentUser() throws IOException {
        Path probe = Files.createTempFile("tox-matrix", "");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static boolean isAlive(String owner) {
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner.split(" ", 2)[0]));
            return process.filter(handle -> owner(handle).strip().equals(owner.strip()))
                    .filter(handle -> !isZombie(handle))
                    .isPresent();
        } catch (NumberFormatException unreadable) {
            return false;
        }
    }

    /**
     * Whether it has ended and stays in the list of processes until its parent looks: the first process of a container, whose
     * children orphans become, may never do that.
     */
    private static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException noLinuxOrGone) {
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

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        FileTree.delete(path);
    }
}

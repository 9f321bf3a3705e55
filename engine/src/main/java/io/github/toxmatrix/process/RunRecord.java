package io.github.toxmatrix.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file that stands for a run. The JVM of the run holds a lock on it as long as it lives, however it ends, and writes the
 * processes it starts into it: one line each, {@code pid start}, the start in milliseconds since 1970.
 */
final class RunRecord implements AutoCloseable {

    private static final String SUFFIX = ".run";

    /** The start of a process is known to two JVMs only as exactly as the time at which the machine was booted. */
    private static final long START_TOLERANCE_MILLIS = 2000;

    private final Path file;
    private final FileChannel channel;

    private RunRecord(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static RunRecord create(Path folder, String run) throws IOException {
        createPrivate(folder);
        Path file = folder.resolve(thisJvm() + run + SUFFIX);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(file))) {
            channel.close();
            Files.deleteIfExists(file);
            throw new FileSystemException(folder.toString(), null, "it belongs to somebody else; remove it");
        }
        channel.lock();
        return new RunRecord(file, channel);
    }

    /** Nobody else may put a record there: a false one would end processes. */
    private static void createPrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Ends what runs whose JVM is dead have left, and forgets them. */
    static void endLeftOvers(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path record : records) {
                // On POSIX systems, opening and closing the file of a run of this JVM would release its lock.
                if (!record.getFileName().toString().startsWith(thisJvm())) {
                    endIfDead(record);
                }
            }
        }
    }

    private static void endIfDead(Path record) throws IOException {
        try (FileChannel channel = FileChannel.open(record, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return;
            }
            ByteBuffer content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {}
            Set<ProcessHandle> left = new HashSet<>();
            StandardCharsets.US_ASCII
                    .decode(content.flip())
                    .toString()
                    .lines()
                    .map(RunRecord::process)
                    .flatMap(Optional::stream)
                    .forEach(left::add);
            String name = record.getFileName().toString();
            Marker run = Marker.ofRun(name.substring(name.lastIndexOf('_') + 1, name.length() - SUFFIX.length()));
            new Ending(
                            () -> {
                                left.addAll(run.processes());
                                return left;
                            },
                            Grace.DEFAULT)
                    .end();
        } catch (OverlappingFileLockException e) {
            return;
        } catch (NoSuchFileException e) {
            // Another run has just cleaned up or ended.
            return;
        }
        Files.deleteIfExists(record);
    }

    private static Optional<ProcessHandle> process(String line) {
        String[] parts = line.split(" ", 2);
        try {
            long start = Long.parseLong(parts[1]);
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(process -> Math.abs(startMillis(process) - start) <= START_TOLERANCE_MILLIS);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // The last line of a JVM that was killed while it wrote.
            return Optional.empty();
        }
    }

    private static String thisJvm() {
        ProcessHandle jvm = ProcessHandle.current();
        return jvm.pid() + "_" + startMillis(jvm) + "_";
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Notes a process that was started. */
    synchronized void add(ProcessHandle process) {
        try {
            String line = process.pid() + " " + startMillis(process) + "\n";
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            System.getLogger(RunRecord.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "cannot write to {0}; if this JVM is killed, processes may be left behind: {1}",
                            file,
                            e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}

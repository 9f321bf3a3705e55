package io.github.toxmatrix.engine.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.toxmatrix.cache.ProcessLock;
import io.github.toxmatrix.resolution.PinsFile;
import io.github.toxmatrix.resolution.RunPins;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file of pins that the JVMs of one build write together: each adds its environments to those of the others. What another build
 * has left there is replaced.
 *
 * @param build tells which build this is; empty: it has this JVM alone
 * @param configuration whose environments these are
 */
public record SharedPinsFile(Path file, Optional<String> build, Path configuration) {

    private static final long LONGEST_MARK = 64 << 10; // bytes

    /**
     * One at a time, of all JVMs and of the threads of each.
     *
     * @return whether it has been; not where another configuration of this build has its environments there
     */
    public boolean write(RunPins pins) throws IOException {
        if (build.isEmpty()) {
            PinsFile.write(file, pins);
            return true;
        }
        String own = build.get() + "\n";
        Path mark = file.resolveSibling("." + file.getFileName() + ".build");
        Files.createDirectories(file.resolveSibling(""));
        synchronized (SharedPinsFile.class) {
            try (FileChannel channel = FileChannel.open(
                    mark, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                FileLock unused = ProcessLock.await(channel);
                String before = text(channel);
                boolean ofThisBuild = before.startsWith(own) && Files.exists(file);
                if (ofThisBuild && !before.equals(own + configuration)) {
                    return false;
                }
                PinsFile.write(file, ofThisBuild ? over(PinsFile.read(file), pins) : pins);
                channel.truncate(0).write(ByteBuffer.wrap((own + configuration).getBytes(UTF_8)), 0);
                return true;
            }
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), LONGEST_MARK));
        channel.read(bytes, 0);
        return UTF_8.decode(bytes.flip()).toString();
    }

    /** Both; of an environment that ran twice, what it had last. */
    public static RunPins over(RunPins earlier, RunPins later) {
        var all = new TreeMap<>(earlier.environments());
        all.putAll(later.environments());
        return new RunPins(all);
    }
}

package io.github.toxmatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.toxmatrix.resolution.PinsFile;
import io.github.toxmatrix.resolution.RunPins;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
 */
record SharedPinsFile(Path file, Optional<String> build) {

    /** One at a time, of all JVMs and of the threads of each. */
    void write(RunPins pins) throws IOException {
        if (build.isEmpty()) {
            PinsFile.write(file, pins);
            return;
        }
        Path mark = file.resolveSibling("." + file.getFileName() + ".build");
        Files.createDirectories(file.resolveSibling(""));
        synchronized (SharedPinsFile.class) {
            try (FileChannel channel = FileChannel.open(
                    mark, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel.lock();
                boolean ours = text(channel).equals(build.get()) && Files.exists(file);
                PinsFile.write(file, ours ? over(PinsFile.read(file), pins) : pins);
                channel.truncate(0).write(ByteBuffer.wrap(build.get().getBytes(UTF_8)), 0);
            }
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), 200));
        channel.read(bytes, 0);
        return UTF_8.decode(bytes.flip()).toString();
    }

    /** Both; of an environment that ran twice, what it had last. */
    static RunPins over(RunPins earlier, RunPins later) {
        var all = new TreeMap<>(earlier.environments());
        all.putAll(later.environments());
        return new RunPins(all);
    }
}

package io.github.toxmatrix.cache;

import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long each environment of a project took when it last ran, kept between runs: a file for each project, a line for each
 * environment, milliseconds and a name. A guess for the next run and nothing more, so runs that end at the same time may
 * overwrite what the other one learned, and a file that cannot be read is an empty one. Safe for many threads.
 */
public final class Durations {

    private static final System.Logger LOGGER = System.getLogger(Durations.class.getName());

    private static final int MOST = 20_000; // environments of one project
    private static final Duration KEPT = Duration.ofDays(90);

    private final Optional<Path> file;
    private final Map<String, Duration> before;
    private final Map<String, Duration> taken = new LinkedHashMap<>();

    private Durations(Optional<Path> file, Map<String, Duration> before) {
        this.file = file;
        this.before = before;
    }

    /** Nothing is known, and nothing is kept. */
    public static Durations none() {
        return new Durations(Optional.empty(), Map.of());
    }

    /**
     * Those of a project.
     *
     * @param configuration its configuration's file
     */
    public static Durations open(CacheFolder cache, Path configuration) {
        try {
            Path file = cache.open("durations").resolve(name(configuration));
            return new Durations(Optional.of(file), read(file));
        } catch (IOException unusable) {
            LOGGER.log(System.Logger.Level.DEBUG, "durations of environments are not kept: " + unusable.getMessage());
            return none();
        }
    }

    private static String name(Path configuration) {
        return Sha256.hex(configuration.toAbsolutePath().normalize().toString()).substring(0, 32) + ".txt";
    }

    private static Map<String, Duration> read(Path file) throws IOException {
        Map<String, Duration> read = new LinkedHashMap<>();
        if (Files.exists(file)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                int blank = line.indexOf(' ');
                if (blank > 0 && line.substring(0, blank).matches("\\d{1,12}")) {
                    read.put(line.substring(blank + 1), Duration.ofMillis(Long.parseLong(line.substring(0, blank))));
                }
            }
        }
        return read;
    }

    /** What an environment took in an earlier run. */
    public Optional<Duration> expected(String environment) {
        return Optional.ofNullable(before.get(environment));
    }

    /** An environment has run as a whole. */
    public synchronized void took(String environment, Duration duration) {
        taken.put(environment, duration);
    }

    /** Keeps what this run took, for the next one. Where that fails, the next one knows less. */
    public synchronized void keep() {
        if (file.isEmpty() || taken.isEmpty()) {
            return;
        }
        try {
            keep(file.get());
        } catch (IOException failed) {
            LOGGER.log(System.Logger.Level.DEBUG, "durations of environments are not kept: " + failed);
        }
    }

    private void keep(Path target) throws IOException {
        Map<String, Duration> all = read(target);
        all.keySet().removeAll(taken.keySet());
        all.putAll(taken);
        List<String> lines = all.entrySet().stream()
                .skip(Math.max(0, all.size() - MOST))
                .map(entry -> entry.getValue().toMillis() + " " + entry.getKey() + "\n")
                .toList();
        Path part = Files.createTempFile(target.resolveSibling(""), "durations", ".part");
        try {
            Files.writeString(part, String.join("", lines));
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        removeOld(target.resolveSibling(""));
    }

    private static void removeOld(Path folder) throws IOException {
        Instant oldest = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{txt,part}")) {
            for (Path each : files) {
                if (Files.exists(each)
                        && Files.getLastModifiedTime(each).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}

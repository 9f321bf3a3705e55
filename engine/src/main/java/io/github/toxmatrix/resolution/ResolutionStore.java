package io.github.toxmatrix.resolution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Resolutions of this and earlier runs, a file each. Safe for many threads and processes: files appear as a whole.
 *
 * <p>A resolution says which versions are to be installed, never that they are. So what is old here can only be an older answer of the
 * indexes, and for how long that is good enough is the user's to say.
 */
public final class ResolutionStore {

    private static final String FOUND = "# found ";

    /** Finds pins where none are stored. */
    @FunctionalInterface
    public interface Resolver<E extends Exception> {
        Pins resolve() throws E, InterruptedException;
    }

    private final Path folder;
    private final Duration maxAge;
    private final Clock clock;

    /** @param maxAge older ones are not used; zero: none is */
    public ResolutionStore(Path folder, Duration maxAge, Clock clock) {
        this.folder = folder;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** @throws IOException where the answer cannot be stored */
    public <E extends Exception> Resolution get(ResolutionRequest request, Resolver<E> resolver)
            throws E, IOException, InterruptedException {
        String key;
        try {
            key = ResolutionInputs.digest(request);
        } catch (ResolutionInputs.NotStorable reason) {
            return new Resolution(resolver.resolve(), clock.instant(), false);
        }
        Path file = folder.resolve(key + ".txt");
        Optional<Resolution> stored = maxAge.isZero() ? Optional.empty() : read(file);
        if (stored.isPresent() && stored.get().age(clock.instant()).compareTo(maxAge) <= 0) {
            return stored.get();
        }
        Resolution found = new Resolution(resolver.resolve(), clock.instant(), false);
        if (found.pins().direct().stream().noneMatch(line -> line.contains("@"))) { // no credentials on disk
            write(file, found);
        }
        return found;
    }

    /** Whatever is wrong with a file, it is resolved anew. */
    private static Optional<Resolution> read(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            int end = text.indexOf('\n');
            if (end > 0 && text.startsWith(FOUND)) {
                Instant found = Instant.parse(text.substring(FOUND.length(), end));
                return Optional.of(new Resolution(Pins.parse(text), found, true));
            }
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (DateTimeException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private void write(Path file, Resolution resolution) throws IOException {
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, "new", ".tmp");
        try {
            Files.writeString(
                    whole, FOUND + resolution.found() + "\n" + resolution.pins().text());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}

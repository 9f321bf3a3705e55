package io.github.toxmatrix.resolution;

import io.github.toxmatrix.digest.SealedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String REFUTED = "# refuted ";

    private final Optional<Path> folder;
    private final Duration maxAge;
    private final Clock clock;
    private final SourceDigests sources = new SourceDigests();

    /**
     * @param folder empty: nothing is kept
     * @param maxAge older ones are not used; zero: none is
     */
    public ResolutionStore(Optional<Path> folder, Duration maxAge, Clock clock) {
        this.folder = folder;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** What it goes by where local projects are asked for. */
    public SourceDigests sources() {
        return sources;
    }

    /** Under what an answer is kept; empty where it depends on what cannot be known before, such as a file behind a URL. */
    public Optional<String> key(ResolutionRequest request) {
        try {
            return Optional.of(ResolutionInputs.digest(request, sources));
        } catch (ResolutionInputs.NotStorable reason) {
            return Optional.empty();
        }
    }

    /** What an earlier run found, if it is not too old. */
    public Optional<Resolution> find(String key) {
        if (folder.isEmpty() || maxAge.isZero()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return read(file(folder.get(), key))
                .filter(stored -> !stored.found().isAfter(now)) // by a clock that was wrong: nobody knows how old it is
                .filter(stored -> stored.age(now).compareTo(maxAge) <= 0);
    }

    /** @throws IOException where it cannot be stored */
    public void keep(String key, Resolution found) throws IOException {
        // a place may hold credentials, which are not to be on disk
        if (folder.isPresent() && found.pins().direct().stream().noneMatch(line -> line.contains("@"))) {
            Files.createDirectories(folder.get());
            SealedText.write(
                    file(folder.get(), key),
                    FOUND + found.found() + "\n"
                            + found.refuted()
                                    .map(reason -> REFUTED + reason + "\n")
                                    .orElse("")
                            + found.pins().text());
        }
    }

    private static Path file(Path folder, String key) {
        return folder.resolve(key + ".txt");
    }

    /** Whatever is wrong with a file, it is resolved anew. */
    private static Optional<Resolution> read(Path file) {
        try {
            String text = SealedText.read(file).orElse("");
            int end = text.indexOf('\n');
            if (end > 0 && text.startsWith(FOUND)) {
                Instant found = Instant.parse(text.substring(FOUND.length(), end));
                Optional<String> refuted = text.lines()
                        .filter(line -> line.startsWith(REFUTED))
                        .map(line -> line.substring(REFUTED.length()))
                        .findFirst();
                return Optional.of(new Resolution(Pins.parse(text), found, true, refuted));
            }
        } catch (IOException | DateTimeException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}

package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.Resolution;
import io.github.toxmatrix.resolution.SourceDigests;
import io.github.toxmatrix.store.DistributionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders that {@code deps} want to be installed editable (PEP 660): an installer has one built, and what it has put into an
 * environment is linked into others, as long as nothing has changed that the build may have read, and for as long as what an
 * index has answered is good: its build system was installed from there.
 */
final class LocalProjects {

    private static final Pattern EDITABLE = Pattern.compile("-e\\s+([^\\s\\[\\];]+)(?:\\[[^\\]]*\\])?\\s*");

    /** Of a wheel that is the same wherever it was built. */
    private static final String PURE = "Root-Is-Purelib: true";

    private final Resolutions resolutions;
    private final SharedFiles files;
    private final Map<String, Resolution> ofThisRun = new ConcurrentHashMap<>();

    LocalProjects(Resolutions resolutions, SharedFiles files) {
        this.resolutions = resolutions;
        this.files = files;
    }

    /**
     * What is installed where, and how.
     *
     * @param prepared by {@link PinInstaller#prepare}
     * @param options of the installer
     */
    record Place(PinInstaller uv, PinnedDependencies.Target target, Installation prepared, List<String> options) {}

    /**
     * Links those that are known.
     *
     * @param lines as {@link Pins#direct()} has them
     * @return the lines that an installer has to see to
     */
    List<String> link(List<String> lines, Place place) throws IOException {
        List<String> others = new ArrayList<>();
        for (String line : lines) {
            Optional<Path> project = editable(line);
            if (project.isEmpty() || !link(line, project.get(), place)) {
                others.add(line);
            }
        }
        return others;
    }

    private boolean link(String line, Path project, Place place) throws IOException {
        Optional<String> key = key(line, project, place);
        if (!files.isUsed() || key.isEmpty()) {
            return false;
        }
        Optional<Resolution> known = Optional.ofNullable(ofThisRun.get(key.get()));
        if (known.isEmpty()) {
            known = resolutions.store().find(key.get());
        }
        return known.isPresent() && files.link(key(key.get(), known.get()), place.target());
    }

    /** Keeps what an installer has made of these lines. */
    void keep(List<String> lines, Place place) throws IOException {
        for (String line : lines) {
            Optional<Path> project = editable(line);
            if (project.isPresent() && files.isUsed() && sources().isUnchanged(project.get())) {
                keep(line, project.get(), place);
            }
        }
    }

    /** Under the key of now, when what the build leaves beside the sources is there: nothing is linked where that is missing. */
    private void keep(String line, Path project, Place place) throws IOException {
        Optional<String> key = key(line, project, place);
        Path sitePackages = place.target().environment().sitePackages();
        Optional<Path> metadata = InstalledDistributions.from(project, sitePackages);
        if (key.isEmpty() || metadata.isEmpty() || !isPure(metadata.get())) {
            return;
        }
        Map.Entry<String, String> name = InstalledDistributions.named(
                        metadata.get().getFileName().toString())
                .orElseThrow();
        Pin built = new Pin(name.getKey(), name.getValue(), List.of());
        Resolution known = new Resolution(
                new Pins(List.of(built), List.of(line)), Instant.now().truncatedTo(ChronoUnit.MILLIS), false);
        files.keep(new SharedFiles.Missing(List.of(), List.of(key(key.get(), known))), place.target());
        resolutions.store().keep(key.get(), known);
        ofThisRun.put(key.get(), known);
    }

    private static boolean isPure(Path metadata) throws IOException {
        Path wheel = metadata.resolve("WHEEL");
        return Files.exists(wheel)
                && Files.readString(wheel).lines().anyMatch(line -> line.strip().equalsIgnoreCase(PURE));
    }

    private static DistributionKey key(String key, Resolution known) {
        Pin built = known.pins().pinned().get(0);
        return new DistributionKey(
                built.name(),
                built.version(),
                SharedFiles.digest(List.of(key, known.found().toString())));
    }

    /** All variables count, as a build may read any. */
    private Optional<String> key(String line, Path project, Place place) throws IOException {
        List<String> options = new ArrayList<>(place.options());
        options.add("installed beside " + sources().generated(project));
        return resolutions.key(
                place.uv(),
                new Question(
                        "",
                        place.target().environment().base(),
                        place.prepared(),
                        place.target().installation().variables(),
                        new Pinnable(List.of(line), options)));
    }

    private SourceDigests sources() {
        return resolutions.store().sources();
    }

    /** What else a line may say is left to installers. */
    private static Optional<Path> editable(String line) {
        Matcher match = EDITABLE.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        Path path = Path.of(match.group(1));
        return path.isAbsolute() && Files.isDirectory(path) ? Optional.of(path.normalize()) : Optional.empty();
    }
}

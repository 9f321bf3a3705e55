package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.OutdatedPinsException;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.pep.Version;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs dependencies in two steps: which versions they are is found once and stored, and exactly these are installed, from uv's
 * cache and without asking an index where they are there.
 */
public final class PinnedDependencies {

    private final Resolutions resolutions;
    private final SharedFiles files;
    private final LocalProjects projects;

    public PinnedDependencies(EnvironmentOptions options, SharedFiles files) {
        this.files = files;
        this.resolutions = new Resolutions(options);
        this.projects = new LocalProjects(resolutions, files);
    }

    /**
     * What is to be installed where.
     *
     * @param name of the environment
     * @param configured variables that the configuration sets
     * @param record told what is installed
     */
    public record Target(
            String name,
            PythonEnvironment environment,
            Installation installation,
            Map<String, String> configured,
            PinRecord record) {}

    /** Finds what {@link #install} will ask for, if its answer can be kept. */
    public Optional<Pins> resolveAhead(PinInstaller uv, Question question)
            throws ProvisionException, IOException, InterruptedException {
        return resolutions.findAhead(uv, question).map(Resolution::pins);
    }

    /**
     * Installs what the lines ask for.
     *
     * @return what was printed
     * @throws OutdatedPinsException where only an earlier run's answer was wrong: a part of it may be installed
     */
    public String install(PinInstaller uv, Target target, Pinnable lines)
            throws ProvisionException, IOException, InterruptedException {
        Installation prepared = uv.prepare(target.installation());
        Question question =
                new Question(target.name(), target.environment().base(), prepared, target.configured(), lines);
        Resolution resolution = resolutions.get(uv, question);
        try {
            String output = install(uv, target, prepared, resolution.pins(), lines.options());
            check(resolution.pins(), target.environment().sitePackages());
            target.record().resolved(resolution);
            return output;
        } catch (ProvisionException failed) {
            if (resolution.stored()
                    && uv.isExact()
                    && !LackOfRoom.isCauseOf(failed)
                    && isOutdated(uv, question, resolution)) {
                throw new OutdatedPinsException(failed);
            }
            throw failed;
        }
    }

    private boolean isOutdated(PinInstaller uv, Question question, Resolution resolution)
            throws IOException, InterruptedException {
        try {
            return !resolutions.anew(uv, question, resolution).pins().equals(resolution.pins());
        } catch (ProvisionException unknown) { // without a network, say: the first failure is the one to tell
            return false;
        }
    }

    /**
     * Installs the pins of an earlier run.
     *
     * @param options that say where packages come from
     * @return what was printed
     */
    public String install(PinInstaller uv, Target target, EnvironmentPins given, List<String> options)
            throws ProvisionException, IOException, InterruptedException {
        return install(uv, target, uv.prepare(target.installation()), new Pins(given.pins(), List.of()), options);
    }

    /** Links what is there, and has uv bring the rest. */
    private String install(PinInstaller uv, Target target, Installation prepared, Pins pins, List<String> options)
            throws ProvisionException, IOException, InterruptedException {
        Path sitePackages = target.environment().sitePackages();
        Map<String, String> before = installed(sitePackages);
        List<Pin> free = pins.pinned().stream()
                .filter(pin -> !before.containsKey(pin.name()))
                .toList();
        SharedFiles.Missing unlinked = files.link(free, target, options);
        List<Pin> missing = new ArrayList<>(unlinked.pins());
        pins.pinned().stream()
                .filter(pin ->
                        before.containsKey(pin.name()) && !isSame(pin.version(), before.getOrDefault(pin.name(), "")))
                .forEach(missing::add);
        LocalProjects.Place place = new LocalProjects.Place(uv, target, prepared, options);
        List<String> direct = projects.link(pins.direct(), place);
        if (missing.isEmpty() && direct.isEmpty()) {
            return "";
        }
        Path file = target.environment().directory().resolve("pins.txt");
        Files.writeString(file, new Pins(missing, direct).text());
        String output = uv.installPins(prepared, file, options, !files.isUsed());
        files.keep(unlinked, target);
        projects.keep(direct, place);
        return output;
    }

    /** What is there has to be what was asked for, whatever an installer made of it. */
    public static void check(Pins pins, Path sitePackages) throws ProvisionException, IOException {
        Map<String, String> installed = installed(sitePackages);
        for (Pin pin : pins.pinned()) {
            String version = installed.getOrDefault(pin.name(), "");
            if (!isSame(pin.version(), version)) {
                throw new ProvisionException(
                        pin.requirement() + " was to be installed, but "
                                + (version.isEmpty() ? "it is missing" : version + " is there")
                                + " (" + sitePackages + "): resolve anew with matrix.refresh=true",
                        "");
            }
        }
    }

    public static Map<String, String> installed(Path sitePackages) throws IOException {
        return InstalledDistributions.in(sitePackages).all();
    }

    static boolean isSame(String pinned, String installed) {
        if (pinned.equals(installed)) {
            return true;
        }
        Optional<Version> one = Version.parse(pinned);
        return one.isPresent()
                && Version.parse(installed)
                        .map(other -> one.get().compareTo(other) == 0)
                        .orElse(false);
    }
}

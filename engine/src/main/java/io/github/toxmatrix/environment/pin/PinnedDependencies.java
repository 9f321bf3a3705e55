package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.OutdatedPinsException;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.setting.FileChoice;
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
        Question question = question(uv, target, lines);
        Resolution resolution = resolutions.get(uv, question);
        try {
            return install(uv, target, question, resolution);
        } catch (ProvisionException failed) {
            if (resolution.stored() && !LackOfRoom.isCauseOf(failed) && isOutdated(uv, question, resolution)) {
                throw new OutdatedPinsException(failed);
            }
            throw failed;
        }
    }

    private static Question question(PinInstaller installer, Target target, Pinnable lines)
            throws ProvisionException, InterruptedException {
        return new Question(
                target.name(),
                target.environment().base(),
                installer.prepare(target.installation()),
                target.configured(),
                lines);
    }

    private String install(PinInstaller installer, Target target, Question question, Resolution resolution)
            throws ProvisionException, IOException, InterruptedException {
        Pins pins = resolution.pins();
        String output = install(
                installer,
                target,
                question.installation(),
                pins,
                question.lines().options());
        check(pins, target.environment().sitePackages());
        target.record().resolved(resolution);
        return output;
    }

    /** Installs the same without pins. */
    @FunctionalInterface
    public interface Unpinned {
        String install() throws ProvisionException, InterruptedException;
    }

    /**
     * Installs what the lines ask for, without pins where an installer that is not exact could not tell them, or told what turns
     * out to be something else. That is noted with its answer, so that it is tried once and not for each environment.
     *
     * @return what was printed
     */
    public String install(PinInstaller installer, Target target, Pinnable lines, Unpinned unpinned)
            throws ProvisionException, IOException, InterruptedException {
        Question question = question(installer, target, lines);
        Optional<Resolution> told = Optional.empty();
        String reason;
        try {
            Resolution resolution = resolutions.get(installer, question);
            if (resolution.refuted().isEmpty()) {
                told = Optional.of(resolution);
                return install(installer, target, question, resolution);
            }
            reason = resolution.refuted().get();
        } catch (ProvisionException failed) {
            if (LackOfRoom.isCauseOf(failed)) {
                throw failed;
            }
            reason = String.valueOf(failed.getMessage());
        }
        String output = "installed without pins: " + reason + "\n" + unpinned.install();
        if (told.isPresent()) {
            refute(installer, target, question, told.get());
        }
        return output;
    }

    /** Where pip alone has brought what was told, the answer was right, and something else had failed. */
    private void refute(PinInstaller installer, Target target, Question question, Resolution told) throws IOException {
        Map<String, String> installed = installed(target.environment().sitePackages());
        List<String> differences = told.pins().pinned().stream()
                .filter(pin -> !isSame(pin.version(), installed.getOrDefault(pin.name(), "")))
                .map(pin -> pin.requirement() + " becomes "
                        + Optional.ofNullable(installed.get(pin.name())).orElse("nothing"))
                .toList();
        if (!differences.isEmpty()) {
            resolutions.refute(installer, question, told, String.join(", ", differences));
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
        SharedFiles.Missing unlinked = files.link(free, target, choosing(options, target, prepared));
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

    /** What decides which file of a release is taken: options, and what pip's files say, which is among no environment's own variables. */
    private static List<String> choosing(List<String> options, Target target, Installation prepared) {
        List<String> all = new ArrayList<>(options);
        for (FileChoice choice : FileChoice.ALL) {
            String name = choice.variable();
            if (prepared.variables().containsKey(name)
                    && !target.installation().variables().containsKey(name)) {
                all.add(name + "=" + prepared.variables().get(name));
            }
        }
        return all;
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

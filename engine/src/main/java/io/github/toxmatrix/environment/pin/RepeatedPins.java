package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.environment.installer.InstallCommand;
import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.installer.PythonInstaller;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.GivenPins;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an environment had in an earlier run and is to have again. The pins are installed first, without anything that they ask for;
 * then what the configuration asks for is installed as ever, held to the pins, which finds nothing left to do. What is there in the
 * end has to be the pins and nothing else.
 *
 * @param file where the pins were read
 */
public record RepeatedPins(Path file, EnvironmentPins pins) {

    /**
     * Empty where no earlier run is repeated.
     *
     * @throws ProvisionException if that run had no such environment, or had it with another Python
     */
    public static Optional<RepeatedPins> of(ResolutionOptions options, String environment, Interpreter base)
            throws ProvisionException {
        if (options.given().isEmpty()) {
            return Optional.empty();
        }
        GivenPins given = options.given().get();
        EnvironmentPins pins = given.of(environment)
                .orElseThrow(() -> new ProvisionException(
                        given.file() + " has no pins of environment " + environment
                                + ": name the file of a run that had it (matrix.pins), or several united by"
                                + " `tox-matrix pins merge`",
                        ""));
        String python = PinRecord.python(base);
        if (!EnvironmentPins.series(python).equals(pins.pythonSeries())) {
            throw new ProvisionException(
                    "the pins of " + environment + " in " + given.file() + " are those of " + pins.python()
                            + ", but its interpreter is " + python + " now",
                    "");
        }
        return Optional.of(new RepeatedPins(given.file(), pins));
    }

    /** Installs the pins and then the dependencies; tells what was printed. */
    public String install(
            PinnedDependencies pinned,
            PythonInstaller installer,
            PinnedDependencies.Target target,
            List<String> dependencies)
            throws ProvisionException, IOException, InterruptedException {
        target.record().given(pins, String.valueOf(file.getFileName()));
        Path constraints = constraints(target.environment().directory());
        Files.writeString(constraints, requirements());
        String output;
        try {
            output = installPins(pinned, installer, target, Pinnable.optionsOf(dependencies));
        } catch (ProvisionException failed) {
            throw failed.saying("cannot install what " + file + " pins: " + failed.getMessage() + unnamed(failed));
        }
        if (dependencies.isEmpty()) {
            return output;
        }
        List<String> lines = new ArrayList<>(dependencies);
        lines.add("-c " + constraints);
        try {
            return output + installer.install(target.installation(), lines);
        } catch (ProvisionException failed) {
            throw failed.saying("what is asked for does not go with the pins of " + file + ": " + failed.getMessage());
        }
    }

    /** Where a pin may have no file of its name: pip installs what an sdist turns out to be, and pins say what was there in the end. */
    private String unnamed(ProvisionException failed) {
        String message = String.valueOf(failed.getMessage());
        List<String> named = pins.pins().stream()
                .filter(pin -> pin.hashes().isEmpty() && message.contains(pin.requirement()))
                .map(Pin::requirement)
                .toList();
        return named.isEmpty()
                ? ""
                : ". " + String.join(", ", named)
                        + " had been installed without pins, so nobody knows from which file: an sdist"
                        + " may be built as another version than its name says, and cannot be had again by that. Have deps ask"
                        + " for another version, or leave the environment out";
    }

    private String installPins(
            PinnedDependencies pinned,
            PythonInstaller installer,
            PinnedDependencies.Target target,
            List<String> options)
            throws ProvisionException, IOException, InterruptedException {
        PythonInstaller maker = installer instanceof InstallCommand command ? command.maker() : installer;
        if (maker instanceof PinInstaller uv) {
            return pinned.install(uv, target, pins, RequirementLines.forUv(options));
        }
        if (pins.pins().isEmpty()) {
            return "";
        }
        Path list = target.environment().directory().resolve("pins.txt");
        Files.writeString(list, new Pins(pins.pins(), List.of()).text());
        List<String> lines = new ArrayList<>(options);
        lines.addAll(List.of("--no-deps", "-r " + list));
        return maker.install(target.installation(), lines);
    }

    private String requirements() {
        return pins.pins().stream().map(pin -> pin.requirement() + "\n").collect(Collectors.joining());
    }

    /** Where an environment keeps what holds its package's dependencies to the pins; there is no such file where none are given. */
    public static Path constraints(Path environment) {
        return environment.resolve("pinned-constraints.txt");
    }

    /** Compares with what is there now. */
    public StringBuilder check(EnvironmentPins installed, StringBuilder output) throws ProvisionException {
        List<String> wrong = new ArrayList<>();
        for (Pin pin : installed.pins()) {
            Optional<Pin> wanted = pins.pins().stream()
                    .filter(each -> each.name().equals(pin.name()))
                    .findFirst();
            if (wanted.isEmpty()) {
                wrong.add(pin.requirement() + " was installed too");
            } else if (!PinnedDependencies.isSame(wanted.get().version(), pin.version())) {
                wrong.add(pin.requirement() + " was installed instead of "
                        + wanted.get().version());
            }
        }
        pins.pins().stream()
                .filter(pin ->
                        installed.pins().stream().noneMatch(each -> each.name().equals(pin.name())))
                .forEach(pin -> wrong.add(pin.requirement() + " is missing"));
        if (!installed.direct().equals(pins.direct())) {
            wrong.add("from URLs came " + installed.direct() + " instead of " + pins.direct());
        }
        if (!wrong.isEmpty()) {
            throw new ProvisionException(
                    "what is installed is not what " + file + " pins: " + String.join("; ", wrong)
                            + ". Does the configuration ask for something else than it did then?",
                    "");
        }
        return output;
    }
}

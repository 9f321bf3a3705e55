package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What every pip is told alike, the one of today and the last one for an old Python. */
final class PipArguments {

    private PipArguments() {}

    /** What installs a wheel of this machine and nothing else. */
    static List<String> ofWheel(Path wheel) {
        return List.of("--no-index", "--force-reinstall", "--no-deps", wheel.toString());
    }

    /** Options that uv spells in its own way. */
    static List<String> options(List<String> ofUv) {
        return ofUv.stream()
                .map(option -> switch (option) {
                    case "--prerelease=allow" -> "--pre";
                    case "--allow-insecure-host" -> "--trusted-host";
                    default -> option;
                })
                .toList();
    }

    /**
     * What installs pins and nothing else, for each call of pip: it wants all hashes or none in one.
     *
     * @param file that {@link Pins#parse} reads; others are written beside it
     * @param ofUv options that say where packages come from
     */
    static List<List<String>> exactly(Path file, List<String> ofUv) throws ProvisionException {
        try {
            Pins pins = Pins.parse(Files.readString(file));
            List<Pin> hashed = pins.pinned().stream()
                    .filter(pin -> !pin.hashes().isEmpty())
                    .toList();
            List<List<String>> calls = new ArrayList<>();
            if (!hashed.isEmpty()) {
                Path exact =
                        Files.writeString(file.resolveSibling("hashed-pins.txt"), new Pins(hashed, List.of()).text());
                calls.add(withoutDependencies(ofUv, List.of("-r", exact.toString())));
            }
            List<String> others = new ArrayList<>(RequirementLines.forPip(pins.direct()));
            pins.pinned().stream().filter(pin -> pin.hashes().isEmpty()).forEach(pin -> others.add(pin.requirement()));
            if (!others.isEmpty()) {
                calls.add(withoutDependencies(ofUv, others));
            }
            return calls;
        } catch (IOException failed) {
            throw new ProvisionException("cannot hand pins to pip: " + failed, failed);
        }
    }

    private static List<String> withoutDependencies(List<String> ofUv, List<String> what) {
        List<String> arguments = new ArrayList<>(List.of("--no-deps"));
        arguments.addAll(options(ofUv));
        arguments.addAll(what);
        return arguments;
    }
}

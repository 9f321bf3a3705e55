package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.pep.Version;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code pip download} has put into a folder: distributions, by the names of their files (PEP 427 for wheels; sdists from before
 * PEP 625 have any name of their project before the version).
 */
final class DownloadedPins {

    private static final Pattern WHEEL = Pattern.compile("([^-]+)-([^-]+)(-\\d[^-]*)?-[^-]+-[^-]+-[^-]+\\.whl");
    private static final Pattern SDIST = Pattern.compile("(.+)\\.(tar\\.gz|tar\\.bz2|tar\\.xz|tgz|zip)");

    private DownloadedPins() {}

    /** @throws IOException also where a file is no distribution */
    static Pins in(Path folder) throws IOException {
        List<Pin> pins = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                pins.add(pin(file));
            }
        }
        return new Pins(pins, List.of());
    }

    private static Pin pin(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        Matcher wheel = WHEEL.matcher(name);
        if (wheel.matches()) {
            return pin(wheel.group(1), wheel.group(2), file);
        }
        Matcher sdist = SDIST.matcher(name);
        if (sdist.matches()) {
            String stem = sdist.group(1);
            for (int dash = stem.indexOf('-'); dash > 0; dash = stem.indexOf('-', dash + 1)) {
                String version = stem.substring(dash + 1);
                if (Version.parse(version).isPresent()) {
                    return pin(stem.substring(0, dash), version, file);
                }
            }
        }
        throw new IOException("pip downloaded " + name + ", whose name says no version");
    }

    private static Pin pin(String name, String version, Path file) throws IOException {
        return new Pin(NormalizedName.of(name), version, List.of("sha256:" + Sha256.hex(Files.readAllBytes(file))));
    }
}

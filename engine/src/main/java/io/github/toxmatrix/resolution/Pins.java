package io.github.toxmatrix.resolution;

import io.github.toxmatrix.pep.NormalizedName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a resolver answered.
 *
 * @param pinned distributions of an index
 * @param direct requirements that name a path, an archive or a repository, as lines of a requirements file: they say where to
 *     take something, not what it is
 */
public record Pins(List<Pin> pinned, List<String> direct) {

    private static final Pattern PINNED =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\[[^\\]]*\\])?===?([^\\s;]+)((?:\\s+--hash=\\S+)*)\\s*");
    private static final Pattern HASH = Pattern.compile("--hash=(\\S+)");

    public Pins {
        pinned = pinned.stream().sorted().toList();
        direct = List.copyOf(direct);
    }

    /**
     * Reads a requirements file in which everything is pinned, as {@code uv pip compile --generate-hashes} writes it.
     *
     * @throws IllegalArgumentException naming a line that is neither a pin nor a place
     */
    public static Pins parse(String text) {
        List<Pin> pinned = new ArrayList<>();
        List<String> direct = new ArrayList<>();
        for (String line : text.replaceAll("\\\\\\r?\\n", " ").lines().toList()) {
            String plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#")) {
                continue;
            }
            Matcher pin = PINNED.matcher(plain);
            if (pin.matches()) {
                String name = NormalizedName.of(pin.group(1));
                List<String> hashes = HASH.matcher(pin.group(3))
                        .results()
                        .map(hash -> hash.group(1))
                        .toList();
                pinned.add(new Pin(name, pin.group(2), hashes));
            } else if (plain.startsWith("-e ") || plain.startsWith(".") || plain.contains("/")) {
                direct.add(plain);
            } else {
                throw new IllegalArgumentException("not a pinned requirement: " + plain);
            }
        }
        return new Pins(pinned, direct);
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        StringBuilder text = new StringBuilder();
        direct.forEach(line -> text.append(line).append('\n'));
        for (Pin pin : pinned) {
            text.append(pin.requirement());
            pin.hashes().forEach(hash -> text.append(" \\\n    --hash=").append(hash));
            text.append('\n');
        }
        return text.toString();
    }
}

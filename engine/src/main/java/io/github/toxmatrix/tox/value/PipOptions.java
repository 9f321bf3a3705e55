package io.github.toxmatrix.tox.value;

import io.github.toxmatrix.pep.NormalizedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The options of several lines as one, as pip has them hold for all requirements
 * (tox's {@code tox_env/python/pip/req/file.py}).
 */
final class PipOptions {

    private static final Pattern TO_ESCAPE = Pattern.compile("[\\s\\\\'\"]");
    private static final String ALL = ":all:";

    private boolean withoutIndex;
    private String index = "";
    private final Set<String> moreIndexes = new java.util.LinkedHashSet<>();
    private final Set<String> links = new java.util.LinkedHashSet<>();
    private final Set<String> hosts = new java.util.LinkedHashSet<>();
    private final Set<String> features = new TreeSet<>();
    private final Set<String> noBinary = new TreeSet<>();
    private final Set<String> onlyBinary = new TreeSet<>();
    private final Set<PipOption> flags = new TreeSet<>();

    void add(Map<PipOption, List<String>> options) {
        options.forEach((option, values) -> {
            switch (option) {
                case NO_INDEX -> withoutIndex = true;
                case INDEX_URL -> index = values.get(values.size() - 1);
                case EXTRA_INDEX_URL -> moreIndexes.addAll(values);
                case FIND_LINKS -> links.add(values.get(0));
                case TRUSTED_HOST -> hosts.addAll(new TreeSet<>(values));
                case USE_FEATURE -> features.addAll(values);
                case NO_BINARY -> values.forEach(value -> binary(value, noBinary, onlyBinary));
                case ONLY_BINARY -> values.forEach(value -> binary(value, onlyBinary, noBinary));
                case PRE, PREFER_BINARY, REQUIRE_HASHES, NO_DEPS -> flags.add(option);
                default -> {} // belongs to one requirement
            }
        });
    }

    /** One line for each option and argument. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (withoutIndex) {
            lines.add(PipOption.NO_INDEX.spelling());
        } else {
            add(lines, PipOption.INDEX_URL, index.isEmpty() ? List.of() : List.of(index));
            add(lines, PipOption.EXTRA_INDEX_URL, moreIndexes);
        }
        add(lines, PipOption.FIND_LINKS, links);
        addFlag(lines, PipOption.PRE);
        add(lines, PipOption.TRUSTED_HOST, hosts);
        addFlag(lines, PipOption.PREFER_BINARY);
        addFlag(lines, PipOption.REQUIRE_HASHES);
        add(lines, PipOption.USE_FEATURE, features);
        if (onlyBinary.contains(ALL)) { // pip drops what it read before this
            add(lines, PipOption.ONLY_BINARY, joined(onlyBinary));
            add(lines, PipOption.NO_BINARY, joined(noBinary));
        } else {
            add(lines, PipOption.NO_BINARY, joined(noBinary));
            add(lines, PipOption.ONLY_BINARY, joined(onlyBinary));
        }
        addFlag(lines, PipOption.NO_DEPS);
        return lines;
    }

    private static List<String> joined(Set<String> names) {
        return names.isEmpty() ? List.of() : List.of(String.join(",", names));
    }

    private static void add(List<String> lines, PipOption option, Iterable<String> values) {
        values.forEach(value ->
                lines.add(option.spelling() + " " + TO_ESCAPE.matcher(value).replaceAll("\\\\$0")));
    }

    private void addFlag(List<String> lines, PipOption option) {
        if (flags.contains(option)) {
            lines.add(option.spelling());
        }
    }

    private static void binary(String value, Set<String> target, Set<String> other) {
        List<String> names = new ArrayList<>(List.of(value.split(",", -1)));
        while (names.contains(ALL)) {
            other.clear();
            target.clear();
            target.add(ALL);
            names.subList(0, names.indexOf(ALL) + 1).clear();
            if (!names.contains(":none:")) {
                return;
            }
        }
        for (String name : names) {
            if (name.equals(":none:")) {
                target.clear();
            } else {
                String normal = NormalizedName.of(name);
                other.remove(normal);
                target.add(normal);
            }
        }
    }
}

package io.github.toxmatrix.tox.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options that pip takes in a line of a requirements file (tox's {@code tox_env/python/pip/req/args.py}). */
enum PipOption {
    INDEX_URL(true, "-i", "--index-url", "--pypi-url"),
    EXTRA_INDEX_URL(true, "--extra-index-url"),
    NO_INDEX(false, "--no-index"),
    CONSTRAINT(true, "-c", "--constraint"),
    REQUIREMENT(true, "-r", "--requirement"),
    EDITABLE(true, "-e", "--editable"),
    FIND_LINKS(true, "-f", "--find-links"),
    NO_BINARY(true, "--no-binary"),
    ONLY_BINARY(true, "--only-binary"),
    PREFER_BINARY(false, "--prefer-binary"),
    REQUIRE_HASHES(false, "--require-hashes"),
    PRE(false, "--pre"),
    TRUSTED_HOST(true, "--trusted-host"),
    USE_FEATURE(true, "--use-feature"),
    INSTALL_OPTION(true, "--install-option"),
    GLOBAL_OPTION(true, "--global-option"),
    HASH(true, "--hash"),
    CONFIG_SETTINGS(true, "-C", "--config-settings"),
    NO_DEPS(false, "--no-deps");

    private final boolean argument;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> spellings;

    PipOption(boolean argument, String... spellings) {
        this.argument = argument;
        this.spellings = List.of(spellings);
    }

    /** The name that stands for all of them when it is printed. */
    String spelling() {
        return spellings.get(0);
    }

    /**
     * Reads options as Python's argparse does.
     *
     * @return the arguments by option, none for one that takes none
     * @throws IllegalArgumentException where an option is unknown or lacks its argument
     */
    static Map<PipOption, List<String>> parse(List<String> words) {
        Map<PipOption, List<String>> parsed = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Optional<PipOption> found = of(word);
            if (found.isEmpty()) {
                unknown.add(word);
                continue;
            }
            PipOption option = found.get();
            List<String> values = parsed.computeIfAbsent(option, missing -> new ArrayList<>());
            String glued = option.glued(word);
            if (option.argument && !glued.isEmpty()) {
                values.add(glued);
            } else if (option.argument) {
                if (i + 1 == words.size() || words.get(i + 1).startsWith("-")) {
                    String most = option == NO_BINARY || option == ONLY_BINARY ? "at least one" : "one";
                    throw new IllegalArgumentException(
                            "argument " + String.join("/", option.spellings) + ": expected " + most + " argument");
                }
                values.add(words.get(++i));
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unrecognized arguments: " + String.join(" ", unknown));
        }
        return parsed;
    }

    private static Optional<PipOption> of(String word) {
        return Arrays.stream(values())
                .filter(option -> option.spellings.stream().anyMatch(spelling -> matches(spelling, word)))
                .findFirst();
    }

    private static boolean matches(String spelling, String word) {
        boolean isShort = !spelling.startsWith("--");
        return word.equals(spelling)
                || (isShort ? word.startsWith(spelling) && !word.startsWith("--") : word.startsWith(spelling + "="));
    }

    /** What follows the name in the same word. */
    private String glued(String word) {
        for (String spelling : spellings) {
            if (matches(spelling, word) && !word.equals(spelling)) {
                String rest = word.substring(spelling.length());
                return rest.startsWith("=") ? rest.substring(1) : rest;
            }
        }
        return "";
    }
}

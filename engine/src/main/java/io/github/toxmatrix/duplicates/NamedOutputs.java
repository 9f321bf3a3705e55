package io.github.toxmatrix.duplicates;

import io.github.toxmatrix.tox.text.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the name of an environment only says what something that it writes is called, as coverage data and reports are: what
 * is tested is the same under any name. Anywhere else it may choose what is tested ({@code pytest tests/{env_name}}).
 */
final class NamedOutputs {

    /** Of coverage, for its data; of others, for what they keep. */
    private static final Set<String> VARIABLES = Set.of(
            "COVERAGE_FILE",
            "UV_CACHE_DIR",
            "PIP_CACHE_DIR",
            "MYPY_CACHE_DIR",
            "RUFF_CACHE_DIR",
            "PYTHONPYCACHEPREFIX");

    /** Of pytest, pytest-cov, pytest-html and pytest-reportlog, each with a value: in the same word or in the next one. */
    private static final Set<String> OPTIONS = Set.of(
            "--junitxml",
            "--junit-xml",
            "--junitprefix",
            "--junit-prefix",
            "--basetemp",
            "--log-file",
            "--cov-report",
            "--html",
            "--report-log");

    /** What pytest's {@code -o} sets, with a value. */
    private static final List<String> OVERRIDES = List.of("junit_suite_name=", "cache_dir=", "log_file=");

    private static final Set<String> OVERRIDE_OPTIONS = Set.of("-o", "--override-ini");

    /** No text of a configuration has it. */
    private static final String ANY = "\0env_name";

    private final String name;

    /** @param name of the environment */
    NamedOutputs(String name) {
        this.name = name;
    }

    /** With the name written the same for all where it names an output. */
    Map<String, String> in(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.replaceAll((variable, value) -> VARIABLES.contains(variable) ? value.replace(name, ANY) : value);
        return all;
    }

    /** The same. */
    Command in(Command command) {
        List<String> words = new ArrayList<>();
        String before = "";
        for (String word : command.args()) {
            boolean output = OPTIONS.contains(before)
                    || OPTIONS.contains(word.replaceFirst("=.*", ""))
                    || (OVERRIDE_OPTIONS.contains(before) && OVERRIDES.stream().anyMatch(word::startsWith));
            words.add(output ? word.replace(name, ANY) : word);
            before = word;
        }
        return new Command(words, command.ignoreExitCode(), command.invertExitCode());
    }
}

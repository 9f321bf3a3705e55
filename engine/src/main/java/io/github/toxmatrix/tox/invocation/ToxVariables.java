package io.github.toxmatrix.tox.invocation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The environment variables in which tox takes options: {@code TOX_NAME}, else {@code TOXNAME} ({@code tox/config/cli/env_var.py}).
 *
 * @param environ the variables of the calling process
 */
public record ToxVariables(Map<String, String> environ) {

    public ToxVariables {
        environ = Map.copyOf(environ);
    }

    /** {@code TOXENV}, in the place of {@code -e}. */
    public List<String> environments() {
        return value("ENV").stream().toList();
    }

    /** {@code TOX_SKIP_ENV}, in the place of {@code --skip-env}. */
    public Optional<String> skipped() {
        return value("SKIP_ENV");
    }

    /** {@code TOX_OVERRIDE}, in the place of {@code -x}; several separated by semicolons. None where one of them is no assignment. */
    public List<String> overrides() {
        return unreadable().isEmpty() ? entries("OVERRIDE").toList() : List.of();
    }

    /** What tox warns of, and reads over: a value of {@code TOX_OVERRIDE} that cannot be read, as a whole. */
    public Optional<String> unreadable() {
        return entries("OVERRIDE").anyMatch(override -> !override.contains("="))
                ? Optional.of(
                        "TOX_OVERRIDE is ignored, as tox ignores it: one of what it separates by ';' has no = sign in it")
                : Optional.empty();
    }

    /** {@code TOX_CONFIG_FILE}, in the place of {@code -c}. */
    public Optional<Path> configurationFile() {
        return value("CONFIG_FILE").map(Path::of);
    }

    /** {@code TOX_WORK_DIR}, in the place of {@code --workdir}. */
    public Optional<Path> workDir() {
        return value("WORK_DIR").map(Path::of);
    }

    /** {@code TOX_ROOT_DIR}, in the place of {@code --root}. */
    public Optional<Path> rootDir() {
        return value("ROOT_DIR").map(Path::of);
    }

    private Stream<String> entries(String name) {
        return value(name).stream()
                .flatMap(value -> Stream.of(value.split(";")))
                .filter(entry -> !entry.isEmpty());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environ.get("TOX_" + name)).or(() -> Optional.ofNullable(environ.get("TOX" + name)));
    }
}

package io.github.toxmatrix.cli;

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
record ToxVariables(Map<String, String> environ) {

    ToxVariables {
        environ = Map.copyOf(environ);
    }

    /** {@code TOXENV}, in the place of {@code -e}. */
    List<String> environments() {
        return value("ENV").stream().toList();
    }

    /** {@code TOX_SKIP_ENV}, in the place of {@code --skip-env}. */
    Optional<String> skipped() {
        return value("SKIP_ENV");
    }

    /** {@code TOX_OVERRIDE}, in the place of {@code -x}; several separated by semicolons. */
    List<String> overrides() {
        return value("OVERRIDE").stream()
                .flatMap(value -> Stream.of(value.split(";")))
                .filter(override -> !override.isEmpty())
                .toList();
    }

    /** {@code TOX_CONFIG_FILE}, in the place of {@code -c}. */
    Optional<Path> configurationFile() {
        return value("CONFIG_FILE").map(Path::of);
    }

    /** {@code TOX_WORK_DIR}, in the place of {@code --workdir}. */
    Optional<Path> workDir() {
        return value("WORK_DIR").map(Path::of);
    }

    /** {@code TOX_ROOT_DIR}, in the place of {@code --root}. */
    Optional<Path> rootDir() {
        return value("ROOT_DIR").map(Path::of);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environ.get("TOX_" + name)).or(() -> Optional.ofNullable(environ.get("TOX" + name)));
    }
}

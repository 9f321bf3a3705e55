package io.github.toxmatrix.toxrun;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which configuration tox reads, and what it reads differently.
 *
 * @param file of the configuration
 * @param overrides as {@code -x} has them
 * @param root {@code --root}
 * @param workDir {@code --workdir}
 */
public record ToxConfiguration(Path file, List<String> overrides, Optional<Path> root, Optional<Path> workDir) {

    public ToxConfiguration {
        file = file.toAbsolutePath();
        overrides = List.copyOf(overrides);
    }

    /** For the command line of tox. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("-c", file.toString()));
        root.ifPresent(folder -> arguments.addAll(List.of("--root", folder.toString())));
        workDir.ifPresent(folder -> arguments.addAll(List.of("--workdir", folder.toString())));
        overrides.forEach(override -> arguments.add("--override=" + override));
        return arguments;
    }

    /** The variables tox is started with: {@code -x} would come on top of what they override. */
    Map<String, String> variables(Map<String, String> environ) {
        Map<String, String> variables = new HashMap<>(environ);
        if (!overrides.isEmpty()) {
            variables.keySet().removeAll(List.of("TOX_OVERRIDE", "TOXOVERRIDE"));
        }
        return variables;
    }
}

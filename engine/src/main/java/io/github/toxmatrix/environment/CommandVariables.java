package io.github.toxmatrix.environment;

import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.text.Fnmatch;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The environment variables of an environment's commands, as tox makes them ({@code tox_env/api.py},
 * {@code tox_env/python/virtual_env/api.py}).
 */
final class CommandVariables {

    private final ToxProject project;
    private final Map<String, String> environ;
    private final String hashSeed;

    /**
     * @param environ the variables of the calling process
     * @param hashSeed {@code PYTHONHASHSEED} where {@code set_env} has none: one for a run
     */
    CommandVariables(ToxProject project, Map<String, String> environ, String hashSeed) {
        this.project = project;
        this.environ = environ;
        this.hashSeed = hashSeed;
    }

    /** @param scripts what comes first on {@code PATH} */
    Map<String, String> of(ToxEnvironment environment, Path scripts) {
        List<Pattern> pass = patterns(environment.get(EnvironmentKeys.PASS_ENV));
        List<Pattern> disallow = patterns(environment.get(EnvironmentKeys.DISALLOW_PASS_ENV));
        Map<String, String> variables = new LinkedHashMap<>();
        environ.forEach((name, value) -> {
            if (matches(pass, name) && !matches(disallow, name)) {
                variables.put(name, value);
            }
        });
        variables.keySet().removeIf(name -> Platform.current() == Platform.WINDOWS && name.equalsIgnoreCase("PATH"));
        variables.put("PATH", path(scripts, Platform.current().variable(environ, "PATH")));
        variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        variables.put("PYTHONHASHSEED", hashSeed);
        variables.put("PYTHONIOENCODING", "utf-8");
        variables.put("TOX_ENV_NAME", environment.name());
        variables.put("TOX_WORK_DIR", project.get(CoreKeys.WORK_DIR).toString());
        String directory = environment.get(EnvironmentKeys.ENV_DIR).toString();
        variables.put("TOX_ENV_DIR", directory);
        variables.put("VIRTUAL_ENV", directory);
        variables.put("PIP_USER", "0");
        Map<String, String> setEnv = environment.get(EnvironmentKeys.SET_ENV);
        variables.putAll(setEnv);
        if (setEnv.containsKey("PATH")) {
            variables.put("PATH", path(scripts, setEnv.getOrDefault("PATH", "")));
        }
        if (environ.containsKey("CI")) {
            variables.put("__TOX_ENVIRONMENT_VARIABLE_ORIGINAL_CI", environ.getOrDefault("CI", ""));
        }
        return variables;
    }

    private static String path(Path scripts, String rest) {
        Set<String> folders = new LinkedHashSet<>();
        folders.add(scripts.toString());
        folders.addAll(List.of(rest.split(Pattern.quote(File.pathSeparator), -1)));
        return String.join(File.pathSeparator, folders);
    }

    private static List<Pattern> patterns(List<String> globs) {
        return globs.stream().map(Fnmatch::compileIgnoringCase).toList();
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}

package io.github.toxmatrix.duplicates;

import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.InterpreterLookup;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.InstallerKeys;
import io.github.toxmatrix.tox.key.PluginKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.text.Command;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that an environment does, as its configuration says it: two of one project with equal specifications differ in nothing but
 * their names and the places of their own folders. Everything counts that is not known to change nothing, so that what is not
 * understood makes them differ, the name too where it is more than that of an {@linkplain NamedOutputs output}.
 *
 * @param interpreter that is found for {@code base_python}, however that is spelt
 * @param settings by their names
 */
public record Specification(Interpreter interpreter, Map<String, Object> settings) {

    /** How it is called and shown, how its other settings were found, and what is known by the interpreter. */
    private static final Set<Key<?>> OF_NO_ACCOUNT = Set.of(
            EnvironmentKeys.ENV_NAME,
            EnvironmentKeys.BASE,
            EnvironmentKeys.LABELS,
            RunKeys.DESCRIPTION,
            PythonKeys.DEFAULT_BASE_PYTHON,
            PythonKeys.BASE_PYTHON_FILE,
            PythonKeys.BASE_PYTHON);

    /** What is done in an environment when it has been made. */
    private static final Set<Key<?>> OF_ITS_WORK = Set.of(
            RunKeys.COMMANDS_PRE,
            RunKeys.COMMANDS,
            RunKeys.COMMANDS_POST,
            RunKeys.RECREATE_COMMANDS,
            RunKeys.INTERRUPT_POST_COMMANDS,
            RunKeys.CHANGE_DIR,
            RunKeys.ARGS_ARE_PATHS,
            RunKeys.IGNORE_ERRORS,
            RunKeys.COMMANDS_RETRY,
            RunKeys.IGNORE_OUTCOME,
            RunKeys.FAIL_FAST,
            RunKeys.DEPENDS,
            DependencyKeys.EXTRA_SETUP_COMMANDS,
            InstallerKeys.LIST_DEPENDENCIES_COMMAND,
            EnvironmentKeys.ALLOWLIST_EXTERNALS,
            EnvironmentKeys.PLATFORM,
            EnvironmentKeys.PARALLEL_SHOW_OUTPUT,
            EnvironmentKeys.SUICIDE_TIMEOUT,
            EnvironmentKeys.INTERRUPT_TIMEOUT,
            EnvironmentKeys.TERMINATE_TIMEOUT);

    /** What decides which versions are installed, and nothing else. */
    private static final Set<Key<?>> OF_VERSIONS = Set.of(
            DependencyKeys.DEPS,
            DependencyKeys.DEPENDENCY_GROUPS,
            InstallerKeys.CONSTRAINTS,
            InstallerKeys.CONSTRAIN_PACKAGE_DEPS,
            InstallerKeys.USE_FROZEN_CONSTRAINTS,
            InstallerKeys.PIP_PRE);

    /** What tox tells every environment of its own name. */
    private static final String NAME = "TOX_ENV_NAME";

    public Specification {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads all settings of an environment.
     *
     * @return empty where it has no interpreter, or a setting cannot be read: it is like no other one then
     */
    public static Optional<Specification> of(ToxEnvironment environment, InterpreterLookup interpreters) {
        try {
            return interpreters
                    .find(environment.get(PythonKeys.BASE_PYTHON))
                    .map(interpreter -> new Specification(interpreter, settings(environment)));
        } catch (ToxConfigurationException unreadable) {
            return Optional.empty();
        }
    }

    /** What is made alone, whatever is done in it. */
    public Specification ofEnvironment() {
        return without(OF_ITS_WORK);
    }

    /** For who knows the versions. */
    public Specification withoutVersions() {
        return without(OF_VERSIONS);
    }

    /** For who knows the versions that come of the dependencies, and not yet those of what the package depends on. */
    public Specification withoutDependencies() {
        return Boolean.TRUE.equals(settings.get(InstallerKeys.CONSTRAIN_PACKAGE_DEPS.name()))
                ? this // they decide about the package's as well
                : without(Set.of(DependencyKeys.DEPS, DependencyKeys.DEPENDENCY_GROUPS));
    }

    private Specification without(Set<Key<?>> keys) {
        Map<String, Object> left = new HashMap<>(settings);
        keys.forEach(key -> left.remove(key.name()));
        return new Specification(interpreter, left);
    }

    private static Map<String, Object> settings(ToxEnvironment environment) {
        OwnFolders folders = new OwnFolders(environment);
        Set<Key<?>> keys = new HashSet<>(environment.settings().keys());
        keys.add(PluginKeys.UV_SEED);
        keys.removeAll(OF_NO_ACCOUNT);
        Map<String, Object> settings = new HashMap<>();
        keys.forEach(key -> settings.put(key.name(), folders.in(value(environment, key))));
        settings.put("type", environment.type());
        settings.put("unknown", environment.settings().unused());
        return settings;
    }

    private static Object value(ToxEnvironment environment, Key<?> key) {
        NamedOutputs outputs = new NamedOutputs(environment.name());
        if (key == EnvironmentKeys.SET_ENV) {
            Map<String, String> variables = new HashMap<>(environment.get(EnvironmentKeys.SET_ENV));
            variables.remove(NAME, environment.name());
            return outputs.in(variables);
        }
        return environment.get(key) instanceof List<?> values
                ? values.stream()
                        .map(value -> value instanceof Command command ? outputs.in(command) : value)
                        .toList()
                : environment.get(key);
    }
}

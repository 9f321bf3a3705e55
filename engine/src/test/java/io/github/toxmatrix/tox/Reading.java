package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.InterpreterLookup;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project that a test writes into an empty folder, and what is read from it, in the form that {@code tox config} prints.
 * Where the system property {@code tox.python} names a Python with tox, it has to read the same.
 */
final class Reading {

    private final Path folder;
    private Optional<List<String>> posargs = Optional.empty();
    private Map<String, String> environ = Map.of();
    private final List<String> options = new ArrayList<>();
    private InterpreterLookup interpreters = InterpreterLookup.NONE;

    Reading(Path folder) {
        this.folder = folder;
    }

    Reading with(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Reading posargs(String... args) {
        posargs = Optional.of(List.of(args));
        return this;
    }

    Reading environ(Map<String, String> variables) {
        environ = variables;
        return this;
    }

    /** {@code -x} */
    Reading overrides(String... overrides) {
        List.of(overrides).forEach(override -> options.addAll(List.of("-x", override)));
        return this;
    }

    /** There is a Python of this version, and no other. */
    Reading python(int major, int minor) {
        Interpreter python =
                new Interpreter(folder.resolve("python"), "cpython", major, minor, 0, false, 64, Host.machine());
        interpreters = wanted -> Optional.of(python);
        return this;
    }

    /** There is the Python of this version that stands for the one tox runs in, and no other. */
    Reading hostPythonOnly(int major, int minor) {
        Interpreter python =
                new Interpreter(folder.resolve("python"), "cpython", major, minor, 0, false, 64, Host.machine());
        interpreters = wanted ->
                wanted.isEmpty() || wanted.contains(python.executable().toString())
                        ? Optional.of(python)
                        : Optional.empty();
        return this;
    }

    ToxProject project() {
        compareWithTox();
        return ToxProject.load(folder, new ToxCall(environ, options, posargs).invocation(interpreters));
    }

    private void compareWithTox() {
        if (System.getProperty("tox.python") == null) {
            return;
        }
        Map<String, String> whole = new LinkedHashMap<>(environ);
        whole.put("PATH", "/no/such/folder");
        whole.put("HOME", System.getProperty("user.home"));
        try (ToxOracle oracle = ToxOracle.start(InstalledTox.python().orElseThrow())) {
            assertThat(new Differential(oracle, folder).compare(folder, new ToxCall(whole, options, posargs)))
                    .isEmpty();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> defaults() {
        return names(true);
    }

    List<String> additional() {
        return names(false);
    }

    private List<String> names(boolean selected) {
        return project().define(Selection.DEFAULT).stream()
                .filter(one -> one.selected() == selected && !one.packages())
                .map(DefinedEnvironment::name)
                .toList();
    }

    /** A setting of an environment, as JSON of {@code tox config} has it. */
    Object value(String environment, String key) {
        ToxSettings settings = project().define(Selection.DEFAULT).stream()
                .filter(one -> one.name().equals(environment))
                .findFirst()
                .orElseThrow()
                .environment()
                .settings();
        return settings.tree(settings.key(key).orElseThrow());
    }

    /** What {@code tox config} prints in the place of a setting that cannot be read. */
    String toxError(String environment, String key) {
        return catchThrowableOfType(ToxConfigurationException.class, () -> value(environment, key))
                .toxError();
    }

    /** {@code set_env} without what tox adds. */
    Map<String, Object> setEnv(String environment) {
        Map<String, Object> own = new LinkedHashMap<>();
        ((Map<?, ?>) value(environment, "set_env")).forEach((name, value) -> {
            if (String.valueOf(name).length() == 1) {
                own.put(String.valueOf(name), value);
            }
        });
        return own;
    }
}

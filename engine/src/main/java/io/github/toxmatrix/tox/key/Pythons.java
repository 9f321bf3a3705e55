package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.text.PythonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The interpreter of an environment, looked for when a setting needs to know it (tox's {@code tox_env/python/api.py}).
 * tox has one Python at least, that which it runs in. Where there is none at all, an environment is taken to have the
 * Python that its name asks for, so that as much can be told as does not depend on it.
 */
record Pythons(Settings settings) {

    static Pythons of(Settings settings) {
        return new Pythons(settings);
    }

    /** The Python that stands for the one tox runs in; empty for none. */
    static List<String> host(Settings settings) {
        return hostPython(settings)
                .map(python -> List.of(python.executable().toString()))
                .orElse(List.of());
    }

    static Optional<Interpreter> hostPython(Settings settings) {
        return settings.configuration().invocation().interpreters().find(List.of());
    }

    /** @throws ToxConfigurationException where there is none */
    Interpreter require() {
        List<String> wanted = settings.get(PythonKeys.BASE_PYTHON);
        return find().orElseThrow(() -> settings.get(PythonKeys.SKIP_MISSING_INTERPRETERS)
                ? noneToSkip(wanted)
                : ToxConfigurationException.noInterpreter(wanted));
    }

    Path scripts() {
        if (find().isEmpty() && hostPython(settings).isPresent()) {
            throw missing();
        }
        return folder().resolve(Host.isWindows() ? "Scripts" : "bin");
    }

    Path sitePackages() {
        Path folder = folder();
        Interpreter interpreter = find().orElseThrow(this::missing);
        if (Host.isWindows()) {
            return folder.resolve("Lib").resolve("site-packages");
        }
        String name = (interpreter.implementation().equals("pypy") ? "pypy" : "python")
                + interpreter.shortVersion()
                + (interpreter.freeThreaded() ? "t" : "");
        return folder.resolve("lib").resolve(name).resolve("site-packages");
    }

    /**
     * The environment that builds the wheel for one that runs: that of its {@code package_env}, or one named after it
     * and the Python, where that is another.
     */
    static String wheelBuilder(Settings run) {
        List<String> wanted = run.get(PythonKeys.BASE_PYTHON);
        Settings builder = run.configuration().packageSettings(run.get(PackagingKeys.PACKAGE_ENV));
        Optional<Interpreter> own = of(run).find();
        if (wanted.equals(builder.get(PythonKeys.BASE_PYTHON))
                && (own.isPresent() || hostPython(run).isEmpty())) {
            return builder.name(); // the same, whichever it is
        }
        if (own.isEmpty() && run.get(PythonKeys.SKIP_MISSING_INTERPRETERS)) {
            throw noneToSkip(wanted);
        }
        Interpreter python = own.orElseThrow(() -> ToxConfigurationException.raised(
                "Skip", "could not resolve base python with " + String.join(",", wanted)));
        String tag = tag(python);
        return tag.equals(tag(of(builder).require())) ? builder.name() : builder.name() + "-" + tag;
    }

    private static String tag(Interpreter python) {
        return python.implementation() + python.major() + python.minor() + (python.freeThreaded() ? "t" : "");
    }

    /** virtualenv goes up where {@code ..} says so, tox leaves it to the system. */
    private Path folder() {
        return settings.get(EnvironmentKeys.ENV_DIR).toAbsolutePath().normalize();
    }

    private Optional<Interpreter> find() {
        settings.get(
                EnvironmentKeys.PASS_ENV); // tox asks virtualenv with these variables, and fails where they are wrong
        List<String> wanted = settings.get(PythonKeys.BASE_PYTHON);
        Optional<Interpreter> found =
                settings.configuration().invocation().interpreters().find(wanted);
        return found.isPresent() || hostPython(settings).isPresent() ? found : BasePython.nominal(wanted);
    }

    private static ToxConfigurationException noneToSkip(List<String> wanted) {
        return ToxConfigurationException.raised(
                "Skip", "could not find python interpreter with spec(s): " + String.join(", ", wanted));
    }

    /** In virtualenv's words: its newest version answers another way than one that is fetched for an old Python. */
    private ToxConfigurationException missing() {
        List<String> wanted = settings.get(PythonKeys.BASE_PYTHON);
        String specification = wanted.size() == 1 ? PythonText.repr(wanted.get(0)) : PythonText.repr(wanted);
        return ToxConfigurationException.raised(
                "Skip",
                settings.get(PythonKeys.VIRTUALENV_SPEC).isEmpty()
                        ? "failed to find interpreter for Builtin discover of python_spec=" + specification
                        : "no interpreter discovered");
    }
}

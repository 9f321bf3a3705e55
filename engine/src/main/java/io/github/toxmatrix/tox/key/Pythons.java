package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.text.PythonText;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The interpreter of an environment, looked for when a setting needs to know it (tox's {@code tox_env/python/api.py}).
 * tox has one Python at least, that which it runs in. Where there is none at all, an environment is taken to have the
 * Python that its name asks for, so that as much can be told as does not depend on it.
 */
record Pythons(Settings settings) {

    /** Whose interpreters are being asked for, and whether virtualenv has found them already. */
    private static final ThreadLocal<Map<Settings, Boolean>> ASKED = ThreadLocal.withInitial(IdentityHashMap::new);

    private static final List<Key<?>> OPTIONS = List.of(
            PythonKeys.SYSTEM_SITE_PACKAGES, PythonKeys.ALWAYS_COPY, PythonKeys.DOWNLOAD, PythonKeys.VIRTUALENV_SPEC);

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

    /**
     * @throws ToxConfigurationException where there is none, or where it cannot be asked for: tox gives virtualenv the
     *     variables of {@code set_env}, so that these cannot be made of what it is to say
     */
    Interpreter require() {
        List<String> wanted = settings.get(PythonKeys.BASE_PYTHON);
        Map<Settings, Boolean> asked = ASKED.get();
        Optional<Interpreter> found;
        if (asked.containsKey(settings)) {
            found = asked.get(settings) ? find() : Optional.empty();
        } else {
            checkVariables();
            found = find();
        }
        return found.orElseThrow(() -> settings.get(PythonKeys.SKIP_MISSING_INTERPRETERS)
                ? noneToSkip(wanted)
                : ToxConfigurationException.noInterpreter(wanted));
    }

    /** What tox reads before virtualenv looks for an interpreter: the values of all variables. */
    private void checkVariables() {
        ASKED.get().put(settings, false);
        try {
            settings.get(EnvironmentKeys.PASS_ENV);
            settings.get(EnvironmentKeys.SET_ENV);
            checkVirtualenv();
        } finally {
            ASKED.get().remove(settings);
        }
    }

    /** What tox reads before virtualenv says where an environment lies. */
    private void checkPlace() {
        if (ASKED.get().containsKey(settings)) { // set_env is being read, which this does without
            ASKED.get().put(settings, true);
            return;
        }
        ASKED.get().put(settings, true);
        try {
            settings.get(EnvironmentKeys.PASS_ENV);
            settings.checkSetEnv();
            checkVirtualenv();
        } finally {
            ASKED.get().remove(settings);
        }
    }

    /** How virtualenv is called. */
    private void checkVirtualenv() {
        settings.get(EnvironmentKeys.DISALLOW_PASS_ENV);
        for (Key<?> key : OPTIONS) {
            if (settings.isLoaded(
                    key)) { // else it follows from variables, of which the first reader tells what is wrong
                settings.get(key);
            }
        }
        settings.get(EnvironmentKeys.ENV_DIR);
    }

    Path scripts() {
        checkPlace();
        if (find().isEmpty() && hostPython(settings).isPresent()) {
            throw missing();
        }
        return folder().resolve(Host.isWindows() ? "Scripts" : "bin");
    }

    Path sitePackages() {
        checkPlace();
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
        of(run).checkVariables();
        Optional<Interpreter> own = of(run).find();
        if (own.isPresent() || hostPython(run).isEmpty()) {
            of(builder).checkVariables();
            if (wanted.equals(builder.get(PythonKeys.BASE_PYTHON))) {
                return builder.name(); // the same, whichever it is
            }
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
        List<String> wanted = settings.get(PythonKeys.BASE_PYTHON);
        Optional<Interpreter> found = wanted.isEmpty()
                ? Optional.empty() // not the one that tox runs in: virtualenv is asked for none
                : settings.configuration().invocation().interpreters().find(wanted);
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

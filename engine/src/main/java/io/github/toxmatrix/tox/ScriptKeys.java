package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.List;

/** The keys of an environment that runs one script with inline metadata, PEP 723 (tox's {@code tox_env/python/pep723.py}). */
public final class ScriptKeys {

    /** The runner that has them. */
    static final String RUNNER = "virtualenv-pep-723";

    /** From {@code tox_root}; empty for none. */
    public static final Key<String> SCRIPT = Key.of(ValueType.TEXT, "", "script");

    private ScriptKeys() {}

    /** The commands where no section has any: the script with the positional arguments; none for another runner. */
    static List<Command> commands(Settings settings) {
        if (!settings.kind().equals(EnvironmentKind.SCRIPT_RUNNER)
                || settings.get(SCRIPT).isEmpty()) {
            return List.of();
        }
        List<String> args = new ArrayList<>(List.of(
                "python",
                settings.core()
                        .get(CoreKeys.TOX_ROOT)
                        .resolve(settings.get(SCRIPT))
                        .toString()));
        settings.configuration().invocation().posargs().ifPresent(args::addAll);
        return List.of(new Command(args, false, false));
    }
}

package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.setting.EnvironmentKind;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/** The keys of an environment that runs one script with inline metadata, PEP 723 (tox's {@code tox_env/python/pep723.py}). */
public final class ScriptKeys {

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

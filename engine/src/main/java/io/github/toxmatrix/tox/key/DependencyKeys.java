package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.tox.value.RequirementLines;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.List;

/** The keys for what is installed beside the package (tox's {@code tox_env/python/runner.py}). */
public final class DependencyKeys {

    /** Lines of a requirements file, {@code -r} and {@code -c} lines included. */
    public static final Key<List<String>> DEPS = Key.of(ValueType.REQUIREMENTS, List.of(), "deps")
            .finishedBy((settings, lines) -> RequirementLines.merged(lines));

    /** PEP 735 groups, normalised and sorted. */
    public static final Key<List<String>> DEPENDENCY_GROUPS =
            Key.of(ValueType.LIST, List.of(), "dependency_groups").finishedBy((settings, names) -> normalised(names));

    /** Normalised and sorted. */
    public static final Key<List<String>> EXTRAS =
            Key.of(ValueType.LIST, List.of(), "extras").finishedBy((settings, names) -> normalised(names));

    /** A PEP 751 lock file; empty where there is none. */
    public static final Key<String> PYLOCK =
            Key.of(ValueType.TEXT, "", "pylock").finishedBy(DependencyKeys::withoutDeps);

    /** After dependencies and the package are installed, before {@code commands_pre}. */
    public static final Key<List<Command>> EXTRA_SETUP_COMMANDS =
            Key.of(ValueType.COMMANDS, List.of(), "extra_setup_commands");

    private DependencyKeys() {}

    private static String withoutDeps(Settings settings, String lock) {
        if (!lock.isEmpty() && !settings.get(DEPS).isEmpty()) {
            throw ToxConfigurationException.raised(
                    "Fail", "cannot use both 'deps' and 'pylock' in the same environment");
        }
        return lock;
    }

    private static List<String> normalised(List<String> names) {
        return names.stream().map(NormalizedName::of).distinct().sorted().toList();
    }
}

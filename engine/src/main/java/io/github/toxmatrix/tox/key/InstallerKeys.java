package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.tox.value.RequirementLines;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.ArrayList;
import java.util.List;

/** The keys of the installer, pip (tox's {@code tox_env/python/pip/pip_install.py}). */
public final class InstallerKeys {

    /** One command. */
    public static final Key<Command> LIST_DEPENDENCIES_COMMAND = Key.of(
            ValueType.COMMAND,
            new Command(List.of("python", "-m", "pip", "freeze", "--all"), false, false),
            "list_dependencies_command");

    public static final Key<Boolean> PIP_PRE = Key.of(ValueType.BOOL, false, "pip_pre");

    /** One command, in which {@code {packages}} stands for what is installed. */
    public static final Key<Command> INSTALL_COMMAND = Key.derived(
                    ValueType.COMMAND, InstallerKeys::installCommand, "install_command")
            .finishedBy(InstallerKeys::withOptions);

    public static final Key<List<String>> CONSTRAINTS = Key.of(ValueType.CONSTRAINTS, List.of(), "constraints")
            .finishedBy((settings, lines) -> RequirementLines.constrained(lines));

    public static final Key<Boolean> CONSTRAIN_PACKAGE_DEPS = Key.of(ValueType.BOOL, false, "constrain_package_deps");

    public static final Key<Boolean> USE_FROZEN_CONSTRAINTS = Key.of(ValueType.BOOL, false, "use_frozen_constraints");

    private static final String OPTIONS = "{opts}";

    private InstallerKeys() {}

    private static Command installCommand(Settings settings) {
        String isolated = Pythons.of(settings).require().major() == 2 ? "-E" : "-I";
        return new Command(List.of("python", isolated, "-m", "pip", "install", OPTIONS, "{packages}"), false, false);
    }

    private static Command withOptions(Settings settings, Command command) {
        List<String> args = new ArrayList<>(command.args());
        int at = args.indexOf(OPTIONS);
        if (at >= 0) {
            args.remove(at);
        }
        if (settings.get(PIP_PRE)) {
            args.add(at < 0 ? args.size() : at, "--pre");
        }
        return new Command(args, command.ignoreExitCode(), command.invertExitCode());
    }
}

package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.setting.EnvironmentKind;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.tox.value.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of an environment that runs commands (tox's {@code tox_env/runner.py}). */
public final class RunKeys {

    private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");

    /** tox's own, and that of tox-uv which makes the same environments with uv. */
    public static final List<String> RUNNERS =
            List.of(EnvironmentKind.RUNNER.id(), EnvironmentKind.SCRIPT_RUNNER.id(), "uv-venv-runner");

    public static final Key<String> RUNNER = Key.of(ValueType.TEXT, "virtualenv", "runner");

    /** One line; empty where there is none. */
    public static final Key<String> DESCRIPTION = Key.of(ValueType.TEXT, "", "description")
            .finishedBy((settings, text) -> WHITE_SPACE
                    .matcher(text.replace("\r", "").replace('\n', ' '))
                    .replaceAll(" "));

    /** The environments that run before it. */
    public static final Key<List<String>> DEPENDS = Key.of(ValueType.ENV_LIST, List.of(), "depends");

    public static final Key<List<Command>> COMMANDS_PRE = Key.of(ValueType.COMMANDS, List.of(), "commands_pre");

    public static final Key<List<Command>> COMMANDS = Key.derived(ValueType.COMMANDS, ScriptKeys::commands, "commands");

    public static final Key<List<Command>> COMMANDS_POST = Key.of(ValueType.COMMANDS, List.of(), "commands_post");

    public static final Key<Boolean> INTERRUPT_POST_COMMANDS = Key.of(ValueType.BOOL, false, "interrupt_post_commands");

    /** Before the environment is removed to be made anew. */
    public static final Key<List<Command>> RECREATE_COMMANDS =
            Key.of(ValueType.COMMANDS, List.of(), "recreate_commands");

    public static final Key<Path> CHANGE_DIR = Key.derived(
                    ValueType.PATH, settings -> settings.core().get(CoreKeys.TOX_ROOT), "change_dir", "changedir")
            .finishedBy((settings, path) -> path.isAbsolute()
                    ? path
                    : EnvironmentKeys.inRoot(settings, path).normalize());

    /** Relative paths among the positional arguments are rewritten to {@link #CHANGE_DIR}. */
    public static final Key<Boolean> ARGS_ARE_PATHS = Key.of(ValueType.BOOL, true, "args_are_paths");

    /** Run all commands even if one failed. */
    public static final Key<Boolean> IGNORE_ERRORS = Key.of(ValueType.BOOL, false, "ignore_errors");

    /** How often a failed command is tried again. */
    public static final Key<Integer> COMMANDS_RETRY = Key.of(ValueType.COUNT, 0, "commands_retry");

    /** A failure of the environment does not fail the run. */
    public static final Key<Boolean> IGNORE_OUTCOME = Key.of(ValueType.BOOL, false, "ignore_outcome");

    /** A failure of the environment ends the run. */
    public static final Key<Boolean> FAIL_FAST = Key.of(ValueType.BOOL, false, "fail_fast");

    private RunKeys() {}
}

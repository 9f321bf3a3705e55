package io.github.toxmatrix.tox;

/** Texts as TOML files write them: quoted, with references in them. */
final class RandomTomlText {

    private final Dice dice;

    RandomTomlText(Dice dice) {
        this.dice = dice;
    }

    String string() {
        return quoted(dice.joined(dice.one(" ", " ", ""), 0, 2, () -> dice.mostly(55, this::word, this::reference)));
    }

    private String word() {
        return dice.mostly(
                70,
                () -> dice.one("pytest", "-v", "a", "x:y", "-", "!", "-echo", "a,b"),
                () -> dice.one(
                        "'q r'",
                        "it's",
                        "a\\\\b",
                        "\\\\{x\\\\}",
                        "[]",
                        "é",
                        "{",
                        "}",
                        "{}",
                        "a\\nb",
                        "#c",
                        ";",
                        "\\\\\\\\",
                        "\\t"));
    }

    private String reference() {
        return switch (dice.between(0, 7)) {
            case 0 -> "{posargs" + dice.one("", ":x", ":a b", ":{env_name}") + "}";
            case 1, 2 ->
                "{env:" + dice.one("FOO", "NOPE", "BRACES", "LINES", "A", "B", "EMPTY")
                        + dice.one("", ":x", ":{env_name}", ":a:b") + "}";
            case 3 -> "{" + dice.one("env_name", "tox_root", "env_dir", "work_dir", "envname", "env_tmp_dir") + "}";
            case 4 ->
                "{"
                        + dice.one(
                                "description",
                                "deps",
                                "commands",
                                "extras",
                                "env_list",
                                "change_dir",
                                "labels",
                                "set_env",
                                "package",
                                "skip_install",
                                "unknown")
                        + dice.one("", ":d") + "}";
            case 5 ->
                "{["
                        + dice.one(
                                "common",
                                "env_run_base",
                                "env.a",
                                "env.lint",
                                "env.nope",
                                "tool.tox.env.nope",
                                "tool.tox.common",
                                "tool.tox.env_run_base",
                                "tool.tox.env.a",
                                "nope",
                                "tool.tox",
                                "")
                        + "]"
                        + dice.one("deps", "description", "unknown", "commands", "extras", "env_list", "x-y", "set_env")
                        + dice.one("", ":d") + "}";
            case 6 -> "{factor:" + dice.one("dj", "l", "0", "1", "nope", "") + dice.one("", ":d") + "}";
            default -> dice.one("{/}", "{:}", "{tty:a:b}", "{glob:*.txt}", "{envpython}", "{ x }", "{a,b}", "{env:}");
        };
    }

    /** What has its escapes already. */
    static String quoted(String text) {
        return '"' + text + '"';
    }
}

package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What may stand for a value in an INI file. */
final class RandomIniValues {

    private final Dice dice;
    private final RandomReferences references;
    private final RandomIniNames names;

    RandomIniValues(Dice dice, RandomReferences references) {
        this.dice = dice;
        this.references = references;
        this.names = new RandomIniNames(dice, references);
    }

    String envList() {
        return dice.mostly(
                50, () -> dice.joined(dice.one(",", ", "), 1, 4, this::envItem), () -> envLines(0, 4, this::envItem));
    }

    /** {@code labels} of the core. */
    String labelled() {
        return envLines(1, 3, () -> dice.one("t", "u v") + dice.one(" = ", "=") + envItem());
    }

    String requires() {
        return envLines(1, 2, () -> dice.one("tox>=4", "tox-uv", "a; python_version<'3'"));
    }

    /** Lines in which nothing may be glued to an environment. */
    private String envLines(int low, int high, Supplier<String> content) {
        return dice.usually(
                () -> {
                    List<String> lines = dice.some(low, high, () -> {
                        String line = "\n    " + content.get();
                        return dice.chance(10)
                                ? "\n    " + dice.one("linux", "!win32", "a", "py311-a,linux", "!{a,b}") + ": "
                                        + line.strip()
                                : dice.chance(6)
                                        ? line + dice.one(" # comment", "#comment", "\n# comment", "\n    # x", "\n")
                                        : line;
                    });
                    return String.join("", lines);
                },
                () -> lines(low, high, content));
    }

    private String envItem() {
        return dice.chance(90)
                ? names.item()
                : dice.usually(
                        () -> dice.one("{env:NOPE:a}", "{[common]envs:b}", "{env:NOPE:{env_name:c}}", names.name()),
                        references::any);
    }

    String lines(int low, int high, Supplier<String> content) {
        List<String> lines = new ArrayList<>();
        if (dice.chance(25)) {
            lines.add(line(content));
        } else {
            lines.add("");
        }
        String indent = dice.one("    ", "  ", "\t");
        for (int left = dice.between(low, high); left > 0; left--) {
            lines.add(dice.chance(3) ? dice.one("# comment", "", "    # comment", "; x", " ") : indent + line(content));
        }
        return String.join("\n", lines);
    }

    private String line(Supplier<String> content) {
        String line = content.get();
        if (dice.chance(22)) {
            line = (dice.chance(4) ? dice.one("a b", "http", "a+b", "") : names.condition()) + ":"
                    + dice.one(" ", " ", "", "  ") + line;
        }
        if (dice.chance(6)) {
            line += dice.one(" # comment", "#comment", " \\# text", "  #", " \\ # c");
        }
        return dice.chance(7) ? line + dice.one(" \\", "\\", " \\ ") : line;
    }

    String list(Supplier<String> entry) {
        return dice.mostly(
                50,
                () -> dice.joined(dice.one(",", ", ", " , "), 0, 3, entry),
                () -> lines(1, 3, dice.chance(10) ? () -> references.any() : entry));
    }

    String command() {
        String prefix = dice.chance(12) ? dice.one("- ", "-", "! ", "!", "-- ") : "";
        return prefix + dice.joined(" ", 1, 4, () -> dice.mostly(55, this::word, references::any));
    }

    String requirement() {
        return switch (dice.between(0, 11)) {
            case 0 -> references.any();
            case 1 -> dice.one("pytest", "django") + dice.one("==", ">=", "") + references.any();
            case 2 ->
                dice.one(
                        "-r one.txt",
                        "-rone.txt",
                        "-c one.txt",
                        "-e .",
                        "--pre",
                        "-r {tox_root}/one.txt",
                        "-e {toxinidir}[a]");
            case 3 ->
                dice.one(
                        "git+https://x.test/y@z",
                        "pkg @ https://x.test/p#egg=p",
                        "./local",
                        "x; python_version<'3'",
                        "a[b,c]==1.*");
            default -> dice.one("pytest", "django>=4,<5", "flask==1.0", "coverage[toml]", "a", "b");
        };
    }

    String setEnvLine() {
        return switch (dice.between(0, 11)) {
            case 0 ->
                dice.one(
                        "{[common]set_env}",
                        "{[testenv]setenv}",
                        "{[base]setenv}",
                        "{[testenv:a]set_env}",
                        "{[nope]setenv}",
                        "{env:NOPE}");
            case 1 -> dice.one("file|vars.env", "file|{tox_root}/vars.env", "file|none.env", "  file|vars.env");
            case 2 ->
                dice.one("A", "B") + "=" + words()
                        + dice.one(
                                "; sys_platform == 'linux'",
                                "; sys_platform == 'win32'",
                                ";python_version<'3'",
                                "; b",
                                "\\; b",
                                ";");
            case 3 -> dice.one("{env_name}=x", "A{env_name} = y", "A", "=x", "A==b", "A = 'a;b'", "A=\"x");
            case 4 ->
                dice.one("A={env:A}", "A={env:A:x}", "A={env:B}", "B={env:A}", "PATH={env:PATH}{:}x", "FOO={env:FOO}");
            default -> dice.one("A", "B", "C", "D", "FOO", "lower") + dice.one("=", " = ", "=") + words();
        };
    }

    /** Of the core, where an empty one is refused. */
    String folder() {
        return dice.usually(
                () -> dice.one("sub", "{tox_root}/sub", "{toxinidir}", "../up", "./x/../y", "/abs", "a b", "{env:FOO}"),
                this::path);
    }

    String path() {
        return dice.mostly(
                92,
                () -> dice.one(
                        "sub", "{tox_root}/sub", "{toxinidir}", "../up", "./x/../y", "/abs", "a b", "{env_name}"),
                () -> dice.mostly(70, references::any, () -> ""));
    }

    String python() {
        return dice.usually(
                () -> list(() -> dice.one(
                        "py311",
                        "python3.11",
                        "python3",
                        "py310",
                        "3.12",
                        "pypy3",
                        "3.13t",
                        "cpython3.10-64",
                        "python")),
                () -> dice.one("", "{env:NOPE}", "/no/such/python", "./python", "a b"));
    }

    /** What tox reads to know its environments: one that is none is refused. */
    String flag() {
        return dice.usually(
                () -> dice.one("true", "false", "True", "0", "yes", "off", "{env:NOPE:true}", "{env:NOPE:false}"),
                this::bool);
    }

    String description() {
        return dice.mostly(80, this::words, () -> lines(1, 3, this::words));
    }

    String bool() {
        return dice.mostly(
                90,
                () -> dice.one("true", "false", "True", "FALSE", "1", "0", "yes", "no", "on", "off", "{env:NOPE:true}"),
                () -> dice.one("", "maybe", "a: true", "{env:FOO}"));
    }

    String words() {
        return dice.joined(" ", 0, 3, () -> dice.mostly(70, this::word, references::any));
    }

    private String word() {
        return dice.mostly(
                70,
                () -> dice.one(
                        "pytest", "-v", "tests", "a", "b=c", "x:y", "x: y", "http://h/p", "--opt={env_name}", "a,b"),
                () -> dice.one(
                        "'q r'",
                        "\"q\"",
                        "it's",
                        "\"open",
                        "a\\b",
                        "\\{x\\}",
                        "\\:",
                        "[]",
                        "é",
                        "%s",
                        "$X",
                        "*",
                        ";",
                        "{",
                        "}",
                        "{}",
                        "\\\\",
                        "a\\ b",
                        "\\#",
                        "!",
                        "[a]",
                        "\\[\\]",
                        "-",
                        "''",
                        "a\u00a0b",
                        "\u00a0",
                        "x\u2003"));
    }
}

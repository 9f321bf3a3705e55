package io.github.toxmatrix.tox;

import static io.github.toxmatrix.tox.RandomTomlText.quoted;

import java.util.LinkedHashSet;
import java.util.Set;

/** Values of settings as TOML files write them. */
final class RandomTomlValues {

    private final Dice dice;
    private final RandomTomlText text;
    private final RandomTomlTables tables;

    RandomTomlValues(Dice dice, RandomTomlText text, RandomTomlTables tables) {
        this.dice = dice;
        this.text = text;
        this.tables = tables;
    }

    String commands() {
        return dice.array(
                0, 3, () -> dice.mostly(85, () -> dice.array(0, 4, this::argument), () -> tables.table("commands")));
    }

    private String argument() {
        return dice.mostly(75, text::string, () -> tables.table("argument"));
    }

    String requirement() {
        return dice.mostly(
                80,
                () -> quoted(dice.one(
                        "pytest",
                        "django>=4,<5",
                        "flask==1.0",
                        "-r one.txt",
                        "a{env:NOPE}",
                        "pkg=={env:NOPE:1.0}",
                        "{[common]x}")),
                () -> tables.table("deps"));
    }

    String setEnv() {
        return switch (dice.between(0, 9)) {
            case 0 -> quoted("A=1\\nB={env:A}");
            case 1 -> dice.array(1, 2, this::setEnvTable);
            case 2 -> tables.table("set_env");
            default -> setEnvTable();
        };
    }

    private String setEnvTable() {
        Set<String> names = new LinkedHashSet<>(dice.some(0, 3, () -> dice.one("A", "B", "C", "FOO", "file")));
        StringBuilder variables = new StringBuilder();
        for (String name : names) {
            variables
                    .append(variables.length() == 0 ? "" : ", ")
                    .append(name)
                    .append(" = ")
                    .append(
                            name.equals("file")
                                    ? quoted(dice.one("vars.env", "{tox_root}/vars.env", "none.env"))
                                    : dice.mostly(
                                            70,
                                            text::string,
                                            () -> dice.mostly(
                                                    60,
                                                    () -> tables.table("argument"),
                                                    () -> "{ value = " + text.string()
                                                            + (dice.chance(70)
                                                                    ? ", marker = "
                                                                            + quoted(dice.one(
                                                                                    "sys_platform == 'linux'",
                                                                                    "sys_platform == 'win32'",
                                                                                    "x",
                                                                                    ""))
                                                                    : "")
                                                            + " }")));
        }
        return "{ " + variables + " }";
    }

    String path() {
        return quoted(dice.one("sub", "{tox_root}/sub", "../up", "/abs", "", "{env_name}", "{env:NOPE}"));
    }

    String flag() {
        return dice.usually(
                () -> dice.one(
                        "true", "false", "{ replace = \"if\", condition = \"factor.a\", then = true, else = false }"),
                this::bool);
    }

    String bool() {
        return dice.mostly(
                85,
                () -> dice.one("true", "false"),
                () -> dice.one(
                        "\"true\"", "1", "{ replace = \"if\", condition = \"factor.a\", then = true, else = false }"));
    }

    String wrong() {
        return dice.one(
                "1",
                "true",
                "\"x\"",
                "[]",
                "{}",
                "\"\"",
                "1.5",
                "[1]",
                "[[]]",
                "{ x = 1 }",
                "[\"a\"]",
                "[[\"a\"]]",
                "{ replace = \"nope\" }",
                "1979-05-27",
                "[{}]",
                "\"a\\nb\"");
    }
}

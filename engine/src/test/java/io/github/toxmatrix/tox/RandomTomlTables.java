package io.github.toxmatrix.tox;

import static io.github.toxmatrix.tox.RandomTomlText.quoted;

import java.util.function.Supplier;

/** Tables that stand for a value of a TOML file: {@code replace} and what tox takes for none. */
final class RandomTomlTables {

    private final Dice dice;
    private final String prefix;
    private final RandomTomlText text;

    /** @param prefix of the tables of the file: {@code tool.tox}, or empty */
    RandomTomlTables(Dice dice, String prefix, RandomTomlText text) {
        this.dice = dice;
        this.prefix = prefix;
        this.text = text;
    }

    /** A table that stands for a value. */
    String table(String key) {
        return switch (dice.between(0, 9)) {
            case 0, 1 ->
                "{ replace = \"posargs\"" + (dice.chance(15) ? ", substitute = true" : "")
                        + (dice.chance(60) ? ", default = " + dice.array(0, 2, text::string) : "") + extend() + " }";
            case 2, 3 ->
                "{ replace = \"env\", name = " + quoted(dice.one("FOO", "NOPE", "BRACES", "EMPTY", "A", "LINES", ""))
                        + (dice.chance(50) ? ", default = " + text.string() : "") + extend() + " }";
            case 4 ->
                "{ replace = \"ref\", of = [" + (prefix.isEmpty() || dice.chance(5) ? "" : "\"tool\", \"tox\", ") + "\""
                        + dice.one("common", "env_run_base", "basis") + "\", \""
                        + dice.one(key, "unknown", "deps", "commands", "extras") + "\"]" + extend() + " }";
            case 5 ->
                "{ replace = \"ref\", env = " + quoted(dice.one("a", "lint", "py311", "nope")) + ", key = "
                        + quoted(dice.one(
                                key, "deps", "extras", "commands", "description", "env_dir", "pass_env", "nope"))
                        + extend() + " }";
            case 6 ->
                "{ replace = \"glob\", pattern = " + quoted(dice.one("*.txt", "none*", "{env_name}*", ""))
                        + (dice.chance(40) ? ", default = " + dice.one("\"d\"", "[\"d\"]") : "") + extend() + " }";
            case 7, 8 ->
                "{ replace = \"if\", condition = " + quoted(condition()) + ", then = "
                        + dice.one(text.string(), dice.array(0, 2, text::string))
                        + (dice.chance(60) ? ", else = " + dice.one(text.string(), dice.array(0, 2, text::string)) : "")
                        + extend() + " }";
            default ->
                dice.one(
                        "{ replace = \"nope\" }",
                        "{ replace = \"if\" }",
                        "{ replace = \"ref\" }",
                        "{ x = \"y\" }",
                        "{ replace = \"env\" }",
                        "{ replace = \"posargs\", default = \"x\" }",
                        "{ replace = \"env\", name = \"FOO\", marker = \"sys_platform == 'linux'\" }");
        };
    }

    private String extend() {
        return dice.chance(60) ? ", extend = true" : "";
    }

    private String condition() {
        Supplier<String> atom = () -> dice.one(
                "env.FOO",
                "env['NOPE']",
                "factor.a",
                "factor['py311']",
                "factor.linux",
                "env_name == 'a'",
                "env.FOO != 'x'",
                "not factor.b",
                "'x'",
                "(env.A or factor.a)",
                "factor.a == factor.b",
                "env.EMPTY",
                "");
        return dice.mostly(
                94,
                () -> dice.joined(dice.one(" and ", " or "), 1, 3, atom),
                () -> dice.one(
                        "1",
                        "env",
                        "a b",
                        "env.A == 'x' == 'y'",
                        "x.y",
                        "True",
                        "env.A < 'x'",
                        "'a' 'b'",
                        "env.A and",
                        "f('x')",
                        "not not env.A",
                        "env[\\\"FOO\\\"]"));
    }
}

package io.github.toxmatrix.tox;

import static io.github.toxmatrix.tox.RandomTomlText.quoted;

/** Names of environments as TOML files write them: texts, products, ranges and groups with a label. */
final class RandomTomlNames {

    private final Dice dice;

    RandomTomlNames(Dice dice) {
        this.dice = dice;
    }

    String envList() {
        return dice.array(
                0,
                4,
                () -> dice.mostly(65, this::name, () -> switch (dice.between(0, 4)) {
                    case 0 ->
                        "{ product = [" + dice.joined(", ", 1, 3, this::group) + "]"
                                + (dice.chance(30) ? ", exclude = [" + name() + "]" : "") + " }";
                    case 1 -> range();
                    case 2 -> label();
                    case 3 ->
                        dice.usually(
                                () -> dice.one(
                                        "\"py3{10-12}\"",
                                        "\"{env:NOPE:x}\"",
                                        "\"a,b\"",
                                        "{ product = [[\"a\", \"b\"], { prefix = \"py3\", start = 10, stop = 12 }] }",
                                        "{ replace = \"env\", name = \"NOPE\", default = \"x\" }",
                                        "{ replace = \"if\", condition = \"env.FOO\", then = [\"a\", \"x-y\"], extend = true }"),
                                () -> dice.one(
                                        "\"\"",
                                        "\"a b\"",
                                        "\"a/b\"",
                                        "{ product = [] }",
                                        "{ product = [[\"a\"]], prefix = \"x\" }",
                                        "{ prefix = \"x\" }",
                                        "1",
                                        "{}",
                                        "[\"a\"]",
                                        "{ replace = \"ref\", of = [\"common\", \"envs\"], extend = true }"));
                    default -> label();
                }));
    }

    String factors() {
        return dice.mostly(
                50,
                () -> dice.array(1, 3, () -> quoted(dice.one("a", "b", "311", "x-y"))),
                () -> dice.array(1, 2, this::group));
    }

    String name() {
        return quoted(dice.usually(
                () -> dice.one("py311", "py310", "a", "b", "lint", "docs", "3.11", "x")
                        + dice.one("", "", "-a", "-b", "-docs"),
                () -> dice.joined("-", 1, 3, () -> dice.one("py311", "3.10", "a", "b c", ""))));
    }

    private String group() {
        return switch (dice.between(0, 3)) {
            case 0, 1 -> dice.array(1, 3, () -> quoted(dice.one("py311", "py310", "a", "b", "x-y")));
            case 2 -> range();
            default -> label();
        };
    }

    private String range() {
        return dice.one(
                "{ prefix = \"py3\", start = 10, stop = 11 }",
                "{ prefix = \"py3\", start = 12 }",
                "{ prefix = \"py3\", stop = 13 }",
                "{ prefix = \"x\", start = 2, stop = 1 }",
                "{ prefix = \"py3\", start = 10, stop = 11, default = \"py310\" }");
    }

    private String label() {
        return dice.usually(
                () -> "{ " + dice.one("dj", "l", "x-y") + " = "
                        + dice.one(
                                "[\"d1\", \"d2\"]",
                                "{ values = [\"d1\", \"d2\"], default = \"d2\" }",
                                "{ prefix = \"d\", start = 1, stop = 2 }",
                                "{ values = [\"d1\", \"x-y\"] }")
                        + " }",
                () -> dice.one(
                        "{ env = [\"d1\"] }",
                        "{ l = [1, 2] }",
                        "{ l = \"x\" }",
                        "{ l = { values = [\"d1\"], default = \"d3\" } }"));
    }
}

package io.github.toxmatrix.tox;

import java.util.LinkedHashSet;
import java.util.List;

/** A TOML configuration in which everything may stand that tox gives a meaning to, and now and then what it refuses. */
final class RandomToml {

    private final Dice dice;
    private final String prefix;
    private final StringBuilder text = new StringBuilder();
    private final RandomTomlSettings settings;

    /** @param prefix of the tables: {@code tool.tox}, or empty */
    RandomToml(Dice dice, String prefix) {
        this.dice = dice;
        this.prefix = prefix;
        this.settings = new RandomTomlSettings(dice, prefix, text);
    }

    String text() {
        if (!prefix.isEmpty()) {
            text.append('[').append(prefix).append("]\n");
        }
        settings.begin();
        if (dice.chance(92)) {
            settings.envList();
        }
        for (int left = dice.between(0, 2); left > 0; left--) {
            settings.coreKey();
        }
        if (dice.chance(85)) {
            table("env_run_base", 0, 6);
        }
        for (String name : new LinkedHashSet<>(dice.some(
                0, 3, () -> "env." + dice.one("a", "b", "lint", "py311", "\"3.11\"", "py310-a", "docs", "\".pkg\"")))) {
            table(name, 0, 4);
        }
        if (dice.chance(4)) {
            table("env." + dice.one("\"{a,b}-x\"", "\"py3{10-11}\"", "\"{docs}\""), 0, 4);
        }
        for (String name : List.of("common", "env_pkg_base", "basis")) {
            if (dice.chance(name.equals("common") ? 40 : 8)) {
                table(name, 1, 4);
            }
        }
        if (dice.chance(25)) {
            header("env_base." + dice.one("t", "py", "a"));
            if (!dice.mistake()) {
                settings.factors();
            }
            settings.keys(0, 3);
        }
        if (dice.mistake()) {
            header("env.\"a b\"");
            settings.keys(0, 2);
        }
        if (dice.mistake()) {
            text.append(dice.one("x = \n", "[env.a]\n", "[env_list]\n", "env = 1\n", "y = 1979-05-27\n"));
        }
        return text.toString();
    }

    private void table(String name, int low, int high) {
        header(name);
        settings.keys(low, high);
    }

    private void header(String name) {
        text.append('[').append(prefix.isEmpty() ? name : prefix + "." + name).append("]\n");
        settings.begin();
    }
}

package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** An INI configuration in which everything may stand that tox gives a meaning to, and now and then what it refuses. */
final class RandomIni {

    private final Dice dice;
    private final String core;
    private final RandomIniNames names;
    private final RandomIniValues values;
    private final RandomIniSettings settings;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> keys = new HashSet<>();

    RandomIni(Dice dice, String core) {
        this.dice = dice;
        this.core = core;
        RandomReferences references = new RandomReferences(dice, core);
        this.names = new RandomIniNames(dice, references);
        this.values = new RandomIniValues(dice, references);
        this.settings = new RandomIniSettings(dice, values);
    }

    String text() {
        List<String> sections = new ArrayList<>();
        sections.add(section(core, this::coreKeys));
        if (dice.chance(85)) {
            sections.add(section("testenv", () -> keys(0, 6)));
        }
        Set<String> own = new LinkedHashSet<>(dice.some(0, 3, () -> "testenv:" + names.sectionName()));
        own.forEach(name -> sections.add(section(name, () -> keys(0, 4))));
        for (String name : List.of("common", "base", "pkgenv", "testenv:.pkg", "DEFAULT", "other:x")) {
            if (dice.chance(name.equals("common") ? 50 : name.equals("base") ? 20 : 5)) {
                sections.add(section(name, () -> keys(1, 4)));
            }
        }
        if (dice.chance(20)) {
            Collections.shuffle(sections, new Random(dice.between(0, 1000)));
        }
        if (dice.mistake()) {
            sections.add(
                    dice.one("[testenv]\nx = 1\n", "[" + core + "]\n", "stray\n", "[broken\n", "= value\n", "[]\n"));
        }
        if (dice.chance(2)) {
            sections.add(0, dice.one("\uFEFF", "# comment\n", "; comment\n\n", "\r\n"));
        }
        if (dice.mistake()) {
            sections.add(0, "stray = 1\n");
        }
        String whole = String.join(dice.one("", "\n"), sections);
        return dice.chance(3) ? whole.replace("\n", "\r\n") : whole;
    }

    private String section(String name, Runnable content) {
        text.setLength(0);
        keys.clear();
        text.append('[').append(name).append(dice.chance(2) ? "] # comment\n" : "]\n");
        content.run();
        return text.toString();
    }

    private void coreKeys() {
        if (dice.chance(92)) {
            write(new RandomIniSettings.Setting(dice.one("env_list", "envlist", "env_list"), values.envList()));
        }
        if (dice.chance(20)) {
            write(new RandomIniSettings.Setting("labels", values.labelled()));
        } else {
            keys.add("labels"); // those of an environment are another thing
        }
        for (int left = dice.between(0, 3); left > 0; left--) {
            write(settings.ofCore());
        }
    }

    private void keys(int low, int high) {
        for (int left = dice.between(low, high); left > 0; left--) {
            write(settings.any());
        }
    }

    private void write(RandomIniSettings.Setting setting) {
        if (!keys.add(setting.key()) && !dice.mistake()) {
            return;
        }
        String spelled = dice.chance(2) ? setting.key().toUpperCase(Locale.ROOT) : setting.key();
        text.append(spelled)
                .append(dice.chance(5) ? dice.one(":", "=", " : ", "= ") : " = ")
                .append(setting.value())
                .append('\n');
    }
}

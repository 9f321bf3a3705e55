package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How tox may be called where a configuration is: options, variables and positional arguments. */
final class RandomCall {

    /** What most configurations are read with. */
    private static final Map<String, String> ENVIRON = Map.of(
            "PATH", "/no/such/folder",
            "HOME", System.getProperty("user.home"),
            "FOO", "foo value",
            "EMPTY", "",
            "BRACES", "{env_name}-{posargs:p}",
            "LINES", "one\ntwo",
            "HASH", "a#b",
            "QUOTE", "it's \"so\"",
            "COMMA", "a,b");

    private static final Pattern ENV_LIST = Pattern.compile("(?m)^env_?list *[=:] *((?:[^\n]*\n[ \t]+)*[^\n]*)");
    private static final Pattern NAME = Pattern.compile("[\\w.]+(-[\\w.]+)*");

    private final Dice dice;
    private final String core;
    private final List<String> tables;
    private final RandomIniSettings settings;
    private final String text;

    /**
     * @param core what {@code -x} calls the core, followed by a dot; empty for the one of a TOML file
     * @param tables what {@code -x} calls other sections, with a dot at the end
     */
    RandomCall(Dice dice, String core, List<String> tables, String text) {
        this.dice = dice;
        this.core = core;
        this.tables = tables;
        this.settings = new RandomIniSettings(dice, new RandomIniValues(dice, new RandomReferences(dice, "tox")));
        this.text = text;
    }

    /** As tox is called without anything but the folder. */
    static ToxCall plain() {
        return new ToxCall(ENVIRON, List.of(), Optional.empty());
    }

    ToxCall call() {
        Map<String, String> environ = new LinkedHashMap<>(ENVIRON);
        List<String> options = new ArrayList<>();
        if (dice.chance(12)) {
            choose(environ, options);
        }
        if (dice.chance(20)) {
            override(environ, options);
        }
        if (dice.chance(6)) {
            environ.put(
                    dice.one("TOX_FACTOR_dj", "TOX_FACTOR_l", "TOX_FACTOR_0"), dice.one("d1", "other", "{env_name}"));
        }
        if (dice.chance(4)) {
            environ.put(
                    dice.one("TOX_WORK_DIR", "TOXWORK_DIR", "TOXWORKDIR", "TOX_ENV_NAME"),
                    dice.one("target/work", "target/tox/../other"));
        }
        if (dice.chance(4)) {
            environ.put(
                    dice.one("VIRTUALENV_COPIES", "VIRTUALENV_SYSTEM_SITE_PACKAGES", "VIRTUALENV_DOWNLOAD"),
                    dice.one("true", "False", "1"));
        }
        return new ToxCall(environ, options, posargs());
    }

    private Optional<List<String>> posargs() {
        return dice.chance(60)
                ? Optional.empty()
                : Optional.of(dice.some(
                        0,
                        3,
                        () -> dice.one(
                                "-k", "x y", "tests", "a:b", "{env_name}", "it's", "", "\\d", "src", "pom.xml")));
    }

    private void choose(Map<String, String> environ, List<String> options) {
        switch (dice.between(0, 6)) {
            case 0 -> environ.put(dice.one("TOXENV", "TOX_ENV"), names());
            case 1 -> environ.put(dice.one("TOX_SKIP_ENV", "TOXSKIP_ENV"), dice.one("a", ".*-a", "py3", "", "(?!py)"));
            case 2 -> options.addAll(List.of("-m", dice.one("t", "u", "u v")));
            case 3 -> options.addAll(List.of("-f", dice.one("a", "py311", "py311-a", "nope")));
            case 4 -> options.addAll(List.of("--skip-env", dice.one("a", "py3[01]", "lint|docs")));
            default -> options.addAll(List.of("-e", names()));
        }
    }

    private String names() {
        List<String> known = new ArrayList<>();
        Matcher list = ENV_LIST.matcher(text);
        if (list.find()) {
            NAME.matcher(list.group(1)).results().forEach(name -> known.add(name.group()));
        }
        known.add("py");
        return dice.joined(
                ",",
                1,
                2,
                () -> dice.mostly(
                        80,
                        () -> known.get(dice.between(0, known.size() - 1)),
                        () -> dice.one(
                                "ALL", "py311", "py{310,311}", "py399-a", "3.11", "a", "lint", "a-b", "nope", ".pkg")));
    }

    private void override(Map<String, String> environ, List<String> options) {
        Set<String> overrides = new LinkedHashSet<>(dice.some(1, 2, this::override));
        if (dice.chance(25)) {
            environ.put("TOX_OVERRIDE", String.join(";", overrides));
        } else {
            overrides.forEach(override -> options.addAll(List.of("-x", override)));
        }
    }

    private String override() {
        boolean ofCore = dice.chance(15);
        RandomIniSettings.Setting setting = ofCore ? settings.ofCore() : settings.any();
        String section = ofCore ? core : tables.get(dice.between(0, tables.size() - 1));
        return section + setting.key() + dice.one("=", "=", "+=") + setting.value();
    }
}

package io.github.toxmatrix.tox;

import static io.github.toxmatrix.tox.RandomTomlText.quoted;

import java.util.LinkedHashSet;
import java.util.Set;

/** Settings of a table of a TOML file, each key once. */
final class RandomTomlSettings {

    private final Dice dice;
    private final StringBuilder file;
    private final RandomTomlText text;
    private final RandomTomlNames names;
    private final RandomTomlTables tables;
    private final RandomTomlValues values;
    private final Set<String> keys = new LinkedHashSet<>();

    /**
     * @param prefix of the tables of the file: {@code tool.tox}, or empty
     * @param file what they are written to
     */
    RandomTomlSettings(Dice dice, String prefix, StringBuilder file) {
        this.dice = dice;
        this.file = file;
        this.text = new RandomTomlText(dice);
        this.names = new RandomTomlNames(dice);
        this.tables = new RandomTomlTables(dice, prefix, text);
        this.values = new RandomTomlValues(dice, text, tables);
    }

    /** Another table begins. */
    void begin() {
        keys.clear();
    }

    void envList() {
        sure(dice.one("env_list", "env_list", "envlist"), names.envList());
    }

    void factors() {
        sure("factors", names.factors());
    }

    void keys(int low, int high) {
        for (int left = dice.between(low, high); left > 0; left--) {
            anyKey();
        }
    }

    void coreKey() {
        switch (dice.between(0, 8)) {
            case 0 ->
                sure(
                        dice.one("skip_missing_interpreters", "ignore_base_python_conflict", "no_package", "skipsdist"),
                        values.flag());
            case 1, 2 ->
                sure(
                        "labels",
                        "{ t = " + dice.array(1, 2, names::name)
                                + (dice.chance(30) ? ", \"u v\" = " + names.envList() : "") + " }");
            case 3 ->
                sure(
                        dice.one("work_dir", "temp_dir", "package_root"),
                        quoted(dice.usually(
                                () -> dice.one("sub", "{tox_root}/sub", "../up", "/abs", "{env:FOO}"),
                                () -> dice.one("", "{env:NOPE}"))));
            case 4 -> sure("requires", dice.array(1, 2, () -> quoted(dice.one("tox>=4", "tox-uv"))));
            case 5 -> sure("min_version", quoted(dice.one("4", "4.2")));
            case 6 ->
                sure("package_env", quoted(dice.usually(() -> dice.one(".pkg", "build"), () -> dice.one("a", ""))));
            default -> anyKey();
        }
    }

    private void anyKey() {
        switch (dice.between(0, 29)) {
            case 0, 1, 2, 3 ->
                key(
                        dice.one(
                                "commands",
                                "commands",
                                "commands",
                                "commands_pre",
                                "commands_post",
                                "recreate_commands"),
                        values.commands());
            case 4, 5 ->
                key(
                        "deps",
                        dice.mostly(90, () -> dice.array(0, 3, values::requirement), () -> quoted("pytest\\nflask")));
            case 6, 7, 8 -> key(dice.one("set_env", "setenv"), values.setEnv());
            case 9, 10 -> key("description", text.string());
            case 11 ->
                key(
                        dice.one("pass_env", "passenv", "disallow_pass_env"),
                        dice.array(
                                0,
                                3,
                                () -> dice.mostly(
                                        85,
                                        () -> quoted(dice.usually(
                                                () -> dice.one("FOO", "A*", "b_?", "{env:A:X}"), () -> "A B")),
                                        () -> tables.table("pass_env"))));
            case 12 ->
                sure(
                        "base",
                        dice.array(
                                0,
                                2,
                                () -> quoted(dice.one(
                                        "common",
                                        "env_run_base",
                                        "basis",
                                        "a",
                                        "nope",
                                        "env_base.t",
                                        "tool.tox.common",
                                        "tool.tox.env_run_base",
                                        "tool.tox.env_base.t"))));
            case 13 ->
                key(
                        "extras",
                        dice.array(
                                0,
                                3,
                                () -> dice.mostly(
                                        80,
                                        () -> quoted(dice.one("dev", "Test_x", "a.b", "{env_name}")),
                                        () -> tables.table("extras"))));
            case 14 -> key("labels", dice.array(0, 2, () -> quoted(dice.one("t", "u", "{env_name}"))));
            case 15 -> key("depends", names.envList());
            case 16 ->
                key(
                        "base_python",
                        dice.mostly(
                                70,
                                () -> dice.array(
                                        1, 2, () -> quoted(dice.one("py311", "python3.11", "3.12", "python", "3.13t"))),
                                () -> dice.usually(
                                        () -> quoted(dice.one("py311", "3.10", "{env:NOPE:py311}")),
                                        () -> dice.one("\"\"", "[]", "\"/no/such/python\"", "\"a b\""))));
            case 17 -> key(dice.one("change_dir", "env_dir", "env_tmp_dir", "env_log_dir"), values.path());
            case 18 ->
                key(
                        "allowlist_externals",
                        dice.array(
                                0,
                                2,
                                () -> dice.mostly(
                                        80,
                                        () -> quoted(dice.one("*", "make", "{env_name}")),
                                        () -> tables.table("allowlist_externals"))));
            case 19 ->
                key(
                        dice.one(
                                "ignore_errors",
                                "ignore_outcome",
                                "system_site_packages",
                                "download",
                                "fail_fast",
                                "pip_pre",
                                "args_are_paths",
                                "recreate",
                                "skip_missing_interpreters",
                                "constrain_package_deps"),
                        values.bool());
            case 20, 21 ->
                sure(
                        "package",
                        quoted(dice.usually(
                                () -> dice.one("wheel", "sdist", "skip", "editable", "external", "{env:NOPE:wheel}"),
                                () -> dice.one("bogus", ""))));
            case 22 -> key(dice.one("platform", "runner2", "pylock"), quoted(dice.one("linux", "win32", "", "x")));
            case 23 ->
                key(
                        dice.one("suicide_timeout", "interrupt_timeout", "terminate_timeout", "commands_retry"),
                        dice.one("1", "0.5", "\"2\"", "\"x\"", "-1", "true"));
            case 24 -> key("dependency_groups", dice.array(0, 2, () -> quoted(dice.one("test", "Docs_x"))));
            case 25 -> sure(dice.one("skip_install", "use_develop"), values.flag());
            case 26 ->
                key(
                        dice.one("package_env", "wheel_build_env"),
                        quoted(dice.one("build", ".p-{env_name}", ".{package}", "{env:NOPE:.q}")));
            case 27 ->
                key(
                        dice.one("base_python_file", "default_base_python", "extra_setup_commands"),
                        dice.one("\".python-version\"", "[\"none\"]", "\"python3.11\"", "[[\"a\", \"b\"]]"));
            case 28 ->
                sure( // a word that is none is refused here when it is read, in tox when it is run
                        dice.one("install_command", "list_dependencies_command", "constraints"),
                        dice.one(
                                dice.array(0, 3, text::string),
                                "[\"python\", \"-m\", \"pip\", \"install\", \"{opts}\", \"{packages}\"]",
                                "\"c.txt\"",
                                "[\"-c c.txt\", \"a<2\"]"));
            default ->
                key(
                        dice.one("unknown", "Key", "x-y", "deps2", "envs", "runner2"),
                        dice.one(text.string(), dice.array(0, 2, text::string), values.bool(), "1"));
        }
    }

    private void key(String name, String value) {
        if (keys.add(name)) {
            file.append(name)
                    .append(" = ")
                    .append(dice.chance(3) ? values.wrong() : value)
                    .append('\n');
        }
    }

    /** What tox reads to know its environments. */
    private void sure(String name, String value) {
        if (keys.add(name)) {
            file.append(name)
                    .append(" = ")
                    .append(dice.mistake() ? values.wrong() : value)
                    .append('\n');
        }
    }
}

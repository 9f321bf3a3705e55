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
    private final RandomIniValues values;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> keys = new HashSet<>();

    RandomIni(Dice dice, String core) {
        this.dice = dice;
        this.core = core;
        this.values = new RandomIniValues(dice, new RandomReferences(dice, core));
    }

    String text() {
        List<String> sections = new ArrayList<>();
        sections.add(section(core, this::coreKeys));
        if (dice.chance(85)) {
            sections.add(section("testenv", () -> keys(0, 6)));
        }
        Set<String> own = new LinkedHashSet<>(dice.some(0, 3, () -> "testenv:" + values.sectionName()));
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
            key(dice.one("env_list", "envlist", "env_list"), values.envList());
        }
        if (dice.chance(20)) {
            key("labels", values.labelled());
        } else {
            keys.add("labels"); // those of an environment are another thing
        }
        for (int left = dice.between(0, 3); left > 0; left--) {
            coreKey();
        }
    }

    private void coreKey() {
        switch (dice.between(0, 12)) {
            case 0 -> key(dice.one("skip_missing_interpreters", "ignore_base_python_conflict"), values.flag());
            case 1 -> key(dice.one("no_package", "skipsdist"), values.flag());
            case 2, 3, 4 ->
                key(dice.one("work_dir", "toxworkdir", "temp_dir", "package_root", "setupdir"), values.folder());
            case 5 -> key("requires", values.requires());
            case 6 -> key(dice.one("min_version", "minversion"), dice.one("4", "4.2", "4.{env:NOPE:1}"));
            case 7 ->
                key(
                        dice.one("package_env", "isolated_build_env"),
                        dice.usually(() -> dice.one(".pkg", "build", ".p-{env:FOO:x}"), () -> dice.one("a", "")));
            case 8 ->
                key(
                        dice.one("isolated_build", "venv_redirect", "provision_tox_env", "venv_redirect_env"),
                        dice.one("true", "", ".x", "a"));
            default -> anyKey();
        }
    }

    private void keys(int low, int high) {
        for (int left = dice.between(low, high); left > 0; left--) {
            anyKey();
        }
    }

    private void anyKey() {
        switch (dice.between(0, 33)) {
            case 0, 1, 2, 3, 4 ->
                key(
                        dice.one(
                                "commands",
                                "commands",
                                "commands",
                                "commands_pre",
                                "commands_post",
                                "recreate_commands"),
                        values.lines(0, 4, values::command));
            case 5, 6, 7 -> key("deps", values.lines(0, 4, values::requirement));
            case 8, 9, 10 -> key(dice.one("set_env", "setenv"), values.lines(0, 4, values::setEnvLine));
            case 11, 12 -> key("description", values.description());
            case 13 ->
                key(
                        dice.one("pass_env", "passenv", "disallow_pass_env"),
                        values.list(() -> dice.usually(() -> dice.one("FOO", "A*", "b_?", "X", "HOME"), () -> "A B")));
            case 14 ->
                key(
                        "base",
                        values.list(() -> dice.one("common", "testenv", "base", "a", "nope", "testenv:b", "pkgenv")));
            case 15 ->
                key("extras", values.list(() -> dice.one("dev", "Test_x", "a.b", "{env_name}", "x{[common]extras}")));
            case 16 -> key("labels", values.list(() -> dice.one("t", "u", "{env_name}", "z w")));
            case 17 -> key("depends", values.envList());
            case 18 -> key(dice.one("base_python", "basepython"), values.python());
            case 19 ->
                key(
                        dice.one("change_dir", "changedir", "env_dir", "envdir", "env_tmp_dir", "env_log_dir"),
                        values.path());
            case 20 -> key("allowlist_externals", values.list(() -> dice.one("*", "make", "/bin/{env_name}", "a b")));
            case 21, 22 ->
                key(
                        dice.one(
                                "ignore_errors",
                                "ignore_outcome",
                                "recreate",
                                "system_site_packages",
                                "sitepackages",
                                "always_copy",
                                "download",
                                "parallel_show_output",
                                "pip_pre",
                                "args_are_paths",
                                "fail_fast",
                                "constrain_package_deps",
                                "use_frozen_constraints",
                                "interrupt_post_commands",
                                "skip_missing_interpreters"),
                        values.bool());
            case 23 -> key(dice.one("skip_install", "use_develop", "usedevelop"), values.flag());
            case 24, 25 ->
                key(
                        "package",
                        dice.usually(
                                () -> dice.one("wheel", "sdist", "skip", "editable", "external", "{env:NOPE:wheel}"),
                                () -> dice.one("bogus", "", "sdist-wheel")));
            case 26 -> key("platform", dice.one("linux", "linux|darwin", "win32", "a: b", ""));
            case 27 ->
                key(
                        dice.one("suicide_timeout", "interrupt_timeout", "terminate_timeout", "commands_retry"),
                        dice.one("1", "0.5", "", "x", "1e3", "{env:NOPE:2}"));
            case 28 -> key("dependency_groups", values.list(() -> dice.one("test", "Docs_x", "a.b")));
            case 29 ->
                key(
                        dice.one("constraints", "install_command", "list_dependencies_command", "pylock", "script"),
                        dice.one(
                                "c.txt",
                                "python -m pip install {opts} {packages}",
                                "x",
                                "",
                                "-c x",
                                "a: b",
                                "{posargs}"));
            case 30 ->
                key(
                        dice.one("package_env", "wheel_build_env"),
                        dice.one("build", ".p-{env_name}", ".{package}", "{env:NOPE:.q}"));
            case 31 ->
                key(
                        dice.one("base_python_file", "default_base_python", "extra_setup_commands"),
                        dice.one(".python-version", "none", "python3.11", ""));
            case 32 -> key("runner", dice.one("virtualenv", "virtualenv", "{env:NOPE:virtualenv}"));
            default ->
                key(
                        dice.one("unknown", "Key", "whitelist_externals", "x-y", "deps2", "key"),
                        values.lines(0, 3, values::words));
        }
    }

    private void key(String name, String value) {
        if (!keys.add(name) && !dice.mistake()) {
            return;
        }
        String spelled = dice.chance(2) ? name.toUpperCase(Locale.ROOT) : name;
        text.append(spelled)
                .append(dice.chance(5) ? dice.one(":", "=", " : ", "= ") : " = ")
                .append(value)
                .append('\n');
    }
}

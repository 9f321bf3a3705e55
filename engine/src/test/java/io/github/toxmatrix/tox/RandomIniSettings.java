package io.github.toxmatrix.tox;

/** Settings as an INI file writes them, or {@code -x}. */
final class RandomIniSettings {

    /** @param value of one line or several, those after the first indented */
    record Setting(String key, String value) {}

    private final Dice dice;
    private final RandomIniValues values;

    RandomIniSettings(Dice dice, RandomIniValues values) {
        this.dice = dice;
        this.values = values;
    }

    /** One of the core, or any. */
    Setting ofCore() {
        return switch (dice.between(0, 12)) {
            case 0 -> new Setting(dice.one("skip_missing_interpreters", "ignore_base_python_conflict"), values.flag());
            case 1 -> new Setting(dice.one("no_package", "skipsdist"), values.flag());
            case 2, 3, 4 ->
                new Setting(
                        dice.one("work_dir", "toxworkdir", "temp_dir", "package_root", "setupdir"), values.folder());
            case 5 -> new Setting("requires", values.requires());
            case 6 -> new Setting(dice.one("min_version", "minversion"), dice.one("4", "4.2", "4.{env:NOPE:1}"));
            case 7 ->
                new Setting(
                        dice.one("package_env", "isolated_build_env"),
                        dice.usually(() -> dice.one(".pkg", "build", ".p-{env:FOO:x}"), () -> dice.one("a", "")));
            case 8 ->
                new Setting(
                        dice.one("isolated_build", "venv_redirect", "provision_tox_env", "venv_redirect_env"),
                        dice.one("true", "", ".x", "a"));
            default -> any();
        };
    }

    /** One that an environment can have, or none at all. */
    Setting any() {
        return switch (dice.between(0, 33)) {
            case 0, 1, 2, 3, 4 ->
                new Setting(
                        dice.one(
                                "commands",
                                "commands",
                                "commands",
                                "commands_pre",
                                "commands_post",
                                "recreate_commands"),
                        values.lines(0, 4, values::command));
            case 5, 6, 7 -> new Setting("deps", values.lines(0, 4, values::requirement));
            case 8, 9, 10 -> new Setting(dice.one("set_env", "setenv"), values.lines(0, 4, values::setEnvLine));
            case 11, 12 -> new Setting("description", values.description());
            case 13 ->
                new Setting(
                        dice.one("pass_env", "passenv", "disallow_pass_env"),
                        values.list(() -> dice.usually(() -> dice.one("FOO", "A*", "b_?", "X", "HOME"), () -> "A B")));
            case 14 ->
                new Setting(
                        "base",
                        values.list(() -> dice.one("common", "testenv", "base", "a", "nope", "testenv:b", "pkgenv")));
            case 15 ->
                new Setting(
                        "extras",
                        values.list(() -> dice.one("dev", "Test_x", "a.b", "{env_name}", "x{[common]extras}")));
            case 16 -> new Setting("labels", values.list(() -> dice.one("t", "u", "{env_name}", "z w")));
            case 17 -> new Setting("depends", values.envList());
            case 18 -> new Setting(dice.one("base_python", "basepython"), values.python());
            case 19 ->
                new Setting(
                        dice.one("change_dir", "changedir", "env_dir", "envdir", "env_tmp_dir", "env_log_dir"),
                        values.path());
            case 20 ->
                new Setting("allowlist_externals", values.list(() -> dice.one("*", "make", "/bin/{env_name}", "a b")));
            case 21, 22 ->
                new Setting(
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
            case 23 -> new Setting(dice.one("skip_install", "use_develop", "usedevelop"), values.flag());
            case 24, 25 ->
                new Setting(
                        "package",
                        dice.usually(
                                () -> dice.one("wheel", "sdist", "skip", "editable", "external", "{env:NOPE:wheel}"),
                                () -> dice.one("bogus", "", "sdist-wheel")));
            case 26 -> new Setting("platform", dice.one("linux", "linux|darwin", "win32", "a: b", ""));
            case 27 ->
                new Setting(
                        dice.one("suicide_timeout", "interrupt_timeout", "terminate_timeout", "commands_retry"),
                        dice.one("1", "0.5", "", "x", "1e3", "{env:NOPE:2}"));
            case 28 -> new Setting("dependency_groups", values.list(() -> dice.one("test", "Docs_x", "a.b")));
            case 29 ->
                new Setting(
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
                new Setting(
                        dice.one("package_env", "wheel_build_env"),
                        dice.one("build", ".p-{env_name}", ".{package}", "{env:NOPE:.q}"));
            case 31 ->
                new Setting(
                        dice.one("base_python_file", "default_base_python", "extra_setup_commands"),
                        dice.one(".python-version", "none", "python3.11", ""));
            case 32 -> new Setting("runner", dice.one("virtualenv", "virtualenv", "{env:NOPE:virtualenv}"));
            default ->
                new Setting(
                        dice.one("unknown", "Key", "whitelist_externals", "x-y", "deps2", "key"),
                        values.lines(0, 3, values::words));
        };
    }
}

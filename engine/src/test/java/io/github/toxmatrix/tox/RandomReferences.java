package io.github.toxmatrix.tox;

/** References as INI files write them, in each other too. */
final class RandomReferences {

    private final Dice dice;
    private final String core;

    RandomReferences(Dice dice, String core) {
        this.dice = dice;
        this.core = core;
    }

    String any() {
        return any(0);
    }

    private String any(int depth) {
        return switch (dice.between(0, 17)) {
            case 0, 1 -> "{posargs" + fallback(depth) + "}";
            case 2, 3, 4 ->
                "{env:"
                        + dice.one(
                                "FOO", "NOPE", "EMPTY", "BRACES", "LINES", "HASH", "QUOTE", "COMMA", "A", "B", "C",
                                "PATH")
                        + fallback(depth) + "}";
            case 5, 6 ->
                "{"
                        + dice.one(
                                "env_name",
                                "envname",
                                "toxinidir",
                                "tox_root",
                                "work_dir",
                                "toxworkdir",
                                "env_dir",
                                "envtmpdir",
                                "env_tmp_dir",
                                "env_log_dir",
                                "temp_dir")
                        + "}";
            case 7 ->
                "{"
                        + dice.one(
                                "description",
                                "deps",
                                "commands",
                                "extras",
                                "pass_env",
                                "env_list",
                                "envlist",
                                "labels",
                                "depends",
                                "package",
                                "skip_install",
                                "change_dir",
                                "platform",
                                "allowlist_externals",
                                "no_package",
                                "suicide_timeout",
                                "set_env",
                                "setenv",
                                "package_root",
                                "tox_root_name",
                                "commands_pre",
                                "dependency_groups",
                                "on_platform",
                                "config_file_path",
                                "requires")
                        + fallback(depth) + "}";
            case 8, 9 -> "{[common]" + key() + fallback(depth) + "}";
            case 10, 11 ->
                "{["
                        + dice.one(
                                "testenv",
                                "testenv",
                                "testenv:a",
                                "testenv:lint",
                                "testenv:py311",
                                "testenv:py311-a",
                                "base",
                                "nope",
                                "pkgenv")
                        + "]" + key() + fallback(depth) + "}";
            case 12 ->
                "{[" + core + "]"
                        + dice.one(
                                "env_list",
                                "envlist",
                                "work_dir",
                                "toxworkdir",
                                "skip_missing_interpreters",
                                "nope",
                                "labels")
                        + fallback(depth) + "}";
            case 13 ->
                dice.one(
                        "{unknown}",
                        "{unknown:x}",
                        "{}",
                        "{:}",
                        "{/}",
                        "{a,b}",
                        "{env:}",
                        "{tty:x:y}",
                        "{tty:x}",
                        "{factor:a:b}",
                        "{factor:a}",
                        "{env_name:x}",
                        "{ env_name }",
                        "{posargs:}",
                        "{::}");
            case 14 ->
                "{glob:"
                        + dice.one(
                                "*.txt",
                                "none*",
                                "one.txt",
                                "sub",
                                "**/*.txt",
                                "[o-t]*.txt",
                                ".h*",
                                "*",
                                "{tox_root}/one.*",
                                "")
                        + fallback(depth) + "}";
            case 15 -> depth > 1 ? "x" : "{env:" + any(depth + 1) + fallback(depth) + "}";
            case 16 -> depth > 1 ? "x" : "{[common]" + any(depth + 1) + "}";
            default ->
                dice.one(
                        "[]",
                        "{envbindir}",
                        "{envpython}",
                        "{envsitepackagesdir}",
                        "{py_dot_ver}",
                        "{py_impl}",
                        "{env_bin_dir}");
        };
    }

    private String key() {
        return dice.one(
                "deps",
                "commands",
                "set_env",
                "setenv",
                "description",
                "extras",
                "unknown",
                "key",
                "pass_env",
                "passenv",
                "env_name",
                "deps2",
                "change_dir",
                "labels",
                "x-y",
                "base");
    }

    private String fallback(int depth) {
        if (dice.chance(60)) {
            return "";
        }
        return ":"
                + dice.mostly(
                        70,
                        () -> dice.one("x", "a:b", "a b", "", "'q r'", "a\\:b", "a,b"),
                        () -> depth > 1 ? "y" : any(depth + 1));
    }
}

package io.github.toxmatrix.tox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A TOML configuration in which everything may stand that tox gives a meaning to, and now and then what it refuses. */
final class RandomToml {

    private final Dice dice;
    private final String prefix;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> keys = new LinkedHashSet<>();

    /** @param prefix of the tables: {@code tool.tox}, or empty */
    RandomToml(Dice dice, String prefix) {
        this.dice = dice;
        this.prefix = prefix;
    }

    String text() {
        if (!prefix.isEmpty()) {
            text.append('[').append(prefix).append("]\n");
        }
        keys.clear();
        if (dice.chance(92)) {
            sure(dice.one("env_list", "env_list", "envlist"), envList());
        }
        for (int left = dice.between(0, 2); left > 0; left--) {
            coreKey();
        }
        if (dice.chance(85)) {
            table("env_run_base", 0, 6);
        }
        for (String name : new LinkedHashSet<>(dice.some(
                0, 3, () -> "env." + dice.one("a", "b", "lint", "py311", "\"3.11\"", "py310-a", "docs", "\".pkg\"")))) {
            table(name, 0, 4);
        }
        for (String name : List.of("common", "env_pkg_base", "basis")) {
            if (dice.chance(name.equals("common") ? 40 : 8)) {
                table(name, 1, 4);
            }
        }
        if (dice.chance(25)) {
            header("env_base." + dice.one("t", "py", "a"));
            if (!dice.mistake()) {
                sure("factors", factors());
            }
            keys(0, 3);
        }
        if (dice.mistake()) {
            header("env.\"a b\"");
            keys(0, 2);
        }
        if (dice.mistake()) {
            text.append(dice.one("x = \n", "[env.a]\n", "[env_list]\n", "env = 1\n", "y = 1979-05-27\n"));
        }
        return text.toString();
    }

    private void table(String name, int low, int high) {
        header(name);
        keys(low, high);
    }

    private void header(String name) {
        text.append('[').append(prefix.isEmpty() ? name : prefix + "." + name).append("]\n");
        keys.clear();
    }

    private void keys(int low, int high) {
        for (int left = dice.between(low, high); left > 0; left--) {
            anyKey();
        }
    }

    private void key(String name, String value) {
        if (keys.add(name)) {
            text.append(name)
                    .append(" = ")
                    .append(dice.chance(3) ? wrong() : value)
                    .append('\n');
        }
    }

    /** What tox reads to know its environments. */
    private void sure(String name, String value) {
        if (keys.add(name)) {
            text.append(name)
                    .append(" = ")
                    .append(dice.mistake() ? wrong() : value)
                    .append('\n');
        }
    }

    private String wrong() {
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

    private void coreKey() {
        switch (dice.between(0, 8)) {
            case 0 ->
                sure(
                        dice.one("skip_missing_interpreters", "ignore_base_python_conflict", "no_package", "skipsdist"),
                        flag());
            case 1, 2 ->
                sure(
                        "labels",
                        "{ t = " + array(1, 2, this::name) + (dice.chance(30) ? ", \"u v\" = " + envList() : "")
                                + " }");
            case 3 ->
                sure(
                        dice.one("work_dir", "temp_dir", "package_root"),
                        quoted(dice.usually(
                                () -> dice.one("sub", "{tox_root}/sub", "../up", "/abs", "{env:FOO}"),
                                () -> dice.one("", "{env:NOPE}"))));
            case 4 -> sure("requires", array(1, 2, () -> quoted(dice.one("tox>=4", "tox-uv"))));
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
                        commands());
            case 4, 5 ->
                key("deps", dice.mostly(90, () -> array(0, 3, this::requirement), () -> quoted("pytest\\nflask")));
            case 6, 7, 8 -> key(dice.one("set_env", "setenv"), setEnv());
            case 9, 10 -> key("description", string());
            case 11 ->
                key(
                        dice.one("pass_env", "passenv", "disallow_pass_env"),
                        array(
                                0,
                                3,
                                () -> dice.mostly(
                                        85,
                                        () -> quoted(dice.usually(
                                                () -> dice.one("FOO", "A*", "b_?", "{env:A:X}"), () -> "A B")),
                                        () -> table("pass_env"))));
            case 12 ->
                sure(
                        "base",
                        array(
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
                        array(
                                0,
                                3,
                                () -> dice.mostly(
                                        80,
                                        () -> quoted(dice.one("dev", "Test_x", "a.b", "{env_name}")),
                                        () -> table("extras"))));
            case 14 -> key("labels", array(0, 2, () -> quoted(dice.one("t", "u", "{env_name}"))));
            case 15 -> key("depends", envList());
            case 16 ->
                key(
                        "base_python",
                        dice.mostly(
                                70,
                                () -> array(
                                        1, 2, () -> quoted(dice.one("py311", "python3.11", "3.12", "python", "3.13t"))),
                                () -> dice.usually(
                                        () -> quoted(dice.one("py311", "3.10", "{env:NOPE:py311}")),
                                        () -> dice.one("\"\"", "[]", "\"/no/such/python\"", "\"a b\""))));
            case 17 -> key(dice.one("change_dir", "env_dir", "env_tmp_dir", "env_log_dir"), path());
            case 18 ->
                key(
                        "allowlist_externals",
                        array(
                                0,
                                2,
                                () -> dice.mostly(
                                        80,
                                        () -> quoted(dice.one("*", "make", "{env_name}")),
                                        () -> table("allowlist_externals"))));
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
                        bool());
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
            case 24 -> key("dependency_groups", array(0, 2, () -> quoted(dice.one("test", "Docs_x"))));
            case 25 -> sure(dice.one("skip_install", "use_develop"), flag());
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
                                array(0, 3, this::string),
                                "[\"python\", \"-m\", \"pip\", \"install\", \"{opts}\", \"{packages}\"]",
                                "\"c.txt\"",
                                "[\"-c c.txt\", \"a<2\"]"));
            default ->
                key(
                        dice.one("unknown", "Key", "x-y", "deps2", "envs", "runner2"),
                        dice.one(string(), array(0, 2, this::string), bool(), "1"));
        }
    }

    private String name() {
        return quoted(dice.usually(
                () -> dice.one("py311", "py310", "a", "b", "lint", "docs", "3.11", "x")
                        + dice.one("", "", "-a", "-b", "-docs"),
                () -> dice.joined("-", 1, 3, () -> dice.one("py311", "3.10", "a", "b c", ""))));
    }

    private String envList() {
        return array(
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

    private String factors() {
        return dice.mostly(
                50, () -> array(1, 3, () -> quoted(dice.one("a", "b", "311", "x-y"))), () -> array(1, 2, this::group));
    }

    private String group() {
        return switch (dice.between(0, 3)) {
            case 0, 1 -> array(1, 3, () -> quoted(dice.one("py311", "py310", "a", "b", "x-y")));
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

    private String commands() {
        return array(0, 3, () -> dice.mostly(85, () -> array(0, 4, this::argument), () -> table("commands")));
    }

    private String argument() {
        return dice.mostly(75, this::string, () -> table("argument"));
    }

    private String requirement() {
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
                () -> table("deps"));
    }

    private String setEnv() {
        return switch (dice.between(0, 9)) {
            case 0 -> quoted("A=1\\nB={env:A}");
            case 1 -> array(1, 2, this::setEnvTable);
            case 2 -> table("set_env");
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
                                            this::string,
                                            () -> dice.mostly(
                                                    60,
                                                    () -> table("argument"),
                                                    () -> "{ value = " + string()
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

    /** A table that stands for a value. */
    private String table(String key) {
        return switch (dice.between(0, 9)) {
            case 0, 1 ->
                "{ replace = \"posargs\"" + (dice.chance(15) ? ", substitute = true" : "")
                        + (dice.chance(60) ? ", default = " + array(0, 2, this::string) : "") + extend() + " }";
            case 2, 3 ->
                "{ replace = \"env\", name = " + quoted(dice.one("FOO", "NOPE", "BRACES", "EMPTY", "A", "LINES", ""))
                        + (dice.chance(50) ? ", default = " + string() : "") + extend() + " }";
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
                        + dice.one(string(), array(0, 2, this::string))
                        + (dice.chance(60) ? ", else = " + dice.one(string(), array(0, 2, this::string)) : "")
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

    private String path() {
        return quoted(dice.one("sub", "{tox_root}/sub", "../up", "/abs", "", "{env_name}", "{env:NOPE}"));
    }

    private String flag() {
        return dice.usually(
                () -> dice.one(
                        "true", "false", "{ replace = \"if\", condition = \"factor.a\", then = true, else = false }"),
                this::bool);
    }

    private String bool() {
        return dice.mostly(
                85,
                () -> dice.one("true", "false"),
                () -> dice.one(
                        "\"true\"", "1", "{ replace = \"if\", condition = \"factor.a\", then = true, else = false }"));
    }

    private String string() {
        return quoted(dice.joined(dice.one(" ", " ", ""), 0, 2, () -> dice.mostly(55, this::word, this::reference)));
    }

    private String word() {
        return dice.mostly(
                70,
                () -> dice.one("pytest", "-v", "a", "x:y", "-", "!", "-echo", "a,b"),
                () -> dice.one(
                        "'q r'",
                        "it's",
                        "a\\\\b",
                        "\\\\{x\\\\}",
                        "[]",
                        "é",
                        "{",
                        "}",
                        "{}",
                        "a\\nb",
                        "#c",
                        ";",
                        "\\\\\\\\",
                        "\\t"));
    }

    private String reference() {
        return switch (dice.between(0, 7)) {
            case 0 -> "{posargs" + dice.one("", ":x", ":a b", ":{env_name}") + "}";
            case 1, 2 ->
                "{env:" + dice.one("FOO", "NOPE", "BRACES", "LINES", "A", "B", "EMPTY")
                        + dice.one("", ":x", ":{env_name}", ":a:b") + "}";
            case 3 -> "{" + dice.one("env_name", "tox_root", "env_dir", "work_dir", "envname", "env_tmp_dir") + "}";
            case 4 ->
                "{"
                        + dice.one(
                                "description",
                                "deps",
                                "commands",
                                "extras",
                                "env_list",
                                "change_dir",
                                "labels",
                                "set_env",
                                "package",
                                "skip_install",
                                "unknown")
                        + dice.one("", ":d") + "}";
            case 5 ->
                "{["
                        + dice.one(
                                "common",
                                "env_run_base",
                                "env.a",
                                "env.lint",
                                "env.nope",
                                "tool.tox.env.nope",
                                "tool.tox.common",
                                "tool.tox.env_run_base",
                                "tool.tox.env.a",
                                "nope",
                                "tool.tox",
                                "")
                        + "]"
                        + dice.one("deps", "description", "unknown", "commands", "extras", "env_list", "x-y", "set_env")
                        + dice.one("", ":d") + "}";
            case 6 -> "{factor:" + dice.one("dj", "l", "0", "1", "nope", "") + dice.one("", ":d") + "}";
            default -> dice.one("{/}", "{:}", "{tty:a:b}", "{glob:*.txt}", "{envpython}", "{ x }", "{a,b}", "{env:}");
        };
    }

    /** What has its escapes already. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private String array(int low, int high, Supplier<String> entry) {
        return "[" + dice.joined(", ", low, high, entry) + "]";
    }
}

package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** An INI configuration in which everything may stand that tox gives a meaning to, and now and then what it refuses. */
final class RandomIni {

    private static final String[] FACTORS = {
        "py",
        "py311",
        "py310",
        "py3",
        "pypy3",
        "3.11",
        "lint",
        "docs",
        "a",
        "b",
        "c",
        "x",
        "django42",
        "1",
        "2",
        "linux",
        "x86_64",
        "win32",
        "a.b",
        "A_b"
    };

    private final Dice dice;
    private final String core;
    private final RandomReferences references;
    private final StringBuilder text = new StringBuilder();

    RandomIni(Dice dice, String core) {
        this.dice = dice;
        this.core = core;
        this.references = new RandomReferences(dice, core);
    }

    String text() {
        List<String> sections = new ArrayList<>();
        sections.add(section(core, this::coreKeys));
        if (dice.chance(85)) {
            sections.add(section("testenv", () -> keys(0, 6)));
        }
        Set<String> own = new LinkedHashSet<>(dice.some(0, 3, () -> "testenv:" + sectionName()));
        own.forEach(name -> sections.add(section(name, () -> keys(0, 4))));
        for (String name : List.of("common", "base", "pkgenv", "testenv:.pkg", "DEFAULT", "other:x")) {
            if (dice.chance(name.equals("common") ? 50 : name.equals("base") ? 20 : 5)) {
                sections.add(section(name, () -> keys(1, 4)));
            }
        }
        if (dice.chance(20)) {
            Collections.shuffle(sections, new Random(dice.between(0, 1000)));
        }
        if (dice.chance(2)) {
            sections.add(
                    dice.one("[testenv]\nx = 1\n", "[" + core + "]\n", "stray\n", "[broken\n", "= value\n", "[]\n"));
        }
        if (dice.chance(2)) {
            sections.add(0, dice.one("\uFEFF", "# comment\n", "; comment\n\n", "stray = 1\n", "\r\n"));
        }
        String whole = String.join(dice.one("", "\n"), sections);
        return dice.chance(3) ? whole.replace("\n", "\r\n") : whole;
    }

    private String section(String name, Runnable content) {
        text.setLength(0);
        text.append('[').append(name).append(dice.chance(2) ? "] # comment\n" : "]\n");
        content.run();
        return text.toString();
    }

    private void coreKeys() {
        if (dice.chance(92)) {
            key(dice.one("env_list", "envlist", "env_list"), envList());
        }
        for (String ignored : dice.some(0, 3, () -> "")) {
            switch (dice.between(0, 9)) {
                case 0 -> key(dice.one("skip_missing_interpreters", "ignore_base_python_conflict"), bool());
                case 1 -> key(dice.one("no_package", "skipsdist"), bool());
                case 2 -> key("labels", lines(1, 3, () -> dice.one("t", "u v") + dice.one(" = ", "=") + envItem()));
                case 3 -> key(dice.one("work_dir", "toxworkdir", "temp_dir", "package_root"), path());
                case 4 -> key("requires", lines(1, 2, () -> dice.one("tox>=4", "tox-uv", "a; python_version<'3'")));
                case 5 -> key(dice.one("min_version", "minversion"), dice.one("4", "4.2", "4.{env:NOPE:1}"));
                case 6 -> key("package_env", dice.one(".pkg", "build", ".p-{env:FOO:x}", "a"));
                case 7 -> key("isolated_build", bool());
                default -> anyKey();
            }
        }
    }

    private void keys(int low, int high) {
        for (int left = dice.between(low, high); left > 0; left--) {
            anyKey();
        }
    }

    private void anyKey() {
        switch (dice.between(0, 27)) {
            case 0, 1, 2, 3 ->
                key(dice.one("commands", "commands", "commands_pre", "commands_post"), lines(0, 4, this::command));
            case 4, 5, 6 -> key("deps", lines(0, 4, this::requirement));
            case 7, 8, 9 -> key(dice.one("set_env", "setenv"), lines(0, 4, this::setEnvLine));
            case 10, 11 -> key("description", dice.mostly(80, this::words, () -> lines(1, 3, this::words)));
            case 12 ->
                key(dice.one("pass_env", "passenv"), list(() -> dice.one("FOO", "A*", "b_?", "X", "A B", "HOME")));
            case 13 ->
                key("base", list(() -> dice.one("common", "testenv", "base", "a", "nope", "testenv:b", "pkgenv")));
            case 14 -> key("extras", list(() -> dice.one("dev", "Test_x", "a.b", "{env_name}", "x{[common]extras}")));
            case 15 -> key("labels", list(() -> dice.one("t", "u", "{env_name}", "z w")));
            case 16 -> key("depends", envList());
            case 17 ->
                key(
                        dice.one("base_python", "basepython"),
                        dice.mostly(
                                92,
                                () -> list(() -> dice.one("py311", "python3.11", "python3", "py310", "3.12", "pypy3")),
                                () -> dice.one("", "{env:NOPE}")));
            case 18 -> key(dice.one("change_dir", "changedir", "env_dir", "env_tmp_dir"), path());
            case 19 -> key("allowlist_externals", list(() -> dice.one("*", "make", "/bin/{env_name}", "a b")));
            case 20, 21 ->
                key(
                        dice.one(
                                "skip_install",
                                "ignore_errors",
                                "ignore_outcome",
                                "recreate",
                                "use_develop",
                                "usedevelop",
                                "system_site_packages",
                                "sitepackages",
                                "parallel_show_output",
                                "pip_pre",
                                "args_are_paths",
                                "fail_fast",
                                "constrain_package_deps",
                                "skip_missing_interpreters"),
                        bool());
            case 22 ->
                key("package", dice.one("wheel", "sdist", "skip", "editable", "external", "bogus", "{env:NOPE:wheel}"));
            case 23 -> key("platform", dice.one("linux", "linux|darwin", "win32", "a: b", ""));
            case 24 ->
                key(
                        dice.one("suicide_timeout", "interrupt_timeout", "commands_retry"),
                        dice.one("1", "0.5", "", "x", "1e3", "{env:NOPE:2}"));
            case 25 -> key("dependency_groups", list(() -> dice.one("test", "Docs_x", "a.b")));
            case 26 ->
                key(
                        dice.one(
                                "constraints",
                                "install_command",
                                "list_dependencies_command",
                                "package_env",
                                "wheel_build_env",
                                "pylock"),
                        dice.one(
                                "c.txt",
                                "python -m pip install {opts} {packages}",
                                "x",
                                "",
                                "-c x",
                                "a: b",
                                "{posargs}"));
            default ->
                key(
                        dice.one("unknown", "Key", "whitelist_externals", "x-y", "deps2", "tox_root"),
                        lines(0, 3, this::words));
        }
    }

    private void key(String name, String value) {
        String spelled = dice.chance(2) ? name.toUpperCase(Locale.ROOT) : name;
        text.append(spelled)
                .append(dice.chance(5) ? dice.one(":", "=", " : ", "= ") : " = ")
                .append(value)
                .append('\n');
    }

    private String sectionName() {
        return dice.mostly(70, this::name, this::envItem);
    }

    private String name() {
        return dice.joined("-", 1, 2, () -> dice.one(FACTORS));
    }

    private String envList() {
        return dice.mostly(
                50, () -> dice.joined(dice.one(",", ", "), 1, 4, this::envItem), () -> lines(0, 4, this::envItem));
    }

    private String envItem() {
        return switch (dice.between(0, 9)) {
            case 0, 1, 2 -> dice.one("py", "py3", "") + braces() + dice.one("", "-a", "-" + braces());
            case 3 -> name() + "-" + braces();
            case 4 ->
                dice.one(
                        "py3{9-11}",
                        "py3{12-9}",
                        "{10-}",
                        "py3{-13}",
                        "1-3",
                        "py{39,310-312}-x",
                        "py-django-4-2",
                        "{1-2,4}-a");
            case 5 ->
                dice.mostly(
                        20,
                        () -> dice.one(
                                "a b", "-a", "a-", "a--b", "{a", "a}", ".", "a/b", "{}", "[a]", "a*", "!a", "é", "ALL",
                                "."),
                        this::name);
            case 6 -> dice.mostly(25, references::any, this::name);
            default -> name();
        };
    }

    private String braces() {
        return "{"
                + dice.joined(
                        dice.one(",", " , ", ", "),
                        1,
                        3,
                        () -> dice.mostly(
                                85,
                                () -> dice.one("310", "311", "a", "b", "docs"),
                                () -> dice.one("", "!a", "x-y", "9-11")))
                + "}";
    }

    /** What stands before a colon. */
    private String condition() {
        return dice.joined(
                dice.one(",", ", "),
                1,
                2,
                () -> dice.joined("-", 1, 2, () -> {
                    String factor = dice.mostly(85, () -> dice.one(FACTORS), this::braces);
                    return dice.chance(20) ? "!" + factor : factor;
                }));
    }

    private String lines(int low, int high, Supplier<String> content) {
        List<String> lines = new ArrayList<>();
        if (dice.chance(25)) {
            lines.add(line(content));
        } else {
            lines.add("");
        }
        String indent = dice.one("    ", "  ", "\t");
        for (int left = dice.between(low, high); left > 0; left--) {
            lines.add(dice.chance(3) ? dice.one("# comment", "", "    # comment", "; x", " ") : indent + line(content));
        }
        return String.join("\n", lines);
    }

    private String line(Supplier<String> content) {
        String line = content.get();
        if (dice.chance(22)) {
            line = (dice.chance(4) ? dice.one("a b", "http", "a+b", "") : condition()) + ":"
                    + dice.one(" ", " ", "", "  ") + line;
        }
        if (dice.chance(6)) {
            line += dice.one(" # comment", "#comment", " \\# text", "  #", " \\ # c");
        }
        return dice.chance(7) ? line + dice.one(" \\", "\\", " \\ ") : line;
    }

    private String list(Supplier<String> entry) {
        return dice.mostly(
                50,
                () -> dice.joined(dice.one(",", ", ", " , "), 0, 3, entry),
                () -> lines(1, 3, dice.chance(10) ? () -> references.any() : entry));
    }

    private String command() {
        String prefix = dice.chance(12) ? dice.one("- ", "-", "! ", "!", "-- ") : "";
        return prefix + dice.joined(" ", 1, 4, () -> dice.mostly(55, this::word, references::any));
    }

    private String requirement() {
        return switch (dice.between(0, 11)) {
            case 0 -> references.any();
            case 1 -> dice.one("pytest", "django") + dice.one("==", ">=", "") + references.any();
            case 2 ->
                dice.one(
                        "-r one.txt",
                        "-rone.txt",
                        "-c one.txt",
                        "-e .",
                        "--pre",
                        "-r {tox_root}/one.txt",
                        "-e {toxinidir}[a]");
            case 3 ->
                dice.one(
                        "git+https://x.test/y@z",
                        "pkg @ https://x.test/p#egg=p",
                        "./local",
                        "x; python_version<'3'",
                        "a[b,c]==1.*");
            default -> dice.one("pytest", "django>=4,<5", "flask==1.0", "coverage[toml]", "a", "b");
        };
    }

    private String setEnvLine() {
        return switch (dice.between(0, 11)) {
            case 0 ->
                dice.one(
                        "{[common]set_env}",
                        "{[testenv]setenv}",
                        "{[base]setenv}",
                        "{[testenv:a]set_env}",
                        "{[nope]setenv}",
                        "{env:NOPE}");
            case 1 -> dice.one("file|vars.env", "file|{tox_root}/vars.env", "file|none.env", "  file|vars.env");
            case 2 ->
                dice.one("A", "B") + "=" + words()
                        + dice.one(
                                "; sys_platform == 'linux'",
                                "; sys_platform == 'win32'",
                                ";python_version<'3'",
                                "; b",
                                "\\; b",
                                ";");
            case 3 -> dice.one("{env_name}=x", "A{env_name} = y", "A", "=x", "A==b", "A = 'a;b'", "A=\"x");
            case 4 ->
                dice.one("A={env:A}", "A={env:A:x}", "A={env:B}", "B={env:A}", "PATH={env:PATH}{:}x", "FOO={env:FOO}");
            default -> dice.one("A", "B", "C", "D", "FOO", "lower") + dice.one("=", " = ", "=") + words();
        };
    }

    private String path() {
        return dice.mostly(
                80,
                () -> dice.one(
                        "sub", "{tox_root}/sub", "{toxinidir}", "../up", "./x/../y", "/abs", "a b", "{env_name}"),
                () -> dice.mostly(70, references::any, () -> ""));
    }

    private String bool() {
        return dice.one(
                "true",
                "false",
                "True",
                "FALSE",
                "1",
                "0",
                "yes",
                "no",
                "on",
                "off",
                "",
                "maybe",
                "{env:NOPE:true}",
                "a: true");
    }

    private String words() {
        return dice.joined(" ", 0, 3, () -> dice.mostly(70, this::word, references::any));
    }

    private String word() {
        return dice.mostly(
                70,
                () -> dice.one(
                        "pytest", "-v", "tests", "a", "b=c", "x:y", "x: y", "http://h/p", "--opt={env_name}", "a,b"),
                () -> dice.one(
                        "'q r'",
                        "\"q\"",
                        "it's",
                        "\"open",
                        "a\\b",
                        "\\{x\\}",
                        "\\:",
                        "[]",
                        "é",
                        "%s",
                        "$X",
                        "*",
                        ";",
                        "{",
                        "}",
                        "{}",
                        "\\\\",
                        "a\\ b",
                        "\\#",
                        "!",
                        "[a]",
                        "\\[\\]",
                        "-",
                        "''",
                        "a\u00a0b",
                        "\u00a0",
                        "x\u2003"));
    }
}

package io.github.toxmatrix.tox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with a configuration in it, and how tox is called there.
 *
 * @param file the name of the configuration file
 * @param text what is in it
 * @param posargs what follows {@code --}; empty where nothing does
 */
record RandomProject(String file, String text, Optional<List<String>> posargs) {

    /** Small files that configurations refer to. */
    private static final Map<String, String> OTHERS = Map.of(
            "one.txt", "pytest\n",
            "two.txt", "",
            "setup.py", "from setuptools import setup\nsetup()\n",
            ".hidden.txt", "",
            "vars.env", "# comment\nA=of file\nexport B = 'quoted' ; x\nNAMED={env_name}\n\nD=\n");

    /** The whole environment of the process that reads the configuration. */
    static final Map<String, String> ENVIRON = Map.of(
            "PATH", "/no/such/folder",
            "HOME", System.getProperty("user.home"),
            "FOO", "foo value",
            "EMPTY", "",
            "BRACES", "{env_name}-{posargs:p}",
            "LINES", "one\ntwo",
            "HASH", "a#b",
            "QUOTE", "it's \"so\"",
            "COMMA", "a,b");

    static RandomProject of(long seed) {
        Dice dice = new Dice(seed);
        Optional<List<String>> posargs = dice.chance(60)
                ? Optional.empty()
                : Optional.of(
                        dice.some(0, 3, () -> dice.one("-k", "x y", "tests", "a:b", "{env_name}", "it's", "", "\\d")));
        return switch (dice.between(0, 9)) {
            case 0 -> new RandomProject("setup.cfg", new RandomIni(dice, "tox:tox").text(), posargs);
            case 1 ->
                new RandomProject(
                        "pyproject.toml",
                        "[tool.tox]\nlegacy_tox_ini = '''\n"
                                + new RandomIni(dice, "tox").text().replace("'''", "''") + "\n'''\n",
                        posargs);
            case 2, 3 -> new RandomProject("tox.toml", new RandomToml(dice, "").text(), posargs);
            case 4, 5 -> new RandomProject("pyproject.toml", new RandomToml(dice, "tool.tox").text(), posargs);
            default -> new RandomProject("tox.ini", new RandomIni(dice, "tox").text(), posargs);
        };
    }

    RandomProject with(String otherText) {
        return new RandomProject(file, otherText, posargs);
    }

    RandomProject without(boolean given) {
        return given ? new RandomProject(file, text, Optional.empty()) : this;
    }

    /** Fills an empty folder. */
    void write(Path folder) {
        try {
            for (Map.Entry<String, String> other : OTHERS.entrySet()) {
                Files.writeString(folder.resolve(other.getKey()), other.getValue());
            }
            Files.createDirectories(folder.resolve("sub"));
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "---- " + file + posargs.map(args -> ", posargs " + args).orElse("") + "\n" + text + "\n----";
    }
}

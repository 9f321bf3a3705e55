package io.github.toxmatrix.tox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder with a configuration in it, and how tox is called there.
 *
 * @param file the name of the configuration file
 * @param text what is in it
 * @param beside other files in which tox may look for a configuration, by their names
 * @param call how tox is called there
 */
record RandomProject(String file, String text, Map<String, String> beside, ToxCall call) {

    /** Small files that configurations refer to. */
    private static final Map<String, String> OTHERS = Map.of(
            "one.txt", "pytest\n",
            "two.txt", "",
            "setup.py", "from setuptools import setup\nsetup()\n",
            ".hidden.txt", "",
            "vars.env", "# comment\nA=of file\nexport B = 'quoted' ; x\nNAMED={env_name}\n\nD=\n");

    static RandomProject of(long seed) {
        Dice dice = new Dice(seed);
        RandomProject project = alone(dice);
        return dice.chance(6) ? project.with(another(dice, project.file())) : project;
    }

    private static RandomProject alone(Dice dice) {
        return switch (dice.between(0, 9)) {
            case 0 -> ini(dice, "setup.cfg", "tox:tox", "%s");
            case 1 -> ini(dice, "pyproject.toml", "tox", "[tool.tox]\nlegacy_tox_ini = '''\n%s\n'''\n");
            case 2, 3 -> toml(dice, "tox.toml", "");
            case 4, 5 -> toml(dice, "pyproject.toml", "tool.tox");
            default -> ini(dice, "tox.ini", "tox", "%s");
        };
    }

    /** Of these files the first that configures something is read; some of these do not. */
    private static Map<String, String> another(Dice dice, String than) {
        Map<String, String> files = new TreeMap<>();
        files.put("tox.ini", dice.one("", "[tox]\nenv_list = beside\n", "[broken\n"));
        files.put("setup.cfg", dice.one("[metadata]\nname = x\n", "[tox:tox]\nenv_list = beside\n"));
        files.put(
                "pyproject.toml",
                dice.one(
                        "[tool.tox]\n",
                        "[tool.other]\n",
                        "[tool.tox]\nenv_list = [\"beside\"]\n",
                        "[tool.tox]\nlegacy_tox_ini = \"[tox]\\nenv_list = beside\"\n"));
        files.put("tox.toml", dice.one("", "env_list = [\"beside\"]\n"));
        files.remove(than);
        String name = List.copyOf(files.keySet()).get(dice.between(0, files.size() - 1));
        return Map.of(name, files.get(name));
    }

    private static RandomProject ini(Dice dice, String file, String core, String whole) {
        String ini = new RandomIni(dice, core).text();
        String text = whole.formatted(whole.equals("%s") ? ini : ini.replace("'''", "''"));
        List<String> sections =
                List.of("testenv.", "testenv.", "testenv:a.", "testenv:py311.", "testenv:lint.", "common.");
        return new RandomProject(file, text, Map.of(), new RandomCall(dice, core + ".", sections, text).call());
    }

    private static RandomProject toml(Dice dice, String file, String prefix) {
        String text = new RandomToml(dice, prefix).text();
        List<String> tables = Stream.of("env_run_base.", "env_run_base.", "env.a.", "env.lint.", "common.")
                .map(table -> prefix.isEmpty() ? table : prefix + "." + table)
                .toList();
        return new RandomProject(file, text, Map.of(), new RandomCall(dice, "", tables, text).call());
    }

    RandomProject with(String otherText) {
        return new RandomProject(file, otherText, beside, call);
    }

    private RandomProject with(Map<String, String> others) {
        return new RandomProject(file, text, others, call);
    }

    /** The same with nothing beside it, and where tox is called in other ways, each with less than this. */
    Stream<RandomProject> withLess() {
        return Stream.concat(beside.isEmpty() ? Stream.empty() : Stream.of(with(Map.of())), calledWithLess());
    }

    private Stream<RandomProject> calledWithLess() {
        return Stream.of(
                        RandomCall.plain(),
                        new ToxCall(call.environ(), call.options(), Optional.empty()),
                        new ToxCall(call.environ(), List.of(), call.posargs()),
                        new ToxCall(RandomCall.plain().environ(), call.options(), call.posargs()))
                .filter(less -> !less.equals(call))
                .map(less -> new RandomProject(file, text, beside, less));
    }

    /** Fills an empty folder. */
    void write(Path folder) {
        try {
            for (Map.Entry<String, String> other : OTHERS.entrySet()) {
                Files.writeString(folder.resolve(other.getKey()), other.getValue());
            }
            Files.createDirectories(folder.resolve("sub"));
            for (Map.Entry<String, String> other : beside.entrySet()) {
                Files.writeString(folder.resolve(other.getKey()), other.getValue());
            }
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "---- " + file + (beside.isEmpty() ? "" : ", beside " + beside) + ", " + call.shown(RandomCall.plain())
                + "\n" + text + "\n----";
    }
}

package io.github.toxmatrix.it;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mistake in what a user asks for, and what is said of it.
 *
 * @param parameters as Maven takes it
 * @param arguments as the jar takes it
 * @param exitCode of the jar
 * @param words what the message says
 * @param environment variables by which it is made; {project} stands for the project's folder
 */
record Mistake(
        String name,
        Map<String, String> parameters,
        List<String> arguments,
        int exitCode,
        List<String> words,
        Map<String, String> environment) {

    Mistake(String name, Map<String, String> parameters, List<String> arguments, int exitCode, List<String> words) {
        this(name, parameters, arguments, exitCode, words, Map.of());
    }

    Map<String, String> environment(Path project) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.replaceAll((name, value) -> value.replace("{project}", project.toString()));
        return variables;
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Mistake> all() {
        return List.of(
                new Mistake(
                        "no-configuration",
                        Map.of("matrix.root", "empty"),
                        List.of("-c", "empty"),
                        254,
                        List.of("no tox configuration found", "tox.ini", "empty")),
                new Mistake(
                        "broken-configuration",
                        Map.of("matrix.root", "broken"),
                        List.of("-c", "broken"),
                        254,
                        List.of("broken", "tox.ini:3")),
                new Mistake(
                        "unknown-environment",
                        Map.of("matrix.envs", "py-wrnog"),
                        List.of("-e", "py-wrnog"),
                        254,
                        List.of("py-wrnog", "py-wrong")),
                new Mistake(
                        "unknown-factor",
                        Map.of("matrix.envs", "django"),
                        List.of("-f", "django"),
                        254,
                        List.of("tox.ini")),
                new Mistake(
                        "shard-5-of-4",
                        Map.of("matrix.shard", "5/4"),
                        List.of("--shard", "5/4"),
                        2,
                        List.of("5/4 is not a shard")),
                new Mistake(
                        "shard-0-of-4",
                        Map.of("matrix.shard", "0/4"),
                        List.of("--shard", "0/4"),
                        2,
                        List.of("0/4 is not a shard")),
                new Mistake(
                        "shard-x",
                        Map.of("matrix.shard", "x"),
                        List.of("--shard", "x"),
                        2,
                        List.of("'x' is not a shard")),
                new Mistake(
                        "unknown-runner",
                        Map.of("matrix.runner", "wizard"),
                        List.of("--runner", "wizard"),
                        2,
                        List.of("wizard", "native", "tox:ENVS")),
                new Mistake(
                        "no-such-python",
                        Map.of("matrix.envs", "old"),
                        List.of("-e", "old"),
                        1,
                        List.of("could not find python interpreter", "python3.99")),
                new Mistake(
                        "unknown-runner-of-an-environment",
                        Map.of("matrix.envs", "magic"),
                        List.of("-e", "magic"),
                        1,
                        List.of("runner 'wizard' is not known", "tox.ini:")),
                new Mistake(
                        "everything-skipped",
                        Map.of("matrix.envs", "elsewhere"),
                        List.of("-e", "elsewhere"),
                        1,
                        List.of("every environment of this run was skipped")),
                new Mistake(
                        "no-python",
                        Map.of("matrix.envs", "py-wrong"),
                        List.of("-e", "py-wrong"),
                        1,
                        List.of("could not find python interpreter", "met no Python at all"),
                        Map.of(
                                "PATH",
                                "{project}/nothing",
                                "HOME",
                                "{project}/home",
                                "PYENV_ROOT",
                                "{project}/nothing",
                                "XDG_DATA_HOME",
                                "{project}/nothing")),
                new Mistake(
                        "no-uv-and-no-index",
                        Map.of("matrix.envs", "py-wrong", "matrix.override", "testenv.deps=iniconfig"),
                        List.of("-e", "py-wrong", "-x", "testenv.deps=iniconfig"),
                        1,
                        List.of("uv is not on PATH", "Install uv", "package index"),
                        Map.of(
                                "PATH",
                                "{project}/bin",
                                "HOME",
                                "{project}/home",
                                "XDG_CACHE_HOME",
                                "{project}/home/cache",
                                "PIP_INDEX_URL",
                                "http://127.0.0.1:9/simple",
                                "PIP_FIND_LINKS",
                                "",
                                "PIP_RETRIES",
                                "0")));
    }
}

package io.github.toxmatrix.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.toxmatrix.index.server.ServedIndex;
import io.github.toxmatrix.index.setting.PackageSources;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The pips and the uv of this machine, which install {@code demo} as a test says.
 *
 * @param folder where they work
 */
public record RealInstallers(Path folder) {

    /** What came of it, and what was printed. */
    public record Result(int code, String output) {}

    public Result pip(String version, PackageSources sources, ServedIndex index, String target) throws Exception {
        Interpreter python = Interpreters.of(System.getenv())
                .find(List.of(version))
                .orElseGet(() -> abort("This machine has no Python " + version + "."));
        return run(
                sources.forPip(index, environment()),
                python.executable().toString(),
                "-m",
                "pip",
                "install",
                "--no-cache-dir",
                "--target",
                target,
                "demo");
    }

    public Result uv(String store, PackageSources sources, ServedIndex index, String target) throws Exception {
        return run(
                sources.forUv(index, environment()),
                RealUv.find().toString(),
                "pip",
                "install",
                "--no-config",
                "--cache-dir",
                store,
                "--target",
                target,
                "demo");
    }

    /** Without what the machine's user has configured. */
    public static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environment.put("PIP_CONFIG_FILE", Platform.current() == Platform.WINDOWS ? "nul" : "/dev/null");
        environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        environment.put("PIP_RETRIES", "1");
        environment.put("UV_HTTP_RETRIES", "1");
        return environment;
    }

    public Result run(Map<String, String> variables, String... command) throws Exception {
        Path output = Files.createTempFile(folder, "output", "");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output));
    }
}

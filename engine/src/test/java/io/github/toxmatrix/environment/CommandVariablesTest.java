package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.tox.key.EnvironmentKeys;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandVariablesTest {

    private final Path root = Path.of("project").toAbsolutePath();
    private final Path directory = root.resolve("env");
    private final Path scripts = directory.resolve("bin");

    private Map<String, String> of(FakeEnvironment environment, Map<String, String> environ) {
        return new CommandVariables(new FakeProject(root), environ, "7").of(environment, scripts);
    }

    @Test
    void areThoseThatToxAddsToTheOnesThatPass() {
        FakeEnvironment environment = new FakeEnvironment("py", directory)
                .set(EnvironmentKeys.PASS_ENV, List.of("aws_*"))
                .set(EnvironmentKeys.DISALLOW_PASS_ENV, List.of("*_SECRET"))
                .set(EnvironmentKeys.SET_ENV, Map.of("FOO", "bar"));
        assertThat(of(
                        environment,
                        Map.of("PATH", "/usr/bin", "AWS_REGION", "x", "AWS_SECRET", "y", "OTHER", "z", "CI", "true")))
                .isEqualTo(Map.ofEntries(
                        Map.entry("PATH", scripts + File.pathSeparator + "/usr/bin"),
                        Map.entry("AWS_REGION", "x"),
                        Map.entry("FOO", "bar"),
                        Map.entry("PIP_DISABLE_PIP_VERSION_CHECK", "1"),
                        Map.entry("PYTHONHASHSEED", "7"),
                        Map.entry("PYTHONIOENCODING", "utf-8"),
                        Map.entry("TOX_ENV_NAME", "py"),
                        Map.entry("TOX_WORK_DIR", root.resolve(".tox").toString()),
                        Map.entry("TOX_ENV_DIR", directory.toString()),
                        Map.entry("VIRTUAL_ENV", directory.toString()),
                        Map.entry("PIP_USER", "0"),
                        Map.entry("__TOX_ENVIRONMENT_VARIABLE_ORIGINAL_CI", "true")));
    }

    @Test
    void setEnvWinsButTheProgramsOfTheEnvironmentComeFirstOnThePath() {
        FakeEnvironment environment = new FakeEnvironment("py", directory)
                .set(EnvironmentKeys.SET_ENV, Map.of("PYTHONHASHSEED", "0", "PATH", "/own"));
        assertThat(of(environment, Map.of("PATH", "/usr/bin")))
                .containsEntry("PYTHONHASHSEED", "0")
                .containsEntry("PATH", scripts + File.pathSeparator + "/own");
    }
}

package io.github.toxmatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.TestCase;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatCommandTest {

    private static final TestCase PYTEST =
            new TestCase(TestCase.Kind.PYTEST, "tests/test_a.py", "test_x", Optional.empty());
    private static final TestCase PARAMETRIZED =
            new TestCase(TestCase.Kind.PYTEST, "tests/test_a.py", "test_x[a b]", Optional.empty());
    private static final TestCase COMMAND = new TestCase(TestCase.Kind.COMMAND, "", "commands[0]", Optional.empty());

    @Test
    void mavenIsWhatRunsByDefault() {
        assertThat(with(Map.of()).of("py311", PYTEST))
                .isEqualTo("mvn test -Dmatrix.envs=py311 -Dmatrix.posargs=tests/test_a.py::test_x");
    }

    @Test
    void mavenRepeatsTheRoot() {
        assertThat(with(Map.of("matrix.root", "/my project")).of("py311", COMMAND))
                .isEqualTo("mvn test '-Dmatrix.root=/my project' -Dmatrix.envs=py311");
    }

    @Test
    void mavenRepeatsWhoRunsIt() {
        assertThat(with(Map.of("matrix.runner", "tox:docker-*", "matrix.tox", "/opt/tox"))
                        .of("py311", COMMAND))
                .isEqualTo("mvn test '-Dmatrix.runner=tox:docker-*' -Dmatrix.tox=/opt/tox -Dmatrix.envs=py311");
    }

    @Test
    void posargsSurviveTheShellAndTheSplitAfterIt() {
        assertThat(with(Map.of()).of("py311", PARAMETRIZED))
                .isEqualTo("mvn test -Dmatrix.envs=py311"
                        + " '-Dmatrix.posargs='\"'\"'tests/test_a.py::test_x[a b]'\"'\"''");
    }

    @Test
    void theJarRepeatsItsOwnCall() {
        RepeatCommand jar = with(Map.of(RepeatCommand.PARAMETER, "java -jar tox-matrix.jar run -c sub"));

        assertThat(jar.of("py311", PARAMETRIZED))
                .isEqualTo("java -jar tox-matrix.jar run -c sub -e py311 -- 'tests/test_a.py::test_x[a b]'");
        assertThat(jar.of("py311", COMMAND)).isEqualTo("java -jar tox-matrix.jar run -c sub -e py311");
    }

    private static RepeatCommand with(Map<String, String> parameters) {
        return RepeatCommand.of(name -> Optional.ofNullable(parameters.get(name)));
    }
}

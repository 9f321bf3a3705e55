package io.github.toxmatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.TestCase;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void theTestComesAfterThePosargsOfTheRun() {
        RepeatCommand maven = with(Map.of("matrix.posargs", "-W 'error::Warning'"));

        assertThat(maven.of("py311", PYTEST))
                .isEqualTo("mvn test -Dmatrix.envs=py311"
                        + " '-Dmatrix.posargs=-W '\"'\"'error::Warning'\"'\"' tests/test_a.py::test_x'");
        assertThat(maven.of("py311", COMMAND))
                .isEqualTo("mvn test -Dmatrix.envs=py311 '-Dmatrix.posargs=-W '\"'\"'error::Warning'\"'\"''");
    }

    @Test
    void aRepeatedTestIsRepeatedByTheSameCommand() {
        String posargs = "-v 'tests/test_a.py::test_x[a b]'";
        RepeatCommand jar = with(Map.of("matrix.posargs", posargs, RepeatCommand.PARAMETER, "tox-matrix run"));

        assertThat(jar.of("py311", PARAMETRIZED)).isEqualTo("tox-matrix run -e py311 -- " + posargs);
    }

    @Test
    void mavenRepeatsWhatMayHaveFailedIt() {
        assertThat(with(Map.of("matrix.timeout", "90s", "matrix.skip-missing-interpreters", "false"))
                        .of("py311", COMMAND))
                .isEqualTo(
                        "mvn test -Dmatrix.timeout=90s -Dmatrix.skip-missing-interpreters=false -Dmatrix.envs=py311");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-B -Pquickstart test -Dmatrix.shard=1/2     | mvn -Pquickstart test",
                "-B -P quickstart,other verify               | mvn -P quickstart,other test",
                "-f python/pom.xml clean test -T 2           | mvn -f python/pom.xml test",
                "-pl python,other -am test                   | mvn -pl python,other -am test",
                "--projects=python --also-make --file=p test | mvn --projects=python --also-make --file=p test",
                "test -P!slow                                | mvn '-P!slow' test",
                "test -fae -Dtest=Other -o                   | mvn test",
            })
    void mavenRunsTheSameModulesWithTheSameProfiles(String arguments, String command) {
        assertThat(with(Map.of(), Map.of("MAVEN_CMD_LINE_ARGS", " " + arguments))
                        .of("py311", COMMAND))
                .isEqualTo(command + " -Dmatrix.envs=py311");
    }

    @Test
    void theJarRepeatsItsOwnCall() {
        RepeatCommand jar = with(Map.of(RepeatCommand.PARAMETER, "java -jar tox-matrix.jar run -c sub"));

        assertThat(jar.of("py311", PARAMETRIZED))
                .isEqualTo("java -jar tox-matrix.jar run -c sub -e py311 -- 'tests/test_a.py::test_x[a b]'");
        assertThat(jar.of("py311", COMMAND)).isEqualTo("java -jar tox-matrix.jar run -c sub -e py311");
    }

    private static RepeatCommand with(Map<String, String> parameters) {
        return with(parameters, Map.of());
    }

    private static RepeatCommand with(Map<String, String> parameters, Map<String, String> environ) {
        return RepeatCommand.of(name -> Optional.ofNullable(parameters.get(name)), environ);
    }
}

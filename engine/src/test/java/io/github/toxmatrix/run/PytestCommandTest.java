package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.Environments;
import io.github.toxmatrix.environment.TestOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A command that is a pytest: its tests are told, and that it ended well is not believed without them. */
class PytestCommandTest extends ScriptedEnvironmentCase {

    private static final String SESSION = "{\"e\": \"session\", \"rootdir\": \"/\", \"pytest\": \"8\"}";
    private static final String END = "{\"e\": \"end\", \"exit\": 0, \"lost\": 0}";

    @Test
    @Tag("slow")
    void pytestIsReportedByItsTests() throws Exception {
        Files.writeString(
                folder.resolve("test_it.py"),
                """
                import os
                def test_good(): pass
                def test_bad(): assert 1 == 2
                def test_ugly(): os._exit(9)
                """);
        Path ini = Files.writeString(
                folder.resolve("tox.ini"),
                """
                [testenv:py311]
                skip_install = true
                deps = pytest
                ignore_errors = true
                commands =
                    python -m pytest -k 'good or bad'
                    pytest test_it.py
                """);
        var placement = Placement.open("disk");
        var interpreters = Interpreters.of(System.getenv());
        ToxProject project = ToxProject.load(
                ini,
                new ToxInvocation(System.getenv(), Optional.empty(), List.of(), Optional.of(placement), interpreters));
        EnvironmentResult result;
        try (Environments environments =
                Environments.open(project, placement, interpreters, TestOptions.ofThisProcess())) {
            ToxEnvironment environment = project.find("py311").orElseThrow();
            result = new EnvironmentRun(environment, environments, processes, RunOptions.ALL).run(told);
        }
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.outcomes)
                .containsEntry("test_it.py::test_good", Outcome.passed())
                .containsEntry("test_it.py::test_good [2]", Outcome.passed());
        assertThat(told.outcomes.get("test_it.py::test_bad")).isInstanceOf(Outcome.Failed.class);
        assertThat(told.outcomes.get("test_it.py::test_ugly")).isInstanceOf(Outcome.Failed.class);
        assertThat(told.outcomes.keySet())
                .noneMatch(name -> name.startsWith("commands[0]"))
                .anyMatch(name -> name.startsWith("provision: create"));
    }

    /** An event file as the plugin in a pytest writes it, by a program that then ends well. */
    private EnvironmentResult pytestThatEndsWell(String prefix, String... events) throws Exception {
        String lines = String.join("\n", events).replace("\"", "\\\"");
        program("py.test", "printf '%b\\n' \"" + lines + "\" > \"$TOX_MATRIX_EVENTS/1.jsonl\"");
        return run("commands = " + prefix + "py.test");
    }

    @Test
    void testsThatDidNotRunFailTheEnvironmentThoughPytestEndedWell() throws Exception {
        EnvironmentResult result = pytestThatEndsWell("", SESSION, "{\"e\": \"collected\", \"count\": 3}", END);

        assertThat(told.outcomes.get("commands[0] py.test"))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.toString())
                        .contains("3 of 3 collected tests did not run"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void lostEventsFailTheEnvironmentThoughPytestEndedWell() throws Exception {
        EnvironmentResult result =
                pytestThatEndsWell("", SESSION, "garbage", END.replace("\"lost\": 0", "\"lost\": 2"));

        assertThat(told.outcomes.get("commands[0] py.test"))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.toString())
                        .contains("cannot all be read")
                        .contains("2 events of pytest could not be written"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aPytestWhoseFailureIsIgnoredMayAlsoEndEarly() throws Exception {
        EnvironmentResult result = pytestThatEndsWell("- ", SESSION);

        assertThat(told.outcomes.get("commands[0] py.test")).isInstanceOf(Outcome.Aborted.class);
        assertThat(result.status()).isEqualTo(Status.PASSED);
    }

    @Test
    void aFailedTestFailsTheEnvironmentThoughPytestEndedWell() throws Exception {
        EnvironmentResult result = pytestThatEndsWell(
                "",
                SESSION,
                "{\"e\": \"start\", \"id\": \"a.py::t\"}",
                "{\"e\": \"report\", \"id\": \"a.py::t\", \"when\": \"call\", \"outcome\": \"failed\"}",
                "{\"e\": \"finish\", \"id\": \"a.py::t\"}",
                END);

        assertThat(told.outcomes.get("a.py::t")).isInstanceOf(Outcome.Failed.class);
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.exitCode()).isEqualTo(1);
    }
}

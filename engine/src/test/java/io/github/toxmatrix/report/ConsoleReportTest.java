package io.github.toxmatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.SameEnvironments;
import io.github.toxmatrix.result.TestCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

    private static final TestCase BROKEN =
            new TestCase(TestCase.Kind.PYTEST, "tests/test_a.py", "test_x[it's 1]", Optional.empty());

    private final List<String> printed = new ArrayList<>();
    private final ConsoleReport report = new ConsoleReport(3, new RepeatCommand.Maven("", Map.of(), ""), printed::add);

    @Test
    void saysWhereEnvironmentsLie() {
        report.started("RAM (/dev/shm, 11 GiB free)");

        assertThat(printed).containsExactly("tox-matrix: 3 environments to run, made in RAM (/dev/shm, 11 GiB free)");
    }

    @Test
    void countsDownAsEnvironmentsEnd() {
        report.finished(result("py311", Status.PASSED, 12, 0, 1));
        report.finished(result("py27", Status.SKIPPED, 0, 0, 1));
        report.finished(result("lint", Status.IGNORED_FAILURE, 0, 1, 0));

        assertThat(printed)
                .containsExactly(
                        "[1/3] py311: OK (12 passed, 1 skipped in 1.25 s), 2 left",
                        "[2/3] py27: SKIP (0 passed, 1 skipped in 1.25 s), 1 left",
                        "[3/3] lint: FAIL, ignored (0 passed, 1 failed in 1.25 s)");
    }

    @Test
    void givesEachFailureItsCommand() {
        report.finished(
                new EnvironmentResult("py311", Status.FAILED, 0, 1, 0, Duration.ofSeconds(61), 1, List.of(BROKEN)));

        assertThat(printed.get(0).lines())
                .containsExactly(
                        "[1/3] py311: FAIL (0 passed, 1 failed in 1 min 01 s), 2 left",
                        "    FAILED tests/test_a.py::test_x[it's 1]",
                        "      repeat: " + new RepeatCommand.Maven("", Map.of(), "").of("py311", BROKEN));
    }

    @Test
    void sumsUpWithFailuresLastAndSaysWhatDidNotRun() {
        report.finished(result("bad", Status.FAILED, 1, 1, 0));
        report.finished(result("good", Status.PASSED, 2, 0, 0));
        printed.clear();
        report.summary(Duration.ofMillis(2500), "12 MiB for each environment", List.of());

        assertThat(printed.get(0).lines())
                .containsExactly(
                        "  good: OK (2 passed in 1.25 s)",
                        "  bad: FAIL (1 passed, 1 failed in 1.25 s)",
                        "  1 environment did not run to the end",
                        "  room taken: 12 MiB for each environment",
                        "  2 environments (1 passed, 1 failed), tests: 3 passed, 1 failed in 2.50 s");
    }

    @Test
    void saysWhoseWorkATwinHasAndWhichEnvironmentsWereTheSame() {
        report.finished(result("a", Status.PASSED, 2, 0, 0));
        report.twin("b", "a");
        report.finished(result("b", Status.SKIPPED, 0, 0, 1));
        report.summary(
                Duration.ofMillis(2500),
                "",
                List.of(
                        new SameEnvironments(List.of("a", "lint"), false),
                        new SameEnvironments(List.of("c", "d", "e"), true)));

        assertThat(printed.get(1)).isEqualTo("[2/3] b: SKIP, the same work as a, 1 left");
        assertThat(printed.get(2).lines())
                .containsExactly(
                        "  a: OK (2 passed in 1.25 s)",
                        "  b: SKIP, the same work as a",
                        "  1 environment did not run to the end",
                        "  the same environment: a, lint",
                        "  the same environment: c, d, e, and the same work (matrix.duplicates=once does it once)",
                        "  2 environments (1 passed, 1 skipped), tests: 2 passed, 1 skipped in 2.50 s");
    }

    private static EnvironmentResult result(String name, Status status, int passed, int failed, int skipped) {
        return new EnvironmentResult(name, status, passed, failed, skipped, Duration.ofMillis(1250), 0, List.of());
    }
}

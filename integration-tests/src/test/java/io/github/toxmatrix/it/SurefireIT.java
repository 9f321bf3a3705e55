package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user's build and its reports say, under both Surefires and both Platforms. */
class SurefireIT {

    private static final Path MATRIX = Path.of("src/test/projects/matrix").toAbsolutePath();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "Surefire {0}, Platform {1}")
    @CsvSource({"3.5.6, 1.14.4", "3.5.6, 6.1.3", "3.6.1, 1.14.4", "3.6.1, 6.1.3"})
    void eachEnvironmentHasOneReportWithEachTestOnce(String surefire, String platform) throws Exception {
        MavenBuild build = build(
                surefire,
                platform,
                Map.of(
                        "matrix.execution.parallel.config.strategy",
                        "fixed",
                        "matrix.execution.parallel.config.fixed.parallelism",
                        "8"));
        Map<String, SurefireReport> reports = build.reports();

        assertThat(build.exitCode()).as(build.output()).isNotZero();
        assertThat(reports.keySet())
                .containsExactlyInAnyOrder(
                        "tox.py-v1_1",
                        "tox.py-v1__1",
                        "tox.py-case",
                        "tox.=50==59=-case",
                        "tox.py-=fc=n=ef=",
                        "tox.py-outcomes",
                        "tox.broken-deps",
                        "tox.py-commands");
        assertThat(reports.values()).allSatisfy(report -> {
            assertThat(report.tests())
                    .as(report.suite())
                    .isEqualTo(report.cases().size());
            assertThat(report.names()).doesNotHaveDuplicates();
            assertThat(report.cases())
                    .allSatisfy(each -> assertThat(each.className()).isEqualTo(report.suite()));
            // the tests of an environment run one after the other, whatever others run at that time
            assertThat(report.cases().stream()
                            .mapToDouble(SurefireReport.Case::seconds)
                            .sum())
                    .as(report.suite())
                    .isLessThanOrEqualTo(report.seconds() + 0.1);
        });
        for (String passing :
                List.of("tox.py-v1_1", "tox.py-v1__1", "tox.py-case", "tox.=50==59=-case", "tox.py-=fc=n=ef=")) {
            SurefireReport report = reports.get(passing);
            assertThat(report.failures() + report.errors() + report.skipped())
                    .as(passing)
                    .isZero();
            assertThat(report.names())
                    .contains(
                            "tests/test_passing.py::test_number[0]",
                            "tests/test_passing.py::test_number[4]",
                            "tests/test_passing.py::TestInClass::test_method");
        }
        outcomesAreThoseOfPytest(reports.get("tox.py-outcomes"));
        SurefireReport broken = reports.get("tox.broken-deps");
        assertThat(broken.failures() + broken.errors()).isEqualTo(1);
        assertThat(broken.cases()).anySatisfy(each -> {
            assertThat(each.name()).startsWith("provision");
            assertThat(each.text()).contains("this-distribution-does-not-exist-anywhere-0");
        });
        theConsoleTellsEachEndAndHowToRepeatAFailure(build.output());
    }

    /** A line for each environment as it ends, counted from one; below it, what failed and how to repeat that. */
    private static void theConsoleTellsEachEndAndHowToRepeatAFailure(String console) {
        List<MatchResult> ends = Pattern.compile("\\[(\\d+)/8\\] (\\S+): (OK|FAIL) \\(.* s\\)(, \\d left)?")
                .matcher(console)
                .results()
                .toList();
        assertThat(ends)
                .as(console)
                .extracting(end -> end.group(1))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(ends).extracting(end -> end.group(2)).doesNotHaveDuplicates();
        assertThat(ends)
                .filteredOn(end -> end.group(3).equals("FAIL"))
                .extracting(end -> end.group(2))
                .containsExactlyInAnyOrder("py-outcomes", "broken-deps");
        assertThat(console)
                .containsSubsequence(
                        "py-outcomes: FAIL (",
                        "FAILED tests/test_outcomes.py::test_fails",
                        "repeat: mvn test -Dmatrix.envs=py-outcomes -Dmatrix.posargs=tests/test_outcomes.py::test_fails");
        assertThat(console)
                .containsSubsequence(
                        "broken-deps: FAIL (", "FAILED provision: deps", "repeat: mvn test -Dmatrix.envs=broken-deps");
    }

    private static void outcomesAreThoseOfPytest(SurefireReport report) {
        assertThat(report.failures() + report.errors()).isEqualTo(2);
        assertThat(report.skipped()).isEqualTo(2);
        assertThat(report.named("tests/test_outcomes.py::test_passes").status()).isEqualTo("passed");
        assertThat(report.named("tests/test_outcomes.py::test_passes").seconds())
                .as("it sleeps for 2 s; a busy machine hears of its start later")
                .isBetween(1.0, report.seconds());
        assertThat(report.named("tests/test_outcomes.py::test_fails").status()).isEqualTo("failure");
        assertThat(report.named("tests/test_outcomes.py::test_fails").text())
                .contains("assert {'expected': 1} == {'actual': 2}");
        assertThat(report.named("tests/test_outcomes.py::test_skipped").status())
                .isEqualTo("skipped");
        assertThat(report.named("tests/test_outcomes.py::test_expected_to_fail").status())
                .isEqualTo("skipped");
        assertThat(report.named("tests/test_outcomes.py::test_error_in_setup").text())
                .contains("fixture broke");
    }

    @ParameterizedTest(name = "Surefire {0}")
    @CsvSource({"3.5.6, 1.14.4", "3.6.1, 6.1.3"})
    void aMethodSelectsItsEnvironment(String surefire, String platform) throws Exception {
        MavenBuild build = build(surefire, platform, Map.of("test", "MatrixTest#first"));

        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(build.reports().keySet()).containsExactly("tox.py-v1_1");
    }

    @ParameterizedTest(name = "Surefire {0}")
    @CsvSource({"3.5.6, 1.14.4", "3.6.1, 6.1.3"})
    void tagsSelectEnvironmentsByFactors(String surefire, String platform) throws Exception {
        MavenBuild build = build(surefire, platform, Map.of("groups", "py & case"));

        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(build.reports().keySet()).containsExactly("tox.py-case");
    }

    @ParameterizedTest(name = "Surefire {0}")
    @CsvSource({"3.5.6, 1.14.4", "3.6.1, 6.1.3"})
    void shardsTogetherRunEverythingOnce(String surefire, String platform) throws Exception {
        Map<String, String> envs = Map.of("matrix.envs", "py-v1.1,py-v1_1,py-case,py-commands");
        List<String> ran = new ArrayList<>();
        for (String shard : List.of("1/3", "2/3", "3/3")) {
            Map<String, SurefireReport> reports = shard(surefire, platform, envs, shard);
            assertThat(reports).as(shard).isNotEmpty();
            ran.addAll(reports.keySet());
        }

        // a list: twice is too often
        assertThat(ran).containsExactlyInAnyOrder("tox.py-v1_1", "tox.py-v1__1", "tox.py-case", "tox.py-commands");
    }

    @ParameterizedTest(name = "Surefire {0}")
    @CsvSource({"3.5.6, 1.14.4", "3.6.1, 6.1.3"})
    void anEmptyShardIsOnePassedTest(String surefire, String platform) throws Exception {
        Map<String, SurefireReport> reports = shard(surefire, platform, Map.of(), "14/15");

        assertThat(reports).hasSize(1);
        SurefireReport only = reports.values().iterator().next();
        assertThat(only.cases()).extracting(SurefireReport.Case::status).containsExactly("passed");
        assertThat(only.names()).containsExactly("shard 14/15: nothing to run");
    }

    @Test
    void anUnknownEnvironmentIsNeverGreen() throws Exception {
        MavenBuild build = build("3.5.6", "1.14.4", Map.of("matrix.envs", "py-v1.2"));

        assertThat(build.exitCode()).isNotZero();
        assertThat(build.output()).contains("py-v1.2").contains("py-v1.1");
        assertThat(build.reports().values()).singleElement().satisfies(report -> assertThat(report.names())
                .containsExactly("configuration"));
    }

    /** A variable that was left in a shell must not make a build green that ran a part of the matrix. */
    @Test
    void toxsOwnVariablesChooseNothing() throws Exception {
        Path project = folder.resolve("variables");
        MavenBuild.copy(MATRIX, project);
        MavenBuild build = MavenBuild.run(
                project,
                List.of("test"),
                Map.of("groups", "py & case | v1.1"),
                Map.of("TOXENV", "py-v1.1", "TOX_SKIP_ENV", "py-v.*"));

        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(build.reports().keySet()).containsExactlyInAnyOrder("tox.py-case", "tox.py-v1_1");
    }

    private Map<String, SurefireReport> shard(String surefire, String platform, Map<String, String> envs, String shard)
            throws Exception {
        Map<String, String> properties = new HashMap<>(envs);
        properties.put("matrix.shard", shard);
        MavenBuild build = build(surefire, platform, properties);
        assertThat(build.exitCode()).as(build.output()).isZero();
        return build.reports();
    }

    private MavenBuild build(String surefire, String platform, Map<String, String> properties) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put("surefire.version", surefire);
        all.put("junit-platform.version", platform);
        Path target = folder.resolve(
                "build-" + all.getOrDefault("matrix.shard", "all").replace('/', '-'));
        return MavenBuild.run(MATRIX, target, List.of("test"), all);
    }
}

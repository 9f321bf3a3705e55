package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.Environments;
import io.github.toxmatrix.environment.Provisioned;
import io.github.toxmatrix.environment.TestOptions;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes in an environment whose programs are scripts. */
@Timeout(60)
class EnvironmentRunTest {

    @TempDir
    Path folder;

    private Processes processes;
    private Provisioned provisioned;
    private List<SharedChange> changes = List.of();
    private final Recorded told = new Recorded();

    @BeforeEach
    void open() throws IOException {
        assumeTrue(File.separatorChar == '/', "the programs of these environments are POSIX shell scripts");
        processes = Processes.open();
        Path scripts = Files.createDirectories(folder.resolve("env/bin"));
        Path site = Files.createDirectories(folder.resolve("env/site-packages"));
        program("say", "echo \"$@\"");
        program("fail", "echo broken; exit ${1:-1}");
        program("append", "echo \"$1\" >> " + folder.resolve("log"));
        provisioned = new Provisioned.Ready(new PythonEnvironment(
                folder.resolve("env"),
                new Interpreter(scripts.resolve("python"), "cpython", 3, 11, 0, false, 64, "x86_64"),
                scripts.resolve("python"),
                scripts,
                site,
                Map.of("PATH", scripts + File.pathSeparator + System.getenv("PATH"))));
    }

    @AfterEach
    void close() {
        if (processes != null) {
            processes.close();
        }
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve("env/bin").resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private EnvironmentResult run(String... lines) throws Exception {
        return run(RunOptions.ALL, lines);
    }

    private EnvironmentResult run(RunOptions options, String... lines) throws Exception {
        Path ini = Files.writeString(
                folder.resolve("tox.ini"), "[testenv]\nskip_install = true\n" + String.join("\n", lines) + "\n");
        ToxEnvironment environment = ToxProject.load(ini, ToxInvocation.ofThisProcess())
                .find("py311")
                .orElseThrow();
        return new EnvironmentRun(environment, new Made(), processes, options).run(told);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log")).replace("\n", " ").strip();
    }

    @Test
    void aCommandIsATestWithItsOutput() throws Exception {
        EnvironmentResult result = run("commands = say hello");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(told.outcomes).containsEntry("commands[0] say hello", Outcome.passed());
        assertThat(told.outputs).containsEntry("commands[0] say hello", "hello\n");
        assertThat(told.cases.get(0).position().orElseThrow().line()).isEqualTo(3);
    }

    @Test
    void aFailedCommandStopsTheEnvironmentButForCommandsPost() throws Exception {
        EnvironmentResult result =
                run("commands =", "    fail 3", "    append never", "commands_post =", "    append post");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.failures()).extracting(TestCase::name).containsExactly("commands[0] fail 3");
        assertThat(told.failure("commands[0] fail 3").message()).isEqualTo("fail 3 exited with code 3");
        assertThat(told.failure("commands[0] fail 3").trace()).isEqualTo("broken\n");
        assertThat(log()).isEqualTo("post");
    }

    @Test
    void aCommandThatFindsNoRoomHasTheVolumeNamedBesides() throws Exception {
        program("fill", "echo 'OSError: [Errno 28] No space left on device'; exit 1");
        EnvironmentResult result = run("commands = fill");
        assertThat(result.failures()).extracting(TestCase::name).containsExactly("commands[0] fill", "provision: room");
        assertThat(told.failure("provision: room").message()).isEqualTo("no space is left on /dev/shm");
    }

    @Test
    void aFailedCommandsPreKeepsCommandsFromRunning() throws Exception {
        run("commands_pre = fail", "commands = append never", "commands_post = append post");
        assertThat(log()).isEqualTo("post");
    }

    @Test
    void commandsRetryRunsAFailedCommandAgainAndCountsItsLastAttempt() throws Exception {
        program("third", "echo try >> tries; test $(wc -l < tries) -ge 3");
        EnvironmentResult result = run("change_dir = " + folder, "commands_retry = 2", "commands = third");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(told.outcomes.get("commands[0] third")).isInstanceOf(Outcome.Aborted.class);
        assertThat(told.outcomes.get("commands[0] attempt 2 third")).isInstanceOf(Outcome.Aborted.class);
        assertThat(told.outcomes).containsEntry("commands[0] attempt 3 third", Outcome.passed());
    }

    @Test
    void aCommandThatFailsInEveryAttemptFails() throws Exception {
        EnvironmentResult result = run("commands_retry = 1", "commands =", "    fail", "    - fail 2");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.failures()).extracting(TestCase::name).containsExactly("commands[0] attempt 2 fail");
    }

    @Test
    void extraSetupCommandsComeFirstAndWithoutThemNothingRuns() throws Exception {
        run("extra_setup_commands = append setup", "commands_pre = append pre", "commands = append main");
        assertThat(log()).isEqualTo("setup pre main");
        EnvironmentResult result = run("extra_setup_commands = fail", "commands_post = append never");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(log()).isEqualTo("setup pre main");
    }

    @Test
    void withoutTestsNothingButTheSetupRuns() throws Exception {
        RunOptions notest = new RunOptions(Optional.empty(), true, Set.of(), Set.of());
        EnvironmentResult result = run(
                notest,
                "extra_setup_commands = append setup",
                "commands_pre = fail",
                "commands = fail",
                "commands_post = append never");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(log()).isEqualTo("setup");
        assertThat(told.outcomes)
                .containsEntry("provision: commands", new Outcome.Skipped("commands are not run (notest)"));
    }

    @Test
    void ignoreErrorsRunsAllAndStillFails() throws Exception {
        EnvironmentResult result =
                run("ignore_errors = true", "commands_pre = fail", "commands =", "    fail", "    append on");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(log()).isEqualTo("on");
    }

    @Test
    void aDashIgnoresAFailure() throws Exception {
        EnvironmentResult result = run("commands =", "    - fail", "    append on");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(told.outcomes.get("commands[0] fail")).isInstanceOf(Outcome.Aborted.class);
        assertThat(log()).isEqualTo("on");
    }

    @Test
    void anExclamationMarkWantsAFailure() throws Exception {
        assertThat(run("commands = ! fail").status()).isEqualTo(Status.PASSED);
        assertThat(told.outcomes).containsEntry("commands[0] fail", Outcome.passed());
        EnvironmentResult result = run("commands = ! say yes");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("commands[0] say yes").message()).contains("succeeded", "prefix !");
    }

    @Test
    void ignoreOutcomeMakesNoFailure() throws Exception {
        EnvironmentResult result = run("ignore_outcome = true", "commands = fail");
        assertThat(result.status()).isEqualTo(Status.IGNORED_FAILURE);
        assertThat(result.failures()).isEmpty();
        assertThat(told.outcomes.get("commands[0] fail")).isInstanceOf(Outcome.Aborted.class);
    }

    @Test
    void aProgramFromOutsideHasToBeAllowed() throws Exception {
        EnvironmentResult result = run("ignore_errors = true", "commands =", "    - sh -c true", "    append never");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("commands[0] sh -c true").message())
                .contains("sh is not a program", "allowlist_externals");
        assertThat(folder.resolve("log")).doesNotExist();
        told.outcomes.clear();
        assertThat(run("allowlist_externals = sh", "commands = sh -c true").status())
                .isEqualTo(Status.PASSED);
        told.outcomes.clear();
        assertThat(run("allowlist_externals = */s[gh]", "commands = sh -c true").status())
                .isEqualTo(Status.PASSED);
    }

    /** As is so on a volume that is mounted without it ({@code noexec}), whoever else has a program of that name. */
    @ParameterizedTest
    @ValueSource(strings = {"sh", "only-here"})
    void aProgramOfTheEnvironmentThatTheSystemDoesNotStartIsNotSaidToBeMissing(String name) throws Exception {
        Path own = Files.writeString(folder.resolve("env/bin").resolve(name), "#!/bin/sh\n");
        run("commands = " + name + " -c true");
        assertThat(told.failure("commands[0] " + name + " -c true").message())
                .contains(own.toString(), "may not be started", "noexec", "matrix.place")
                .doesNotContain("allowlist_externals");
    }

    @Test
    void aProgramThatDoesNotExistIsNamed() throws Exception {
        EnvironmentResult result = run("commands = ! no-such-program");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("commands[0] no-such-program").message()).contains("no-such-program", "not on PATH");
    }

    @Test
    void changeDirIsMade() throws Exception {
        assertThat(run("change_dir = a/b", "allowlist_externals = pwd", "commands = pwd")
                        .status())
                .isEqualTo(Status.PASSED);
        assertThat(told.outputs.get("commands[0] pwd").strip()).endsWith("a/b");
    }

    @Test
    void aLimitEndsTheEnvironmentWithoutItsCommandsPost() throws Exception {
        RunOptions options = new RunOptions(Optional.of(Duration.ofSeconds(1)), false, Set.of(), Set.of());
        EnvironmentResult result =
                run(options, "allowlist_externals = sleep", "commands = - sleep 600", "commands_post = append post");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("commands[0] sleep 600").message()).contains("time limit of 1 s");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void aFailedProvisioningIsAFailedTestAndNothingRuns() throws Exception {
        provisioned = new Provisioned.Failed("no such release");
        EnvironmentResult result = run("commands = append never");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("provision: deps").message()).isEqualTo("no such release");
        assertThat(told.outcomes).hasSize(1);
    }

    @Test
    void aSkippedEnvironmentIsASkippedTest() throws Exception {
        provisioned = new Provisioned.Skipped("no python3.4");
        assertThat(run("commands = append never").status()).isEqualTo(Status.SKIPPED);
        assertThat(told.outcomes).containsValue(new Outcome.Skipped("no python3.4"));
    }

    @Test
    void aPasswordInAUrlIsNotShown() throws Exception {
        run("commands = say https://me:secret@host/x");
        assertThat(told.cases.get(0).name()).isEqualTo("commands[0] say https://***@host/x");
    }

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
        var placement = io.github.toxmatrix.environment.place.Placement.open("disk");
        var interpreters = io.github.toxmatrix.interpreter.Interpreters.of(System.getenv());
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

    private static final String SESSION = "{\"e\": \"session\", \"rootdir\": \"/\", \"pytest\": \"8\"}";
    private static final String END = "{\"e\": \"end\", \"exit\": 0, \"lost\": 0}";

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

    @Test
    void aChangeOfSharedFilesThatOthersMayHaveSeenFailsTheEnvironment() throws Exception {
        changes = List.of(new SharedChange("attr/__init__.py was written into, and shared with py312", true));

        EnvironmentResult result = run("commands = say hello");

        assertThat(told.outcomes.get("provision: shared files"))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.toString())
                        .contains("py312"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aChangeOfSharedFilesThatNobodyElseSawIsTold() throws Exception {
        changes = List.of(new SharedChange("attr/__init__.py was written into", false));

        EnvironmentResult result = run("commands = say hello");

        assertThat(told.outcomes)
                .containsEntry("provision: shared files", new Outcome.Aborted("attr/__init__.py was written into"));
        assertThat(result.status()).isEqualTo(Status.PASSED);
    }

    /** Gives what the test wants. */
    private final class Made implements Environments {

        @Override
        public Provisioned provision(ToxEnvironment environment, ProcessScope scope, ProvisionListener listener) {
            if (provisioned instanceof Provisioned.Failed failed) {
                listener.started("deps");
                listener.finished("deps", Outcome.failed(Failure.of(failed.reason(), "")), "");
            }
            return provisioned;
        }

        @Override
        public List<SharedChange> changes(ToxEnvironment environment) {
            return changes;
        }

        @Override
        public Optional<String> lackOfRoom(ToxEnvironment environment, boolean told) {
            return told ? Optional.of("no space is left on /dev/shm") : Optional.empty();
        }

        @Override
        public String place() {
            return "here";
        }

        @Override
        public void close() {}
    }

    /** Holds every listener to its contract: what starts finishes, and no name comes twice. */
    private static final class Recorded implements RunListener {

        final List<TestCase> cases = new ArrayList<>();
        final Map<String, Outcome> outcomes = new LinkedHashMap<>();
        final Map<String, String> outputs = new LinkedHashMap<>();
        private final List<TestCase> running = new ArrayList<>();

        @Override
        public void started(TestCase test) {
            running.add(test);
        }

        @Override
        public void finished(TestCase test, Outcome outcome, String output) {
            assertThat(running.remove(test)).isEqualTo(!(outcome instanceof Outcome.Skipped));
            cases.add(test);
            assertThat(outcomes.put(test.displayName(), outcome)).isNull();
            outputs.put(test.displayName(), output);
        }

        Failure failure(String name) {
            assertThat(outcomes.get(name)).isInstanceOf(Outcome.Failed.class);
            return ((Outcome.Failed) outcomes.get(name)).failures().get(0);
        }
    }
}

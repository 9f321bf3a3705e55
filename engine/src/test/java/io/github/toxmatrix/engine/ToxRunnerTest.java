package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.toxmatrix.ToxMatrix;
import io.github.toxmatrix.cache.SmallDisk;
import io.github.toxmatrix.cache.TestCache;
import io.github.toxmatrix.environment.place.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Environments run by a real tox, beside the same environments run here. */
@Tag("slow")
class ToxRunnerTest {

    private static final String ENTRY = "[engine:junit5-tox]/[class:" + Project.class.getName() + "]";

    /** Every environment of the project. */
    @ToxMatrix
    static final class Project {}

    @TempDir
    Path folder;

    private final Map<String, String> outputs = new TreeMap<>();

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Map<String, String> run(Map<String, String> parameters) {
        return run(parameters, selectClass(Project.class));
    }

    /** How each test ended, by {@code environment: test}; of a failure, its first line too. */
    private Map<String, String> run(Map<String, String> parameters, DiscoverySelector selector) {
        List<Event> events = EngineTestKit.engine(new ToxMatrixTestEngine())
                .configurationParameter("matrix.root", folder.toString())
                .configurationParameter(
                        "matrix.cache", TestCache.folder().path().toString())
                .configurationParameters(parameters)
                .selectors(selector)
                .execute()
                .testEvents()
                .list();
        Map<String, String> ended = new TreeMap<>();
        for (Event event : events) {
            String test = environment(event) + ": " + event.getTestDescriptor().getDisplayName();
            event.getPayload(TestExecutionResult.class).ifPresent(result -> ended.put(test, text(result)));
            event.getPayload(String.class).ifPresent(reason -> ended.put(test, "SKIPPED " + reason));
            result(event).ifPresent(trace -> outputs.put(test, trace));
        }
        return ended;
    }

    private static String environment(Event event) {
        return event.getTestDescriptor().getUniqueId().getSegments().stream()
                .filter(segment -> segment.getType().equals("method"))
                .map(UniqueId.Segment::getValue)
                .findFirst()
                .orElse("");
    }

    private static String text(TestExecutionResult result) {
        return result.getStatus()
                + result.getThrowable()
                        .map(failure -> " "
                                + String.valueOf(failure.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""))
                        .orElse("");
    }

    private static Optional<String> result(Event event) {
        return event.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(Throwable::getMessage);
    }

    private static Map<String, String> byTox(String... more) throws Exception {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("matrix.runner", "tox");
        parameters.put("matrix.tox", RealTox.program().toString());
        for (int at = 0; at < more.length; at += 2) {
            parameters.put(more[at], more[at + 1]);
        }
        return parameters;
    }

    @Test
    void leavesOutWhatTheNativeRunnerLeavesOut() throws Exception {
        write(
                "tox.ini",
                "[tox]\nenv_list = py\n[testenv]\ndeps = no-such-thing-as-this\ncommands = python -c 'raise SystemExit(3)'\n");
        write("setup.py", "raise SystemExit('never built')\n");
        String[] options = {"matrix.skip-env-install", "true", "matrix.notest", "true"};
        Map<String, String> byTox = run(byTox(options));
        Map<String, String> here = run(Map.of(options[0], options[1], options[2], options[3]));

        String notRun = "SKIPPED commands are not run (notest)";
        assertThat(byTox)
                .containsEntry("py(): provision: create", "SUCCESSFUL")
                .containsEntry("py(): provision: commands", notRun)
                .hasSize(2);
        assertThat(here)
                .containsEntry("py(): provision: create", "SUCCESSFUL")
                .containsEntry(
                        "py(): provision: package",
                        "SKIPPED neither dependencies nor the package are installed (skip-env-install)")
                .containsEntry("py(): provision: commands", notRun);
    }

    @Test
    void aPackageThatIsNoFileIsNamed() throws Exception {
        write("tox.ini", "[tox]\nenv_list = py\n");

        assertThat(run(Map.of("matrix.installpkg", "absent.whl")).values())
                .singleElement()
                .asString()
                .matches("FAILED .*matrix.installpkg: .*absent.whl does not exist.*");
    }

    @Test
    void aVolumeThatFillsUpIsNamedWithSizesAndWhatToDo() throws Exception {
        write(
                "tox.ini",
                """
                [testenv]
                skip_install = true
                commands = python -c "open(r'{env_tmp_dir}/much', 'wb').write(bytes(100 << 20))"
                """);
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 60)) {
            Map<String, String> byTox =
                    run(byTox("matrix.envs", "py", "matrix.place", small.path().toString()));

            assertThat(byTox.get("py(): provision: room"))
                    .startsWith("FAILED no space is left on the volume of " + small.path())
                    .contains(" free of 60 MiB; the environment takes ", "matrix.place");
        }
    }

    private static void assumeRam() throws IOException {
        try (Placement placement = Placement.open("auto")) {
            assumeTrue(placement.describe().startsWith("RAM"), "there is no RAM disk with room here");
        }
    }

    /** An installer that finds no room in RAM, without writing anything. */
    @Test
    void anEnvironmentThatRamHasNoRoomForIsMadeAgainOnDisk() throws Exception {
        assumeRam();
        write(
                "install.py",
                """
                import os, sys
                if sys.prefix.startswith("/dev/shm/"):
                    sys.exit("OSError: [Errno 28] No space left on device")
                print("installed in", sys.prefix)
                """);
        write(
                "tox.ini",
                """
                [testenv]
                skip_install = true
                deps = thing
                install_command = python {tox_root}/install.py {packages}
                commands = python -c "import os, sys; open(os.path.join(r'{env_tmp_dir}', 'x'), 'w'); print('ran in', sys.prefix)"
                """);

        Map<String, String> byTox = run(byTox("matrix.envs", "py", "matrix.verbose", "true"));

        assertThat(byTox).hasSize(3).allSatisfy((test, outcome) -> assertThat(outcome)
                .isEqualTo("SUCCESSFUL"));
    }

    @Test
    void oneThatLacksRoomOnDiskTooFailsOnce() throws Exception {
        assumeRam();
        write(
                "tox.ini",
                """
                [testenv]
                skip_install = true
                deps = thing
                install_command = python -c "import sys; sys.exit('No space left on device')" {packages}
                """);

        Map<String, String> byTox = run(byTox("matrix.envs", "py"));

        assertThat(byTox)
                .containsOnlyKeys("py(): provision: create", "py(): provision: deps", "py(): provision: room")
                .containsEntry("py(): provision: create", "SUCCESSFUL");
        assertThat(byTox.get("py(): provision: room")).contains("free of", "matrix.place");
    }

    @Test
    void givesTheSameTestsAndOutcomesAsTheNativeRunner() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                env_list = plain, stopped, ignored, missing, other, forbidden
                skip_missing_interpreters = true
                [testenv]
                [testenv:plain]
                package = wheel
                deps = pytest
                set_env = COLOUR = red
                commands_pre = python -c "print('before')"
                commands =
                    pytest -q {posargs}
                    - python -c "raise SystemExit(3)"
                    ! python -c "raise SystemExit(4)"
                commands_post = python -c "print('after')"
                ignore_errors = true
                [testenv:stopped]
                skip_install = true
                commands =
                    python -c "raise SystemExit(5)"
                    python -c "print('never')"
                commands_post = python -c "print('after')"
                [testenv:ignored]
                skip_install = true
                ignore_outcome = true
                commands = python -c "raise SystemExit(6)"
                [testenv:missing]
                base_python = python3.99
                [testenv:other]
                platform = mars
                [testenv:forbidden]
                skip_install = true
                commands = sh -c true
                """);
        write("setup.py", "from setuptools import setup\nsetup(name='here', version='1', py_modules=['here'])\n");
        write("here.py", "");
        write(
                "tests/test_it.py",
                """
                import os, subprocess, sys
                import pytest, here

                def test_passes():
                    assert os.environ["COLOUR"] == "red"

                def test_fails():
                    assert 1 == 2

                @pytest.mark.skip(reason="no need")
                def test_skipped(): pass

                @pytest.mark.xfail(reason="known")
                def test_expected(): assert False

                @pytest.mark.parametrize("x", ["a", "b/c"])
                def test_parameters(x): pass

                def test_tells_nothing_to_what_it_starts():
                    code = "import os; print([n for n in os.environ if n in ('TOX_MATRIX_TOX', 'TOX_MATRIX_EVENTS')])"
                    assert subprocess.check_output([sys.executable, "-c", code]).strip() == b"[]"
                """);
        Map<String, String> here = run(Map.of());
        Map<String, String> byTox = run(byTox());

        assertThat(here)
                .containsEntry("plain(): tests/test_it.py::test_passes", "SUCCESSFUL")
                .containsEntry("plain(): provision: package", "SUCCESSFUL");
        assertThat(withoutWords(byTox)).containsExactlyEntriesOf(withoutWords(here));
        assertThat(byTox.get("plain(): tests/test_it.py::test_fails")).contains("assert 1 == 2");
        assertThat(byTox.get("forbidden(): commands[0] sh -c true")).contains("allowlist_externals");
        assertThat(byTox.get("missing(): provision: create")).contains("python3.99");
        assertThat(folder.resolve(".tox/plain")).doesNotExist();
    }

    /** tox tells of a program that is not allowed, and of a missing interpreter, in words of its own. */
    private static Map<String, String> withoutWords(Map<String, String> tests) {
        Map<String, String> first = new TreeMap<>(tests);
        first.replaceAll((test, end) ->
                test.startsWith("forbidden") || test.startsWith("missing") ? end.replaceFirst(" .*", "") : end);
        return first;
    }

    @Test
    void runsTheLockRunnerOfToxUvOnTheOneEnvironmentThatNeedsIt() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                requires = tox-uv
                env_list = locked, plain
                [testenv]
                [testenv:locked]
                runner = uv-venv-lock-runner
                dependency_groups = tests
                commands = pytest -q
                [testenv:plain]
                skip_install = true
                commands = python -c ""
                """);
        write(
                "pyproject.toml",
                """
                [project]
                name = "locked"
                version = "1"
                requires-python = ">=3.11"
                [dependency-groups]
                tests = ["pytest"]
                [tool.uv]
                package = false
                """);
        write("test_it.py", "def test_it(): pass\n");
        RealTox.program();
        RealTox.run(folder, List.of(RealTox.script("uv").toString(), "lock", "-q"));

        Map<String, String> refused = run(Map.of());
        assertThat(refused).containsOnlyKeys("locked(): provision: create", "plain(): provision: create", plain());
        assertThat(outputs.get("locked(): provision: create"))
                .contains("tox.ini:6: runner = uv-venv-lock-runner")
                .contains("matrix.runner=tox:locked");

        Map<String, String> run = run(byTox("matrix.runner", "tox:lock*"));
        assertThat(run)
                .containsOnlyKeys(
                        "locked(): provision: create",
                        "locked(): provision: uv-sync",
                        "locked(): test_it.py::test_it",
                        "plain(): provision: create",
                        plain())
                .allSatisfy((test, end) -> assertThat(end).as(test).isEqualTo("SUCCESSFUL"));
    }

    private static String plain() {
        return "plain(): commands[0] python -c ''";
    }

    @Test
    void runsAPluginOfTheProjectsOwn() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                env_list = greeted
                [testenv]
                skip_install = true
                deps = pytest
                commands = pytest -q {posargs}
                greeting = hello
                """);
        write(
                "toxfile.py",
                """
                from tox.plugin import impl

                @impl
                def tox_add_env_config(env_conf, state):
                    env_conf.add_config("greeting", of_type=str, default="", desc="")
                    env_conf["set_env"].update({"GREETING": env_conf["greeting"]})
                """);
        write(
                "test_it.py",
                "import os\ndef test_it(): assert os.environ['GREETING'] == 'hello'\ndef test_other(): assert 0\n");

        assertThat(run(Map.of())).containsOnlyKeys("greeted(): provision: create");
        assertThat(outputs.get("greeted(): provision: create")).contains("toxfile.py: a plugin of tox");

        assertThat(run(byTox()))
                .containsEntry("greeted(): test_it.py::test_it", "SUCCESSFUL")
                .containsEntry("greeted(): test_it.py::test_other", "FAILED assert 0");
        assertThat(run(byTox("matrix.posargs", "'test_it.py::test_it'")))
                .containsEntry("greeted(): test_it.py::test_it", "SUCCESSFUL")
                .doesNotContainKey("greeted(): test_it.py::test_other");
        assertThat(run(
                        byTox(),
                        selectUniqueId(
                                ENTRY + "/[method:greeted()]/[dynamic-container:test_it.py]/[dynamic-test:test_it]")))
                .containsOnlyKeys("greeted(): test_it.py::test_it");
    }

    @Test
    void readsTheConfigurationByEitherRunnerAsItIsCalled() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                env_list = a
                [testenv]
                skip_install = true
                commands = python -c "raise SystemExit(3)"
                """);
        write("other/here.txt", "");
        String code = "import os; assert os.path.exists('here.txt'); assert r'{work_dir}'.endswith('made')";
        Map<String, String> called = Map.of(
                "matrix.root.base",
                folder.toString(),
                "matrix.override",
                "tox.env_list=b\ntestenv.commands=python -c \"" + code + "\"",
                "matrix.tox-root",
                "other",
                "matrix.work-dir",
                "made");
        Map<String, String> byTox = byTox();
        byTox.putAll(called);

        assertThat(run(called)).hasSize(2).allSatisfy((test, end) -> assertThat(test + end)
                .startsWith("b(): ")
                .endsWith("SUCCESSFUL"));
        assertThat(run(byTox)).hasSize(2).allSatisfy((test, end) -> assertThat(test + end)
                .startsWith("b(): ")
                .endsWith("SUCCESSFUL"));
    }

    @Test
    void aFailedSetupIsTheStepThatFailedWithWhatTheInstallerPrinted() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                env_list = broken
                [testenv]
                skip_install = true
                deps = ./no-such-package
                commands = python -c "print('never')"
                """);
        Map<String, String> run = run(byTox());
        assertThat(run).containsOnlyKeys("broken(): provision: create", "broken(): provision: deps");
        assertThat(run.get("broken(): provision: deps")).startsWith("FAILED").contains("exited with code");
    }

    @Test
    void whatToxItselfRefusesIsAFailedTestWithItsWords() throws Exception {
        write("tox.ini", "[tox]\nenv_list = odd\n[testenv]\nrunner = magic\ncommands = python -c ''\n");
        Map<String, String> run = run(byTox());
        assertThat(run).containsOnlyKeys("odd(): provision: tox");
        assertThat(run.get("odd(): provision: tox")).contains("runner 'magic' for environment 'odd' is not available");
    }

    @Test
    void aTimeLimitEndsTheCommandAndSaysSo() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                env_list = slow
                [testenv]
                skip_install = true
                commands = python -c "import time; time.sleep(600)"
                commands_post = python -c "print('never')"
                """);
        Map<String, String> run = run(byTox("matrix.timeout", "8s"));
        assertThat(run)
                .hasEntrySatisfying(
                        "slow(): commands[0] python -c 'import time; time.sleep(600)'",
                        end -> assertThat(end).contains("time limit of 8 s"));
        assertThat(ProcessHandle.allProcesses().filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(folder.getFileName().toString())))
                .isEmpty();
    }

    @Test
    void withoutAToxEachEnvironmentSaysWhatIsMissing() throws Exception {
        write("tox.ini", "[tox]\nenv_list = a, b\n[testenv]\nskip_install = true\ncommands = python -c ''\n");
        Map<String, String> run = run(Map.of("matrix.runner", "tox", "matrix.tox", "no-such-tox"));
        assertThat(run).containsOnlyKeys("a(): provision: tox", "b(): provision: tox");
        assertThat(run.get("a(): provision: tox"))
                .startsWith("FAILED")
                .contains("no-such-tox")
                .contains("matrix.tox");
    }
}

package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.SmallDisk;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What fails around the commands of an environment is a failed test that names the cause. */
class ToxRunnerFailuresTest extends ToxRunnerCase {

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
        assertThat(run).containsOnlyKeys("broken: provision: create", "broken: provision: deps");
        assertThat(run.get("broken: provision: deps")).startsWith("FAILED").contains("exited with code");
    }

    @Test
    void whatToxItselfRefusesIsAFailedTestWithItsWords() throws Exception {
        write("tox.ini", "[tox]\nenv_list = odd\n[testenv]\nrunner = magic\ncommands = python -c ''\n");
        Map<String, String> run = run(byTox());
        assertThat(run).containsOnlyKeys("odd: provision: tox");
        assertThat(run.get("odd: provision: tox")).contains("runner 'magic' for environment 'odd' is not available");
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
                .hasEntrySatisfying("slow: commands[0] python -c 'import time; time.sleep(600)'", end -> assertThat(end)
                        .contains("time limit of 8 s"));
        assertThat(ProcessHandle.allProcesses().filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(folder.getFileName().toString())))
                .isEmpty();
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

            assertThat(byTox.get("py: provision: room"))
                    .startsWith("FAILED no space is left on the volume of " + small.path())
                    .contains(" free of 60 MiB; the environment takes ", "matrix.place");
        }
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
    void withoutAToxEachEnvironmentSaysWhatIsMissing() throws Exception {
        write("tox.ini", "[tox]\nenv_list = a, b\n[testenv]\nskip_install = true\ncommands = python -c ''\n");
        Map<String, String> run = run(Map.of("matrix.runner", "tox", "matrix.tox", "no-such-tox"));
        assertThat(run).containsOnlyKeys("a: provision: tox", "b: provision: tox");
        assertThat(run.get("a: provision: tox"))
                .startsWith("FAILED")
                .contains("no-such-tox")
                .contains("matrix.tox");
    }
}

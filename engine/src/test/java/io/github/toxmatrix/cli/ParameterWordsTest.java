package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters that stand on the command line, as for a JVM. */
class ParameterWordsTest {

    @TempDir
    Path folder;

    @Test
    void areTakenWhereverTheyStandBeforeTheArgumentsForCommands() {
        ParameterWords words = ParameterWords.of(List.of(
                "-Dmatrix.cache=/a=b",
                "run",
                "-Dmatrix.bytecode",
                "-e",
                "py",
                "-Dother=1",
                "--",
                "-Dmatrix.shard=1/2"));
        assertThat(words.parameters())
                .containsExactly(Map.entry("matrix.cache", "/a=b"), Map.entry("matrix.bytecode", ""));
        assertThat(words.others()).containsExactly("run", "-e", "py", "-Dother=1", "--", "-Dmatrix.shard=1/2");
    }

    @Test
    void areHeardByTheRun() throws Exception {
        Files.writeString(
                folder.resolve("tox.ini"),
                "[tox]\nenv_list = a, b\n[testenv]\nskip_install = true\ncommands = python --version\n");
        MainProcess ended = MainProcess.run(folder, System.getenv(), List.of(), "-Dmatrix.shard=2/2");
        assertThat(ended.output()).contains("[1/1] b: OK").doesNotContain(" a: OK");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void areInTheCommandThatRepeatsWhatFailed() throws Exception {
        Files.writeString(
                folder.resolve("tox.ini"),
                "[testenv:a]\nskip_install = true\ncommands = python -c 'raise SystemExit(1)'\n");
        MainProcess ended = MainProcess.run(folder, System.getenv(), List.of(), "-Dmatrix.place=disk", "-e", "a");
        assertThat(ended.output()).containsPattern("repeat: java .* run -Dmatrix.place=disk .*-e a");
    }

    @Test
    void areNoWordsOfACommandThatWouldNotHearThem() throws Exception {
        MainProcess ended = MainProcess.start(
                        List.of(),
                        System.getenv(),
                        folder.resolve("printed"),
                        List.of("index", "-Dmatrix.cache=" + folder.resolve("cache")))
                .end();
        assertThat(ended.output()).contains("unrecognized arguments: -Dmatrix.cache=");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.HANDLED_ERROR);
    }

    @Test
    void areRefusedWhereAnOptionSaysIt() throws Exception {
        MainProcess ended = MainProcess.run(folder, System.getenv(), List.of(), "-Dmatrix.envs=b");
        assertThat(ended.output()).contains("-Dmatrix.envs is for builds: say it by -e here");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.HANDLED_ERROR);
    }
}

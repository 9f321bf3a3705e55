package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.Environments;
import io.github.toxmatrix.environment.Provisioned;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes in an environment whose programs are scripts. */
@Timeout(60)
abstract class ScriptedEnvironmentCase {

    @TempDir
    Path folder;

    Processes processes;
    Provisioned provisioned;
    List<SharedChange> changes = List.of();
    final RecordedRun told = new RecordedRun();

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

    void program(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve("env/bin").resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    EnvironmentResult run(String... lines) throws Exception {
        return run(RunOptions.ALL, lines);
    }

    EnvironmentResult run(RunOptions options, String... lines) throws Exception {
        Path ini = Files.writeString(
                folder.resolve("tox.ini"), "[testenv]\nskip_install = true\n" + String.join("\n", lines) + "\n");
        ToxEnvironment environment = ToxProject.load(ini, ToxInvocation.ofThisProcess())
                .find("py311")
                .orElseThrow();
        return new EnvironmentRun(environment, new Made(), processes, options).run(told);
    }

    /** What the program {@code append} was called with. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log")).replace("\n", " ").strip();
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
}

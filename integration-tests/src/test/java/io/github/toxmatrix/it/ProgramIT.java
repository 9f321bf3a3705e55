package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar is a program, too: a POSIX shell finds the Java and starts it in the same process. */
@DisabledOnOs(OS.WINDOWS)
class ProgramIT {

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void aProgramThatWasPutSomewhereElse() throws IOException {
        program = Files.copy(
                ExecutableJar.JAR,
                Files.createDirectory(folder.resolve("own programs")).resolve("tox-matrix"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = a, b
                [testenv:a]
                description = the first one
                """);
    }

    @Test
    void listsAnotherFoldersEnvironmentsWithTheJavaOfJavaHome() throws IOException, InterruptedException {
        assertThat(call("list", "--no-desc", "-c", folder.toString())).isEqualTo(new ExecutableJar(0, "a\nb\n"));
    }

    @Test
    void handsOnItsArgumentsAsTheyAreAndItsExitCode() throws IOException, InterruptedException {
        ExecutableJar call =
                call("config", "-c", folder.resolve("no such folder; $HOME").toString());

        assertThat(call.exitCode()).isNotZero();
        assertThat(call.output()).contains("no such folder; $HOME");
    }

    private ExecutableJar call(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return ExecutableJar.call(command, folder, Map.of("JAVA_HOME", System.getProperty("java.home")));
    }
}

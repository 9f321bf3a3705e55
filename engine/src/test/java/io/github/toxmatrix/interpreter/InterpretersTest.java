package io.github.toxmatrix.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.digest.SealedText;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpretersTest {

    private final Interpreters interpreters = Interpreters.of(System.getenv());

    @Test
    void noSpecificationIsTheDefaultPython() {
        assumeTrue(interpreters.find(List.of("python3")).isPresent(), "there is no Python 3 on this machine");

        assertThat(interpreters.find(List.of())).isEqualTo(interpreters.find(List.of("python3")));
    }

    @Test
    void anInterpreterThatDoesNotExistIsNotFound() {
        assertThat(interpreters.find(List.of("python3.99"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"})
    void findsEveryVersionOfThisMachineByItsSpecifications(String version) {
        assumeTrue(interpreters.find(List.of(version)).isPresent(), () -> "no Python " + version + " here");
        Interpreter python = interpreters.find(List.of(version)).orElseThrow();

        assertThat(python.shortVersion()).isEqualTo(version);
        assertThat(List.of("py" + version.replace(".", ""), "python" + version, "cpython" + version, version + "-64"))
                .allSatisfy(specification -> assertThat(interpreters
                                .find(List.of(specification))
                                .orElseThrow()
                                .shortVersion())
                        .isEqualTo(version));
        assertThat(interpreters.find(List.of(python.executable().toString()))).contains(python);
        assertThat(interpreters.find(List.of("python3.99", "py" + version)).map(Interpreter::shortVersion))
                .contains(version);
        assertThat(interpreters.find(List.of("pypy" + version))).isEmpty();
        assertThat(interpreters.find(List.of(version + "-32"))).isEmpty();
    }

    @Test
    void anInterpreterOfAnEarlierRunIsAskedAgainOnlyWhenItsFileIsAnother(@TempDir Path folder) throws Exception {
        Interpreter one = interpreters.find(List.of("3.11")).orElse(null);
        Interpreter other = interpreters.find(List.of("3.12")).orElse(null);
        assumeTrue(one != null && other != null && File.separatorChar == '/', "no two Pythons to be linked here");
        Path memory = Files.createDirectory(folder.resolve("memory"));
        Path link = Files.createSymbolicLink(folder.resolve("python"), one.executable());
        assertThat(found(memory, link)).isEqualTo(one.version());

        Path remembered;
        try (Stream<Path> files = Files.list(memory)) {
            remembered = files.findFirst().orElseThrow();
        }
        String answer = SealedText.read(remembered).orElseThrow();
        SealedText.write(remembered, answer.replace("\n" + one.micro() + "\n", "\n77\n"));
        assertThat(found(memory, link)).isEqualTo("3.11.77");

        Files.writeString(remembered, Files.readString(remembered).replace("\n77\n", "\n76\n"));
        assertThat(found(memory, link)).isEqualTo(one.version());

        Files.delete(link);
        Files.createSymbolicLink(link, other.executable());
        assertThat(found(memory, link)).isEqualTo(other.version());
        Files.writeString(remembered, "damaged");
        assertThat(found(memory, link)).isEqualTo(other.version());
    }

    @Test
    void aScriptThatStartsAPythonIsAskedInEachRun(@TempDir Path folder) throws Exception {
        assumeTrue(File.separatorChar == '/' && interpreters.find(List.of()).isPresent(), "no scripts here");
        Path memory = Files.createDirectory(folder.resolve("memory"));
        Path script = Files.writeString(
                folder.resolve("python"),
                "#!/bin/sh\nexec " + interpreters.find(List.of()).orElseThrow().executable() + " \"$@\"\n");
        assumeTrue(script.toFile().setExecutable(true), "cannot be made executable");

        found(memory, script);

        assertThat(memory).isEmptyDirectory();
    }

    private static String found(Path memory, Path executable) {
        return Interpreters.of(System.getenv(), memory)
                .find(List.of(executable.toString()))
                .orElseThrow()
                .version();
    }

    private static Path script(Path folder, String name, String text) throws Exception {
        Path file = Files.writeString(Files.createDirectories(folder).resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 1",
                "head -c 100000 /dev/urandom",
                "echo tox-matrix; for each in 1 2 3 4 5 6 7 8 9; do echo word; done",
                "printf 'tox-matrix\\n\\000\\na\\n3\\n3\\n3\\n0\\n64\\nx\\n'"
            })
    void whatIsNoPythonIsPassedOverAndNamed(String text, @TempDir Path folder) throws Exception {
        assumeTrue(File.separatorChar == '/', "scripts are of POSIX systems");
        Path broken = script(folder, "python3.98", text);
        Interpreters own = Interpreters.of(Map.of("PATH", folder + ":" + System.getenv("PATH")));

        assertThat(own.find(List.of("python3.98"))).isEmpty();
        assertThat(own.search()).endsWith("; no answer of a Python came from " + broken);
    }

    /** Behind the shims of a pyenv, whatever folder is the user's own. */
    @Test
    void theVersionsOfAPyenvOnPathAreThoseBesideItsShims(@TempDir Path folder) throws Exception {
        Interpreter python = interpreters.find(List.of("3")).orElse(null);
        assumeTrue(python != null && File.separatorChar == '/', "no Python 3 to be linked here");
        Path shims = Files.createDirectories(folder.resolve(".pyenv/shims"));
        Path bin = Files.createDirectories(folder.resolve(".pyenv/versions/special/bin"));
        script(bin, "python3", "exec " + python.executable() + " \"$@\"");
        Map<String, String> environ =
                Map.of("PATH", shims.toString(), "HOME", folder.resolve("none").toString());

        assertThat(Interpreters.of(environ).find(List.of("python3"))).contains(python);
    }

    @Test
    void aPyenvWithoutVersionsHasNone(@TempDir Path folder) throws Exception {
        Path shims = Files.createDirectories(folder.resolve(".pyenv/shims"));
        script(shims, "python3.96", "exit 127");
        Map<String, String> environ = Map.of("PATH", shims.toString(), "HOME", folder.toString());

        assertThat(Interpreters.of(environ).find(List.of("python3.96"))).isEmpty();
        assertThat(Interpreters.of(environ).search())
                .contains("no Python at all", folder.resolve(".pyenv").toString());
    }
}

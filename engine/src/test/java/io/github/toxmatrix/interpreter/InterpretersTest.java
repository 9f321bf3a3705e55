package io.github.toxmatrix.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.digest.SealedText;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}

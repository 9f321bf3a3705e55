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

    /** As for tox, whose own Python comes first. */
    @Test
    void aRangeIsTheDefaultPythonIfThatIsInItElseTheNewestThatIs(@TempDir Path folder) throws Exception {
        Interpreter one = interpreters.find(List.of("3.11")).orElse(null);
        Interpreter other = interpreters.find(List.of("3.12")).orElse(null);
        Interpreter old = interpreters.find(List.of("3.9")).orElse(null);
        assumeTrue(one != null && other != null && old != null && File.separatorChar == '/', "no Pythons to be linked");
        Files.createSymbolicLink(folder.resolve("python3"), one.executable());
        Files.createSymbolicLink(folder.resolve("python3.9"), old.executable());
        Files.createSymbolicLink(folder.resolve("python3.12"), other.executable());
        Interpreters own = Interpreters.of(Map.of("PATH", folder.toString(), "HOME", folder.toString()));

        assertThat(own.find(List.of(">=3.9"))).contains(one);
        assertThat(own.find(List.of(">=3.9,!=3.11"))).contains(other);
        assertThat(own.find(List.of("<3.11", "3.12"))).contains(old);
        assertThat(own.find(List.of(">=3.13", "3.12"))).contains(other);
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
    void theVersionsOfAPyenvThatAProjectSelectsComeFirst(@TempDir Path folder) throws Exception {
        assumeTrue(File.separatorChar == '/', "shims are of POSIX systems");
        for (String version : List.of("3.12.1", "3.12.9", "3.13.0")) {
            script(folder.resolve("pyenv/versions/" + version + "/bin"), "python3.12", "exit 1");
        }
        Files.writeString(folder.resolve("pyenv/version"), "3.12.9\n");
        Path project = Files.createDirectories(folder.resolve("project/module"));
        Map<String, String> environ =
                Map.of("PYENV_ROOT", folder.resolve("pyenv").toString());

        assertThat(versions(environ, project)).containsExactly("3.12.9", "3.13.0", "3.12.1");

        Files.writeString(folder.resolve("project/.python-version"), "# ours\n\n3.12.1\n../3.13.0\n3.13\n");
        assertThat(versions(environ, project)).containsExactly("3.12.1", "3.13.0", "3.12.9");

        Map<String, String> shell = Map.of("PYENV_ROOT", environ.get("PYENV_ROOT"), "PYENV_VERSION", "3.13.0:3.12.9");
        assertThat(versions(shell, project)).containsExactly("3.13.0", "3.12.9", "3.12.1");
    }

    private static List<String> versions(Map<String, String> environ, Path directory) {
        return new InterpreterPlaces(environ, Platform.current(), directory)
                .candidates(PythonSpec.parse("py312"))
                .map(file -> file.getParent().getParent().getFileName().toString())
                .toList();
    }

    @Test
    void ofThoseThatUvHasDownloadedOthersThanCPythonAreTakenByTheirNameOnly(@TempDir Path folder) throws Exception {
        assumeTrue(File.separatorChar == '/', "scripts are of POSIX systems");
        script(folder.resolve("pypy-3.11.15-linux-x86_64-gnu/bin"), "python3.11", "exit 1");
        script(folder.resolve("cpython-3.11.7-linux-x86_64-gnu/bin"), "python3.11", "exit 1");
        Map<String, String> environ = Map.of("UV_PYTHON_INSTALL_DIR", folder.toString(), "HOME", folder.toString());
        InterpreterPlaces places = new InterpreterPlaces(environ, Platform.current(), folder);

        assertThat(places.candidates(PythonSpec.parse("py311")))
                .containsExactly(folder.resolve("cpython-3.11.7-linux-x86_64-gnu/bin/python3.11"));
        assertThat(places.candidates(PythonSpec.parse("pypy311")))
                .contains(folder.resolve("pypy-3.11.15-linux-x86_64-gnu/bin/python3.11"));
    }

    @Test
    void aRelativeFolderOnPathIsPassedOverAsByTox(@TempDir Path folder) throws Exception {
        assumeTrue(File.separatorChar == '/', "scripts are of POSIX systems");
        Path python = script(folder, "python3.11", "exit 1");
        Path relative = Path.of("").toAbsolutePath().relativize(folder);

        assertThat(onPath(folder)).containsExactly(python);
        assertThat(onPath(relative)).isEmpty();
    }

    private static List<Path> onPath(Path folder) {
        Map<String, String> environ = Map.of("PATH", folder.toString(), "HOME", "/no-such-home");
        return new InterpreterPlaces(environ, Platform.current(), Path.of("").toAbsolutePath())
                .candidates(PythonSpec.parse("py311"))
                .toList();
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

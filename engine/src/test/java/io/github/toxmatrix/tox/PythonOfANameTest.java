package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python that a name asks for (tox's {@code tox_env/python/api.py}). */
class PythonOfANameTest {

    @TempDir
    Path folder;

    private Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    @Test
    void readsPythonsFromFactors() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py310-a, pypy310, 3.10, pypy-3.10, 310
                        """);

        assertThat(reading.value("py310-a", "base_python")).isEqualTo(List.of("py310"));
        assertThat(reading.value("pypy310", "base_python")).isEqualTo(List.of("pypy310"));
        assertThat(reading.value("3.10", "base_python")).isEqualTo(List.of("3.10"));
        assertThat(reading.value("pypy-3.10", "base_python")).isEqualTo(List.of("pypy3.10"));
    }

    @Test
    void refusesTwoPythonsInAName() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py310-pypy3
                        """);

        assertThatThrownBy(() -> reading.value("py310-pypy3", "base_python"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void refusesAnotherPythonThanThatOfTheName() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py39, py
                        [testenv]
                        base_python = python3.10
                        """);

        assertThatThrownBy(() -> reading.value("py39", "base_python"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
        assertThat(reading.value("py39", "description")).isEqualTo("");
    }

    @Test
    void mayIgnoreAnotherPythonThanThatOfTheName() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py39
                        ignore_base_python_conflict = true
                        [testenv]
                        base_python = python3.10
                        """);

        assertThat(reading.value("py39", "base_python")).isEqualTo(List.of("py39"));
    }

    @Test
    void readsWhetherToIgnoreAnotherPythonInAnyCase() {
        Reading reading = ini(
                """
                        [tox]
                        ignore_base_python_conflict = maybe
                        """);

        assertThatThrownBy(() -> reading.value("py", "base_python"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("ignore_base_python_conflict");
    }

    @Test
    void refusesAPathToNothingBesideAPythonInTheName() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py311, a
                        [testenv]
                        base_python = ./python
                        """);

        assertThatThrownBy(() -> reading.value("py311", "base_python"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini")
                .hasMessageContaining("py311.base_python")
                .hasMessageContaining("./python");
        assertThat(reading.value("a", "base_python")).isEqualTo(List.of("./python"));
    }

    @Test
    void refusesARangeOfVersionsBesideAVersionInTheName() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py311
                        [testenv]
                        base_python = >=3.10
                        """);

        assertThatThrownBy(() -> reading.value("py311", "base_python"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("conflicting");
    }

    @Test
    void isNoneWhereNoneIsAskedFor() {
        Reading reading = new Reading(folder)
                .with("tox.ini", "[testenv]\ndefault_base_python =\ndescription = {py_dot_ver}\n")
                .python(3, 11);

        assertThat(reading.toxError("py", "description")).contains("NoInterpreter([])");
    }

    @Test
    void isNoFolder() throws IOException {
        Files.createDirectory(folder.resolve("a b"));
        Reading reading = new Reading(folder)
                .with("tox.ini", "[tox]\nenv_list = py3\n[testenv]\nbase_python = a b\n")
                .python(3, 11);

        assertThat(reading.toxError("py3", "base_python")).contains("failed to query");
    }

    @Test
    void isNoFileThatIsNoInterpreter() throws IOException {
        Files.writeString(folder.resolve("no python"), "");
        Reading reading = new Reading(folder)
                .with("tox.ini", "[tox]\nenv_list = py3\n[testenv]\nbase_python = no python\n")
                .hostPythonOnly(3, 11);

        assertThat(reading.toxError("py3", "base_python"))
                .contains("failed to query")
                .contains("nor an interpreter");
    }
}

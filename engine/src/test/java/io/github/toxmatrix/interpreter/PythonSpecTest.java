package io.github.toxmatrix.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonSpecTest {

    private static final Interpreter CPYTHON311 =
            new Interpreter(Path.of("python3.11"), "cpython", 3, 11, 7, false, 64, "x86_64");
    private static final Interpreter FREE313 =
            new Interpreter(Path.of("python3.13t"), "cpython", 3, 13, 0, true, 64, "aarch64");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "py311",
                "python3.11",
                "3.11",
                "311",
                "py3",
                "py",
                "python",
                "cpython3.11.7",
                "3.11-64",
                "3.11-amd64",
                "Python3.11",
                "CPython3.11",
                ">=3.9",
                ">=3.9,<3.12",
                " >= 3.9, < 3.12 ",
                "cpython>=3.10",
                "cpython >=3.10",
                "<=3.11",
                "==3.11",
                "==3.11.*",
                "~=3.9",
                "!=3.12",
                "===3.11.7",
                ">=3.11-64",
                ">=3.11,!=3.10.*,<4"
            })
    void isSatisfied(String text) {
        assertThat(PythonSpec.parse(text).isSatisfiedBy(CPYTHON311)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "py31",
                "py310",
                "pypy3.11",
                "3.11.8",
                "3.11t",
                "3.11-32",
                "3.11-arm64",
                "2",
                ">3.11",
                "<3.11",
                ">=3.11.8",
                "~=3.10.0",
                "pypy>=3.9",
                ">=3.9t",
                ">=3.9-32",
                "==3.1"
            })
    void isNotSatisfied(String text) {
        assertThat(PythonSpec.parse(text).isSatisfiedBy(CPYTHON311)).isFalse();
    }

    @Test
    void aVersionWithoutTMeansABuildWithTheGilAndARangeAnyBuild() {
        assertThat(PythonSpec.parse("3.13").isSatisfiedBy(FREE313)).isFalse();
        assertThat(PythonSpec.parse("3.13t").isSatisfiedBy(FREE313)).isTrue();
        assertThat(PythonSpec.parse("3.13t-arm64").isSatisfiedBy(FREE313)).isTrue();
        assertThat(PythonSpec.parse(">=3.13").isSatisfiedBy(FREE313)).isTrue();
        assertThat(PythonSpec.parse(">=3.13t").isSatisfiedBy(FREE313)).isTrue();
    }

    @Test
    void looksForTheMostSpecificNameFirst() {
        assertThat(PythonSpec.parse("py311").names()).containsExactly("python3.11", "python3", "python");
        assertThat(PythonSpec.parse("pypy310").names()).startsWith("pypy3.10", "pypy3", "pypy");
        assertThat(PythonSpec.parse("py").names()).containsExactly("python3", "python");
        assertThat(PythonSpec.parse("3.13t").names()).startsWith("python3.13t");
    }

    @Test
    void whatIsNoSpecificationIsAPathOrAName() {
        assertThat(PythonSpec.parse("./bin/python3").path()).contains("./bin/python3");
        assertThat(PythonSpec.parse("3.1.2.3").path()).isPresent();
        assertThat(PythonSpec.parse(">=3.9,three").path()).isPresent();
    }

    @Test
    void readsWhatThePyLauncherOfWindowsLists() {
        assertThat(PyLauncher.parse(" -V:3.12 *        C:\\Py 312\\python.exe\n -3.7-32  C:\\py37\\python.exe\nnone\n"))
                .isEqualTo(List.of(Path.of("C:\\Py 312\\python.exe"), Path.of("C:\\py37\\python.exe")));
    }
}

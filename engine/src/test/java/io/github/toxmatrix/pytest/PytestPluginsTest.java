package io.github.toxmatrix.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.pytest.PytestProject.Ran;
import io.github.toxmatrix.python.PythonWithPytest;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins of pytest that run tests elsewhere, again, or in parts: xdist, rerunfailures, subtests. */
class PytestPluginsTest extends PytestCase {

    @Test
    void followsXdistAndItsCrashingWorkers() throws Exception {
        Ran ran = project.file(
                        "test_x.py",
                        """
                        import os, pytest
                        @pytest.mark.parametrize("n", range(20))
                        def test_n(n): print("n is", n)
                        def test_compare(): assert {"a": 1} == {"a": 2}
                        def test_crash(): os._exit(1)
                        """)
                .select(selectionOf(20))
                .run(PythonWithPytest.python("3.13", "pytest", "pytest-xdist"), "-n2");
        assertThat(ran.recorder().outcomes).as(ran.output()).hasSize(23);
        assertThat(ran.failure("test_x.py::test_compare").comparison())
                .contains(new Failure.Comparison("{'a': 2}", "{'a': 1}"));
        assertThat(ran.failure("test_x.py::test_crash").message()).contains("crashed");
        assertThat(ran.failure("test_x.py::test_gone").message()).contains("did not find");
        assertThat(ran.ending().failed()).isEqualTo(3);
        assertThat(ran.problem()).isEmpty();
    }

    private static String[] selectionOf(int count) {
        return Stream.concat(
                        IntStream.range(0, count).mapToObj(n -> "test_x.py::test_n[" + n + "]"),
                        Stream.of("test_x.py::test_compare", "test_x.py::test_crash", "test_x.py::test_gone"))
                .toArray(String[]::new);
    }

    @Test
    void takesTheLastOfReruns() throws Exception {
        Ran ran = project.file(
                        "test_r.py",
                        """
                        runs = []
                        def test_flaky():
                            runs.append(1)
                            assert len(runs) == 3
                        def test_broken(): assert 0
                        """)
                .run(PythonWithPytest.python("3.13", "pytest", "pytest-rerunfailures"), "--reruns=2");
        assertThat(ran.outcome("test_r.py::test_flaky")).isEqualTo(new Outcome.Passed("passed after 2 reruns"));
        assertThat(ran.failures("test_r.py::test_broken")).hasSize(1);
        assertThat(ran.ending().tests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytest<8.5,pytest-subtests", "pytest>=9"})
    void tellsSubtests(String packages) throws Exception {
        Ran ran = project.file(
                        "test_s.py",
                        """
                        def test_s(subtests):
                            for i in range(3):
                                with subtests.test("part", i=i):
                                    assert i != 1
                        """)
                .run(PythonWithPytest.python("3.13", packages.split(",")));
        assertThat(ran.failure("test_s.py::test_s [part] (i=1)").message()).contains("assert 1 != 1");
        assertThat(ran.failure("test_s.py::test_s").message()).contains("subtest");
        assertThat(ran.outcome("test_s.py::test_s [part] (i=2)")).isEqualTo(Outcome.passed());
        assertThat(ran.ending().problem()).isEmpty();
    }
}

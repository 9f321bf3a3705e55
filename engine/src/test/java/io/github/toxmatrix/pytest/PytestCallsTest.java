package io.github.toxmatrix.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.pytest.PytestProject.Ran;
import io.github.toxmatrix.result.TestCase;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to call pytest: with a selection, with options, from a folder, twice in a command, beside the user's variables. */
class PytestCallsTest extends PytestCase {

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.8", "3.13"})
    void tellsWhatRunsATestAgainWherePytestWasCalled(String version) throws Exception {
        project.file("src/deep/tests/test_a.py", "def test_a():\n    assert 0\n")
                .in("src/deep");
        Ran ran = project.run(python(version), "tests");

        TestCase failed = ran.recorder().tests.get("src/deep/tests/test_a.py::test_a");
        assertThat(failed.argument()).contains("tests" + File.separator + "test_a.py::test_a");

        Ran again = project.run(python(version), failed.argument().orElseThrow());
        assertThat(again.failure("src/deep/tests/test_a.py::test_a").message()).contains("assert 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.8", "3.13"})
    void keepsWhatIsSelected(String version) throws Exception {
        Ran ran = project.file(
                        "test_a.py",
                        """
                        import pytest
                        @pytest.mark.parametrize("word", [u"caf\\u00e9", u"b"])
                        def test_word(word): pass
                        def test_other(): pass
                        """)
                .select("test_a.py::test_other", "test_a.py::test_word[caf\\xe9]", "test_a.py::test_gone")
                .run(python(version));
        assertThat(ran.recorder().outcomes)
                .as(ran.output())
                .containsOnlyKeys("test_a.py::test_other", "test_a.py::test_word[caf\\xe9]", "test_a.py::test_gone");
        assertThat(ran.failure("test_a.py::test_gone").message()).contains("did not find");
    }

    @Test
    void followsSeveralPytestsOfOneCommand() throws Exception {
        Ran ran = project.file("test_a.py", "def test(): pass\n")
                .run(python("3.13"), "-c", "import pytest, sys; sys.exit(pytest.main([]) or pytest.main([]))");
        assertThat(ran.recorder().outcomes).as(ran.output()).containsOnlyKeys("test_a.py::test", "test_a.py::test [2]");
        assertThat(ran.problem()).isEmpty();
    }

    @Test
    void saysWhenThereAreNoTests() throws Exception {
        Ran ran = project.file("test_none.py", "").run(python("3.13"));
        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.problem()).contains("no tests");
    }

    @Test
    void leavesAUsageErrorToTheCommand() throws Exception {
        Ran ran = project.file("test_a.py", "def test(): pass\n").run(python("3.13"), "--no-such-option");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.ending()).isEqualTo(new PytestEnding(false, 0, 0, Optional.empty()));
    }

    @Test
    void countsCollectingAloneAsNothingMissed() throws Exception {
        Ran ran = project.file("test_a.py", "def test(): pass\n").run(python("3.13"), "--collect-only");
        assertThat(ran.ending()).isEqualTo(new PytestEnding(true, 0, 0, Optional.empty()));
    }

    @Test
    void keepsTheUsersOwnVariables() throws IOException {
        PytestBridge bridge = PytestBridge.unpack(folder);
        assertThat(bridge.variables(
                        Map.of("PYTEST_PLUGINS", "mine", "PYTHONPATH", "src", "PYTEST_ADDOPTS", "-x"), folder))
                .containsEntry("PYTEST_PLUGINS", "mine,tox_matrix_pytest")
                .containsEntry("PYTHONPATH", "src" + File.pathSeparator + folder)
                .containsEntry("PYTEST_ADDOPTS", "-x");
    }
}

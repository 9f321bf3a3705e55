package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.InstallerOutput;
import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.tox.text.Fnmatch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to installers, and what they say. */
class InstallerWordsTest {

    @Test
    void linesOfARequirementsFileBecomeArguments() {
        assertThat(RequirementLines.forUv(List.of(
                        "pytest>=7  # the runner",
                        "# nothing",
                        "-rreq.txt",
                        "-c con.txt",
                        "--requirement=a b.txt",
                        "-e .[test]",
                        "--pre",
                        "foo; python_version < '3'")))
                .containsExactly(
                        "pytest>=7",
                        "-r",
                        "req.txt",
                        "-c",
                        "con.txt",
                        "--requirement",
                        "a b.txt",
                        "-e",
                        ".[test]",
                        "--prerelease=allow",
                        "foo; python_version < '3'");
    }

    @Test
    void theCauseOfAFailureIsOneLine() {
        assertThat(InstallerOutput.cause("Using Python\nerror: No solution found\n  cause: Because a\n"))
                .contains("No solution found: Because a");
        assertThat(InstallerOutput.cause("ERROR: No matching distribution found for a\n"))
                .contains("No matching distribution found for a");
        assertThat(InstallerOutput.cause("all is well\n")).isEmpty();
    }

    @Test
    void patternsOfVariablesAreThoseOfFnmatchWithoutCase() {
        assertThat(Fnmatch.compileIgnoringCase("PIP_*").matcher("pip_index_url").matches())
                .isTrue();
        assertThat(Fnmatch.compile("A[!BC]?").matcher("AD1").matches()).isTrue();
        assertThat(Fnmatch.compile("A[!BC]?").matcher("AB1").matches()).isFalse();
        assertThat(Fnmatch.compileIgnoringCase("PROGRAMFILES(x86)")
                        .matcher("ProgramFiles(X86)")
                        .matches())
                .isTrue();
        assertThat(Fnmatch.compile("A[").matcher("A[").matches()).isTrue();
    }
}

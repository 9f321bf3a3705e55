package io.github.toxmatrix.environment.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only tox itself can do is found, with its place; what is done here too is not. */
class UnsupportedTest {

    @TempDir
    Path folder;

    private String in(String configuration) throws IOException {
        return in("tox.ini", configuration);
    }

    /** One line for each finding, without the folder. */
    private String in(String file, String configuration) throws IOException {
        Path path = Files.writeString(folder.resolve(file), configuration);
        ToxProject project = ToxProject.load(path, ToxInvocation.ofThisProcess());
        ToxEnvironment environment = project.find("py").orElseThrow();
        return Unsupported.in(project, environment).stream()
                .map(found -> found.position() + ": " + found.text() + "\n")
                .reduce("", String::concat)
                .replace(folder + "/", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tox>=4.20",
                "tox-uv>=1",
                "tox_uv",
                "tox-uv-bare==1.37.1",
                "tox-gh>=1.3 ; python_version > '3'",
                "tox-gh-actions",
                "virtualenv<20.22.0",
                "setuptools-scm[toml]>=6",
                "tox (>=4)",
                "Cython # for the build"
            })
    void aRequiredPluginWhoseEffectIsKnownIsFine(String requirement) throws IOException {
        assertThat(in("[tox]\nrequires =\n    " + requirement + "\n[testenv]\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tox-conda",
                "tox-pdm>=0.7",
                "tox-extra",
                "something @ https://example.org/something.whl",
                "sphinx-scrapy[tox] @ git+https://example.org/sphinx-scrapy.git@0.8.12"
            })
    void anyOtherRequirementIsNamedWithItsLine(String requirement) throws IOException {
        assertThat(in("[tox]\nrequires =\n    tox\n    " + requirement + "\n[testenv]\n"))
                .startsWith("tox.ini:2: requires = " + requirement + ": ");
    }

    @Test
    void aToxWithOtherRulesIsNamed() throws IOException {
        assertThat(in("[tox]\nrequires = tox<4\n")).startsWith("tox.ini:2: requires = tox<4: the rules followed here");
        assertThat(in("[tox]\nmin_version = 5.1\n")).startsWith("tox.ini:2: min_version = 5.1: the rules followed");
        assertThat(in("[tox]\nmin_version = 4.2\n")).isEmpty();
    }

    @Test
    void aRunnerThatAPluginBringsIsNamedWithItsLine() throws IOException {
        assertThat(in("tox.toml", "[env.py]\nrunner = \"uv-venv-lock-runner\"\n"))
                .startsWith("tox.toml:2: runner = uv-venv-lock-runner: ")
                .contains("virtualenv, uv-venv-runner");
        assertThat(in("[testenv]\nrunner = uv-venv-runner\n")).isEmpty();
    }

    @Test
    void aKeyOfAPluginConcernsTheEnvironmentsThatHaveIt() throws IOException {
        assertThat(in("[tox]\nrequires = tox-docker\n[testenv:py]\ndocker = postgres\n[docker:postgres]\nimage = p\n"))
                .startsWith("tox.ini:4: docker: this key is one of tox-docker");
        assertThat(in("[tox]\nrequires = tox-docker\n[testenv:other]\ndocker = postgres\n"))
                .isEmpty();
        assertThat(in("[testenv]\nconda_deps = numpy\n")).startsWith("tox.ini:2: conda_deps: ");
        assertThat(in("[testenv]\nuv_resolution = lowest\n")).startsWith("tox.ini:2: uv_resolution: ");
    }

    @Test
    void anUnknownKeyIsNoConcernAsToxReadsItNeither() throws IOException {
        assertThat(in("[testenv]\nmy_variable = x\n")).isEmpty();
    }

    @Test
    void aKindOfPackageThatAPluginBringsIsNamed() throws IOException {
        assertThat(in("[testenv]\npackage = uv-editable\n")).startsWith("tox.ini:2: package = uv-editable: ");
    }

    @Test
    void aPluginInTheProjectsFolderIsNamed() throws IOException {
        Files.writeString(folder.resolve("toxfile.py"), "");
        assertThat(in("[testenv]\n")).startsWith("toxfile.py: ");
    }

    @Test
    void theUserIsToldWhatRunsIt() throws IOException {
        Path path = Files.writeString(folder.resolve("tox.ini"), "[tox]\nrequires = a, b\n");
        ToxProject project = ToxProject.load(path, ToxInvocation.ofThisProcess());
        ToxEnvironment environment = project.find("py").orElseThrow();
        assertThat(Unsupported.describe(Unsupported.in(project, environment), environment))
                .contains(path + ":2: requires = a: ", path + ":2: requires = b: ")
                .endsWith("matrix.runner=tox:py (all environments: matrix.runner=tox)");
    }
}

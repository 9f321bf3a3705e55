package io.github.toxmatrix.environment;

import static io.github.toxmatrix.environment.PackagedProject.distributions;
import static io.github.toxmatrix.environment.PackagedProject.python;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends of PEP 517 and 660: which are found, what they are given, and how they fail. */
class BuildBackendsTest extends PackageCase {

    @ParameterizedTest
    @ValueSource(strings = {"hatchling", "flit_core<4", "poetry-core", "pdm-backend"})
    void anyBackendOfTheIndexBuildsAWheelAndAnEditableOne(String backend) throws Exception {
        String module = backend.startsWith("flit")
                ? "flit_core.buildapi"
                : backend.startsWith("hatch")
                        ? "hatchling.build"
                        : backend.startsWith("pdm") ? "pdm.backend" : "poetry.core.masonry.api";
        project.file("tox.ini", "[testenv]\npackage = wheel\n[testenv:dev]\npackage = editable\n")
                .file("thing/__init__.py", "\"\"\"A thing.\"\"\"\nanswer = 42\n")
                .file("README.md", "")
                .file(
                        "pyproject.toml",
                        "[build-system]\nrequires = ['" + backend + "']\nbuild-backend = '" + module + "'\n"
                                + "[project]\nname = 'thing'\nversion = '1.0'\ndescription = 'A thing.'\n"
                                + "dependencies = ['iniconfig<2']\n");

        for (String name : List.of("py", "dev")) {
            PythonEnvironment made = project.ready(name);
            assertThat(distributions(made)).containsExactly("iniconfig 1.1.1", "thing 1.0");
            assertThat(python(made, "import thing; print(thing.answer)")).isEqualTo("42");
        }
    }

    @Test
    void aBackendInTheProjectIsFoundByItsPathAndGivenItsSettings() throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [testenv]
                        package = wheel
                        [testenv:.pkg]
                        set_env = GREETING=hello
                        config_settings_build_wheel =
                          colour = green
                        """)
                .file(
                        "pyproject.toml",
                        "[build-system]\nrequires = []\nbuild-backend = 'own:backend'\nbackend-path = ['tools']\n")
                .file(
                        "tools/own.py",
                        """
                        import os, zipfile
                        class backend:
                            @staticmethod
                            def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                                name = "thing-2.0-py3-none-any.whl"
                                with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
                                    wheel.writestr("thing.py", "said = %r" % ((os.environ["GREETING"], config_settings),))
                                    wheel.writestr("thing-2.0.dist-info/METADATA",
                                                   "Metadata-Version: 2.1\\nName: thing\\nVersion: 2.0\\nRequires-Dist: iniconfig<2\\n")
                                    wheel.writestr("thing-2.0.dist-info/WHEEL",
                                                   "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
                                    wheel.writestr("thing-2.0.dist-info/RECORD", "thing.py,,\\nthing-2.0.dist-info/METADATA,,\\n"
                                                   "thing-2.0.dist-info/WHEEL,,\\nthing-2.0.dist-info/RECORD,,\\n")
                                return name
                        """);

        PythonEnvironment made = project.ready("py");

        assertThat(python(made, "import thing; print(thing.said)")).isEqualTo("('hello', {'colour': 'green'})");
        assertThat(distributions(made)).containsExactly("iniconfig 1.1.1", "thing 2.0");
    }

    @Test
    void aBackendThatFailsSaysWhichWhereAndWhy() throws Exception {
        project.file("tox.ini", "[tox]\nenv_list = py-{one,two}\n")
                .file("setup.py", "print('on the way')\nraise ValueError('broken on purpose')\n");

        for (String name : List.of("py-one", "py-two")) {
            assertThat(project.failure(name))
                    .isEqualTo(
                            "the build backend setuptools.build_meta:__legacy__ failed in get_requires_for_build_sdist:"
                                    + " ValueError: broken on purpose (" + folder + ")");
            assertThat(project.lastOutput()).contains("on the way").contains("Traceback");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_such_backend", "setuptools.build_meta:nothing"})
    void aBackendThatCannotBeImportedIsNamed(String backend) throws Exception {
        project.file("tox.ini", "[testenv]\npackage = wheel\n")
                .file(
                        "pyproject.toml",
                        "[build-system]\nrequires = ['setuptools']\nbuild-backend = '" + backend + "'\n");

        assertThat(project.failure("py")).startsWith("cannot import the build backend " + backend);
    }

    @Test
    void aBackendThatDiesFailsTheStep() throws Exception {
        project.file("tox.ini", "[testenv]\n").file("setup.py", "import os\nos._exit(7)\n");

        assertThat(project.failure("py"))
                .contains("get_requires_for_build_sdist")
                .contains("exit code 7");
    }

    @Test
    void aBuildRequirementThatDoesNotExistIsNamed() throws Exception {
        project.file("tox.ini", "[testenv]\npackage = wheel\n")
                .file("pyproject.toml", "[build-system]\nrequires = ['iniconfig==999']\nbuild-backend = 'own'\n");

        assertThat(project.failure("py")).contains("iniconfig==999");
        assertThat(project.steps.events).endsWith("started package", "Failed package");
    }

    @Test
    void aBackendPathOutsideOfTheProjectIsRefused() throws Exception {
        project.file("tox.ini", "[testenv]\n")
                .file(
                        "pyproject.toml",
                        "[build-system]\nrequires = []\nbuild-backend = 'own'\nbackend-path = ['../tools']\n");

        assertThat(project.failure("py")).startsWith("backend-path entry '../tools' must be a relative path inside");
    }

    @Test
    void aBackendWithoutEditableWheelsFallsBackToTheLegacyWay() throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("3.9")).isPresent(), "no Python 3.9 here");
        project.file("tox.ini", "[testenv]\npackage = editable\ndeps = pip<24\n")
                .file(
                        "pyproject.toml",
                        "[build-system]\nrequires = ['setuptools<60']\nbuild-backend = 'setuptools.build_meta'\n")
                .file("thing.py", "answer = 42\n")
                .file(
                        "setup.py",
                        "from setuptools import setup\nsetup(name='thing', version='1.0', py_modules=['thing'])\n");

        PythonEnvironment made = project.ready("py39");
        project.file("thing.py", "answer = 43\n");

        assertThat(python(made, "import thing; print(thing.answer)")).isEqualTo("43");
        assertThat(project.lastOutput()).contains("does not support PEP 660");
    }
}

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

/** How the project's package comes into an environment, and what of its dependencies comes with it. */
class ProjectPackageTest extends PackageCase {

    @ParameterizedTest
    @ValueSource(strings = {"wheel", "sdist", "sdist-wheel", "editable", "editable-legacy"})
    void everyKindBringsThePackageAndWhatItsExtrasDependOn(String kind) throws Exception {
        project.file("tox.ini", "[testenv]\npackage = " + kind + "\nextras = test\n")
                .setuptools(
                        """
                        dependencies = ['six']
                        optional-dependencies.test = ['thing[more]']
                        optional-dependencies.more = ['iniconfig<2']
                        optional-dependencies.other = ['attrs']
                        """);

        PythonEnvironment made = project.ready("py");

        assertThat(distributions(made)).contains("thing 1.0").anyMatch(one -> one.startsWith("six "));
        assertThat(distributions(made)).contains("iniconfig 1.1.1").noneMatch(one -> one.startsWith("attrs "));
        assertThat(python(made, "import thing; print(thing.answer)")).isEqualTo("42");
        assertThat(made.variables()).containsKey("TOX_PACKAGE");
        assertThat(project.steps.events)
                .containsExactly("started create", "Passed create", "started package", "Passed package");
    }

    @Test
    void depsOnlyBringsWhatThePackageDependsOnWithoutIt() throws Exception {
        project.file("tox.ini", "[testenv]\npackage = deps-only\nextras = more\n")
                .setuptools("dependencies = ['six']\noptional-dependencies.more = ['iniconfig<2']\n");

        assertThat(distributions(project.ready("py"))).hasSize(2).contains("iniconfig 1.1.1");
        assertThat(project.started("call_backend")).isZero();
    }

    @Test
    void anEditablePackageIsItsSources() throws Exception {
        project.file("tox.ini", "[testenv]\nuse_develop = true\n").setuptools("");

        PythonEnvironment made = project.ready("py");
        project.file("thing.py", "answer = 43\n");

        assertThat(python(made, "import thing; print(thing.answer)")).isEqualTo("43");
    }

    @Test
    void dynamicDependenciesComeFromTheBackend() throws Exception {
        project.file("tox.ini", "[testenv]\nextras = test\n")
                .file("thing.py", "answer = 42\n")
                .file(
                        "setup.py",
                        "from setuptools import setup\nsetup(name='thing', version='1.0', py_modules=['thing'],"
                                + " install_requires=['iniconfig<2', 'colorama; sys_platform == \"mars\"'],"
                                + " extras_require={'test': ['six']})\n");

        assertThat(distributions(project.ready("py")))
                .hasSize(3)
                .contains("iniconfig 1.1.1", "thing 1.0")
                .anyMatch(one -> one.startsWith("six "));
    }

    @Test
    void whatDepsBroughtStaysWhereItIsGoodEnoughForThePackageAndGivesWayElse() throws Exception {
        project.file("tox.ini", "[testenv]\npackage = wheel\ndeps =\n  iniconfig==1.1.1\n  six==1.15.0\n")
                .setuptools("dependencies = ['iniconfig', 'six>1.15.0']\n");

        assertThat(distributions(project.ready("py")))
                .contains("iniconfig 1.1.1")
                .noneMatch(one -> one.equals("six 1.15.0"))
                .anyMatch(one -> one.startsWith("six "));
    }

    @Test
    void constrainPackageDepsHoldsThemToWhatDepsSay() throws Exception {
        project.file("tox.ini", "[testenv]\npackage = wheel\nconstrain_package_deps = true\ndeps = six==1.15.0\n")
                .setuptools("dependencies = ['six>1.15.0']\n");

        assertThat(project.failure("py")).contains("six");
        assertThat(project.steps.events).endsWith("started package", "Failed package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wheel", "sdist", "editable"})
    void anExtraThatThePackageDoesNotHaveFailsBeforeAnythingIsBuilt(String kind) throws Exception {
        project.file("tox.ini", "[testenv]\npackage = " + kind + "\nextras = tests\n")
                .setuptools("optional-dependencies.test = ['six']\n");

        assertThat(project.failure("py")).isEqualTo("extras not found for package thing: tests (available: test)");
        assertThat(project.files()).doesNotContain("thing.egg-info", "build");
    }

    @Test
    void python27GetsItsWheelFromItsOwnInterpreter() throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("2.7")).isPresent(), "no Python 2.7 here");
        project.file("tox.ini", "[testenv]\ndeps = iniconfig\n[testenv:py27-wheel]\npackage = wheel\n")
                .file("thing.py", "answer = 42\n")
                .file(
                        "setup.py",
                        "from setuptools import setup\nsetup(name='thing', version='1.0', py_modules=['thing'],"
                                + " install_requires=['six'])\n");

        for (String name : List.of("py27", "py27-wheel")) {
            assertThat(python(project.ready(name), "import sys, six, thing; print(thing.answer, sys.version_info[0])"))
                    .isEqualTo("(42, 2)");
        }
    }
}

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

/** The environments that build: named ones, their settings, and those whose commands do it ({@code external}). */
class PackageEnvironmentsTest extends PackageCase {

    /** A module that says which Python built it, and with which value of a variable. */
    private static final String SPEAKING =
            """
            import os, sys
            from setuptools import setup
            with open('thing.py', 'w') as module:
                module.write('built = %r' % ((sys.version_info[0:2], os.environ.get('FLAVOUR')),))
            setup(name='thing', version='1.0', py_modules=['thing'], extras_require={'more': ['iniconfig<2']})
            """;

    private static String built(PythonEnvironment environment) throws Exception {
        return python(environment, "import thing; print(thing.built)");
    }

    @Test
    void aNamedPackageEnvironmentBuildsByItsOwnSettings() throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("3.9")).isPresent(), "no Python 3.9 here");
        project.file(
                        "tox.ini",
                        """
                        [testenv]
                        package = wheel
                        package_env = builder
                        wheel_build_env = builder
                        extras = more
                        [testenv:builder]
                        base_python = python3.9
                        set_env = FLAVOUR = sour
                        """)
                .file("setup.py", SPEAKING);

        PythonEnvironment made = project.ready("py");
        assertThat(built(made)).isEqualTo("((3, 9), 'sour')");
        assertThat(distributions(made))
                .as("extras of metadata that the backend tells")
                .contains("iniconfig 1.1.1");
    }

    @Test
    void thePackagingEnvironmentSaysWhereTheSourcesAre() throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [testenv]
                        package = wheel
                        wheel_build_env = .pkg
                        [testenv:.pkg]
                        package_root = {tox_root}/python
                        set_env = FLAVOUR = sweet
                        """)
                .file("python/setup.py", SPEAKING)
                .file("setup.py", "raise SystemExit('another project')\n");

        assertThat(built(project.ready("py"))).endsWith("'sweet')");
        assertThat(project.files()).contains("python").doesNotContain("thing.py");
    }

    @Test
    void eachPythonHasAnEnvironmentThatBuildsItsWheel() throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("3.9")).isPresent(), "no Python 3.9 here");
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("3.11")).isPresent(), "no Python 3.11 here");
        project.file("tox.ini", "[testenv]\npackage = wheel\n").file("setup.py", SPEAKING);

        assertThat(built(project.ready("py39"))).startsWith("((3, 9),");
        assertThat(built(project.ready("py311"))).startsWith("((3, 11),");
    }

    @Test
    void depsOfThePackageEnvironmentAreRefusedAsInTox() throws Exception {
        project.file("tox.ini", "[testenv]\npackage = wheel\n[testenv:.pkg]\ndeps = six\n")
                .setuptools("");

        assertThat(project.failure("py")).contains("'.pkg' does not support the deps configuration");
    }

    /** Whether it is run or not. */
    @ParameterizedTest
    @ValueSource(strings = {"wheel", "sdist", "sdist-wheel"})
    void depsOfThePackageEnvironmentAreThereWhereAnotherKindOfPackageIsMadeByIt(String kind) throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [testenv]
                        package = %s
                        [testenv:other]
                        package = deps-only
                        [testenv:.pkg]
                        deps = iniconfig<2
                        """
                                .formatted(kind))
                .file(
                        "setup.py",
                        """
                        import os, sys
                        from setuptools import setup
                        if not os.path.exists('PKG-INFO'):
                            import iniconfig
                        setup(name='thing', version='1.0')
                        """);

        assertThat(distributions(project.ready("py"))).containsExactly("thing 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wheel", "sdist", "sdist-wheel", "editable", "editable-legacy"})
    void aPackageEnvironmentWithoutItsPythonIsSkippedWhereThatMayBeMissing(String kind) throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [tox]
                        skip_missing_interpreters = true
                        [testenv]
                        package = %s
                        [testenv:.pkg]
                        base_python = python3.99
                        """
                                .formatted(kind))
                .setuptools("");

        assertThat(project.provision("py"))
                .isEqualTo(new Provisioned.Skipped(
                        "could not find python interpreter with spec(s): python3.99 for package environment .pkg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bdist_wheel", "sdist"})
    void commandsOfAnExternalPackageEnvironmentBuildItOnce(String command) throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [tox]
                        env_list = py-{one,two}
                        [testenv]
                        package = external
                        extras = more
                        [testenv:.pkg_external]
                        deps = setuptools
                               wheel
                        commands = python setup.py %s -d {env_tmp_dir}/dist
                        """
                                .formatted(command))
                .setuptools("optional-dependencies.more = ['iniconfig<2']\n")
                .file("setup.py", "from setuptools import setup\nsetup()\n");

        for (String name : List.of("py-one", "py-two")) {
            assertThat(distributions(project.ready(name))).containsExactly("iniconfig 1.1.1", "thing 1.0");
        }
        assertThat(project.started("setup.py")).isEqualTo(1);
    }

    @Test
    void anExternalBuildThatFailsOrLeavesNothingIsTold() throws Exception {
        project.file(
                "tox.ini",
                """
                [tox]
                env_list = py-{nothing,broken,foreign}
                [testenv]
                package = external
                package_env =
                  nothing: nothing
                  broken: broken
                  foreign: foreign
                [testenv:broken]
                commands = python -c "raise SystemExit('on purpose')"
                [testenv:foreign]
                commands = ls
                """);

        assertThat(project.failure("py-nothing"))
                .startsWith("no package found in ")
                .endsWith("package_glob says where they do");
        assertThat(project.failure("py-broken")).startsWith("building the package by python -c");
        assertThat(project.lastOutput()).contains("on purpose");
        assertThat(project.failure("py-foreign")).contains("allowlist_externals");
    }
}

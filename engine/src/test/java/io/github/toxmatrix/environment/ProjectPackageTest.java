package io.github.toxmatrix.environment;

import static io.github.toxmatrix.environment.PackagedProject.distributions;
import static io.github.toxmatrix.environment.PackagedProject.python;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.interpreter.ShortProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the project's package comes into an environment; what each test expects is what tox 4.67 does with the same project. */
@Tag("slow")
class ProjectPackageTest {

    @TempDir
    Path folder;

    private PackagedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new PackagedProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
    }

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

    /** What the build and the package ask an index for is known before the environment has its turn, and is asked for once. */
    @ParameterizedTest
    @ValueSource(strings = {"wheel", "sdist", "sdist-wheel", "editable", "editable-legacy", "deps-only"})
    void versionsForTheBuildAndOfWhatThePackageDependsOnAreFoundAhead(String kind) throws Exception {
        project.file("tox.ini", "[testenv]\ndeps = six\npackage = " + kind + "\nextras = more\n")
                .setuptools("dependencies = ['packaging']\noptional-dependencies.more = ['iniconfig<2']\n");
        Map<String, String> environ = new HashMap<>(System.getenv());
        environ.put("CI", "true"); // in which each run resolves anew

        List<List<String>> ahead = project.resolveAhead(environ, "py");
        Provisioned provisioned = project.provision("py", environ);

        assertThat(provisioned).as(() -> project.steps.outputs.toString()).isInstanceOf(Provisioned.Ready.class);
        assertThat(ahead).allMatch(command -> command.contains("compile")).isNotEmpty();
        // what setup.py develop asks for besides, its backend alone knows
        assertThat(project.processes.started)
                .filteredOn(command -> command.contains("compile"))
                .hasSize(kind.equals("editable-legacy") ? 1 : 0);
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
    void environmentsOfOneInterpreterShareWhatWasBuilt() throws Exception {
        project.file("tox.ini", "[tox]\nenv_list = py-{one,two}\n[testenv]\npackage = wheel\n")
                .setuptools("");

        PythonEnvironment one = project.ready("py-one");
        long started = project.started("call_backend");
        PythonEnvironment two = project.ready("py-two");

        assertThat(started).isEqualTo(2);
        assertThat(project.started("call_backend")).isEqualTo(started);
        assertThat(one.variables().get("TOX_PACKAGE")).isEqualTo(two.variables().get("TOX_PACKAGE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wheel", "sdist", "editable"})
    void whatWasBuiltIsInstalledOnceAndLinkedFromThenOn(String kind) throws Exception {
        String answer = "" + System.nanoTime();
        project.file("tox.ini", "[tox]\nenv_list = py-{one,two}\n[testenv]\npackage = " + kind + "\n")
                .setuptools("scripts.thing = 'thing:main'\n")
                .file("thing.py", "answer = " + answer + "\ndef main():\n    print(answer)\n");

        PythonEnvironment one = project.ready("py-one");
        assertThat(project.started("--reinstall")).isEqualTo(1);
        PythonEnvironment two = project.ready("py-two");

        assertThat(project.started("--reinstall"))
                .as("no installer was started")
                .isEqualTo(1);
        assertThat(metadata(two)).isEqualTo(metadata(one)).containsKeys("direct_url.json", "INSTALLER", "RECORD");
        assertThat(ShortProcess.run(List.of(two.scripts().resolve("thing").toString()), Map.of()))
                .contains(answer + System.lineSeparator());
        assertThat(python(
                        two,
                        "import importlib.metadata as m, hashlib, base64; print(all(base64.urlsafe_b64encode("
                                + "hashlib.sha256(f.read_binary()).digest()).rstrip(b'=').decode() == f.hash.value"
                                + " for f in m.files('thing') if f.hash))"))
                .as("RECORD is right")
                .isEqualTo("True");
    }

    /** All files, but for what tells that a script names its environment. */
    private static Map<String, String> metadata(PythonEnvironment environment) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> paths = Files.list(environment.sitePackages().resolve("thing-1.0.dist-info"))) {
            for (Path file : paths.toList()) {
                files.put(
                        file.getFileName().toString(),
                        Files.readString(file).replaceAll("(?m)^(\\.\\./.*thing),.*$", "$1"));
            }
        }
        return files;
    }

    @Test
    void aWheelInAnotherPlaceIsLinkedWithItsOwnOrigin() throws Exception {
        project.file("tox.ini", "[tox]\nenv_list = py-{one,two}\n[testenv]\npackage = wheel\n")
                .setuptools("")
                .file("thing.py", "answer = " + System.nanoTime() + "\n");
        project.ready("py-one");
        try (PackagedProject another = new PackagedProject(Files.createDirectory(folder.resolve("another")))) {
            another.file("tox.ini", Files.readString(folder.resolve("tox.ini")))
                    .setuptools("")
                    .file("thing.py", Files.readString(folder.resolve("thing.py")));

            PythonEnvironment made = another.ready("py-two");

            assertThat(another.started("--reinstall")).isZero();
            assertThat(made.sitePackages().resolve("thing-1.0.dist-info/direct_url.json"))
                    .content()
                    .contains(
                            "\"" + Path.of(made.variables().get("TOX_PACKAGE")).toUri() + "\"");
        }
    }

    @Test
    void otherInterpretersAndVariablesGetABuildOfTheSdistOfTheirOwn() throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("3.9")).isPresent(), "no Python 3.9 here");
        project.file("tox.ini", "[testenv:py39,a,b,c]\nset_env =\n  c: WHAT=special\n")
                .file(
                        "pyproject.toml",
                        "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'setuptools.build_meta'\n")
                .file(
                        "setup.py",
                        "import os, sys\nfrom setuptools import setup\n"
                                + "open('thing.py', 'w').write('python = %r, %r' % (sys.version_info[:2],"
                                + " os.environ.get('WHAT')))\n"
                                + "setup(name='thing', version='1.0', py_modules=['thing'])\n")
                .file("thing.py", "");

        assertThat(python(project.ready("py39"), "import thing; print(thing.python)"))
                .isEqualTo("((3, 9), None)");
        assertThat(python(project.ready("a"), "import thing, sys; print(thing.python == (sys.version_info[:2], None))"))
                .isEqualTo("True");
        assertThat(python(project.ready("c"), "import thing; print(thing.python[1])"))
                .isEqualTo("special");
    }

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
    void aBackendThatWritesIntoWhatEnvironmentsShareIsNamedAndOthersGetItAsItWas() throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [testenv]
                        package = wheel
                        wheel_build_env = .pkg
                        [testenv:py-shares]
                        deps = iniconfig==2.0.0
                        [testenv:py-later]
                        skip_install = true
                        deps = iniconfig==2.0.0
                        """)
                .file(
                        "pyproject.toml",
                        """
                        [build-system]
                        requires = ['iniconfig==2.0.0', 'setuptools>=64']
                        build-backend = 'own'
                        backend-path = ['backend']
                        [project]
                        name = 'thing'
                        version = '1.0'
                        [tool.setuptools]
                        packages = []
                        """)
                .file(
                        "backend/own.py",
                        """
                        from setuptools.build_meta import *
                        from setuptools.build_meta import build_wheel as plain

                        def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                            import iniconfig
                            with open(iniconfig.__file__, 'a') as file:
                                file.write('# by a build\\n')
                            return plain(wheel_directory, config_settings, metadata_directory)
                        """);

        assertThat(project.failure("py-shares"))
                .contains(
                        "iniconfig/__init__.py of iniconfig 2.0.0 was written into",
                        "by a build of the environment .pkg");
        PythonEnvironment later = project.ready("py-later");
        assertThat(later.sitePackages().resolve("iniconfig/__init__.py"))
                .content()
                .doesNotContain("by a build");
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

    @Test
    void anExtraThatThePackageDoesNotHaveFails() throws Exception {
        project.file("tox.ini", "[testenv]\npackage = wheel\nextras = tests\n")
                .setuptools("optional-dependencies.test = ['six']\n");

        assertThat(project.failure("py")).isEqualTo("extras not found for package thing: tests (available: test)");
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
    void depsOfThePackageEnvironmentAreRefusedAsInTox() throws Exception {
        project.file("tox.ini", "[testenv]\npackage = wheel\n[testenv:.pkg]\ndeps = six\n")
                .setuptools("");

        assertThat(project.failure("py")).contains("'.pkg' does not support the deps configuration");
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

    @Test
    void aVersionThatChangesWithEveryBuildIsInstalled() throws Exception {
        project.file("tox.ini", "[testenv]\n")
                .file("thing.py", "")
                .file(
                        "setup.py",
                        """
                        import time
                        from setuptools import setup
                        setup(name='thing', version='1.0.dev%d' % time.time_ns(), py_modules=['thing'])
                        """);

        assertThat(distributions(project.ready("py")))
                .singleElement()
                .asString()
                .startsWith("thing 1.0.dev");
    }

    @Test
    void aBuildLeavesInTheProjectWhatToxLeaves() throws Exception {
        project.file("tox.ini", "[testenv]\npackage = wheel\n").setuptools("");

        project.ready("py");

        assertThat(project.files())
                .containsExactly(".tox", "build", "pyproject.toml", "thing.egg-info", "thing.py", "tox.ini");
        assertThat(Files.isDirectory(folder.resolve(".tox"))).isTrue();
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

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was built once, and for whom it is built again. */
class SharedBuildsTest extends PackageCase {

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

    @Test
    void aBackendThatWritesIntoWhatEnvironmentsShareIsNamedAndOthersGetItAsItWas() throws Exception {
        project.close();
        project = new PackagedProject(folder, folder.resolve("place").toString());
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
}

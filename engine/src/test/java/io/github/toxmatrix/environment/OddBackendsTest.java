package io.github.toxmatrix.environment;

import static io.github.toxmatrix.environment.PackagedProject.distributions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.index.RealUv;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Build backends and external builds that make what they should not: each failure says what, and what to do. */
@Tag("slow")
class OddBackendsTest {

    /** A backend that needs nothing; what a project adds to it takes the place of what it has. */
    private static final String BACKEND =
            """
            import os, sys, tarfile, zipfile
            DATA = {'thing.py': 'answer = 42\\n',
                    'thing-1.dist-info/METADATA': 'Metadata-Version: 2.1\\nName: thing\\nVersion: 1\\n',
                    'thing-1.dist-info/WHEEL': 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n',
                    'thing-1.dist-info/RECORD': ''}
            def make(folder, name='thing-1-py3-none-any.whl'):
                with zipfile.ZipFile(os.path.join(folder, name), 'w') as wheel:
                    for file, text in sorted(DATA.items()):
                        wheel.writestr(file, text)
                return name
            def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                return make(wheel_directory)
            """;

    @TempDir
    Path folder;

    private PackagedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new PackagedProject(folder.resolve("project"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void backend(String kind, String more) throws Exception {
        project.file("tox.ini", "[testenv]\npackage = " + kind + "\n")
                .file("pyproject.toml", "[build-system]\nrequires = []\nbuild-backend = 'own'\nbackend-path = ['.']\n")
                .file("own.py", BACKEND + more);
    }

    private String failureOf(String build) throws Exception {
        backend(
                "wheel",
                "def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):\n    " + build
                        + "\n");
        return project.failure("py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thing-1-cp27-none-any.whl", "other-1-py3-none-any.whl", "thing.whl"})
    void aWheelOfAnotherNameIsNotTakenForOneThatWasInstalledBefore(String name) throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [tox]
                        env_list = py-{right,wrong}
                        [testenv]
                        package = external
                        package_env =
                          right: right
                          wrong: wrong
                        [testenv:right]
                        package_glob = {env_tmp_dir}/*
                        commands = python -c "import own; own.make(r'{env_tmp_dir}')"
                        [testenv:wrong]
                        package_glob = {env_tmp_dir}/*
                        commands = python -c "import own; own.make(r'{env_tmp_dir}', '%s')"
                        """
                                .formatted(name))
                .file("own.py", BACKEND);

        project.ready("py-right");

        assertThat(project.failure("py-wrong"))
                .as("as an installer says that does not know what it holds")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'../thing-1.whl'", "'.'", "''", "'a\\0b'", "'\\udcff'", "'nothing'"})
    void whatABackendReturnsHasToNameWhatItMade(String returned) throws Exception {
        assertThat(failureOf("make(wheel_directory, '../thing-1.whl'); return " + returned))
                .startsWith("the build backend own says that build_wheel made ")
                .contains("but that names no file in ", "dist (PEP 517 wants");
    }

    @Test
    void allThatAFailureSaysInItsFirstLinesIsTold() throws Exception {
        assertThat(failureOf("raise ValueError('invalid config:\\nproject has no version\\n' + 300 * 'x')"))
                .isEqualTo(
                        "the build backend own failed in build_wheel: ValueError: invalid config: project has no version"
                                + " (" + project.root + ")");
    }

    /** tox takes it for a success of the environment, whose commands it does not run. */
    @Test
    void aBackendThatExitsAsIfAllWereWellHasMadeNothing() throws Exception {
        assertThat(failureOf("sys.exit(0)"))
                .isEqualTo("the build backend own failed in build_wheel: SystemExit: 0 (" + project.root + ")");
    }

    @Test
    void aBackendThatDiesIsToldWithoutTheCommandThatCalledIt() throws Exception {
        assertThat(failureOf("os._exit(9)"))
                .isEqualTo("build_wheel of the build backend own died: its process ended with exit code 9 ("
                        + project.root + ")");
    }

    @Test
    void aBackendThatEndsItsProcessHasMadeNothing() throws Exception {
        assertThat(failureOf("os._exit(0)"))
                .isEqualTo("build_wheel of the build backend own ended its process and left no answer (" + project.root
                        + ")");
    }

    @Test
    void aModuleThatIsMissingIsToBeNamedAmongTheRequirements() throws Exception {
        backend("wheel", "import no_such_module\n");

        assertThat(project.failure("py"))
                .startsWith("cannot import the build backend own: ")
                .contains(
                        "No module named 'no_such_module'; name what has it in build-system.requires of pyproject.toml");
    }

    @Test
    void aFileThatIsNoWheelIsNamed() throws Exception {
        assertThat(failureOf("open(os.path.join(wheel_directory, 'x.whl'), 'w').close(); return 'x.whl'"))
                .startsWith("could not read the metadata of ")
                .endsWith("x.whl: it is no zip archive, as a wheel is (zip file is empty)");
    }

    private void sdist(String code) throws Exception {
        backend("sdist", "def build_sdist(sdist_directory, config_settings=None):\n    " + code + "\n");
    }

    @Test
    void aFileThatIsNoSdistIsNamed() throws Exception {
        sdist("open(os.path.join(sdist_directory, 'x.tar.gz'), 'w').close(); return 'x.tar.gz'");

        assertThat(project.failure("py"))
                .startsWith("could not extract ")
                .contains("x.tar.gz: it is no archive, as an sdist is: ReadError: ");
    }

    @Test
    void anSdistWithoutAProjectIsNotBuilt() throws Exception {
        sdist("return make(sdist_directory, 'thing-1.zip')");

        assertThat(project.failure("py"))
                .endsWith(
                        "thing-1.zip holds neither pyproject.toml nor setup.py, so it is no sdist of a Python project");
    }

    @Test
    void anSdistMayBeAZipArchive() throws Exception {
        sdist("DATA['thing-1/pyproject.toml'] = open('pyproject.toml').read();"
                + " DATA['thing-1/own.py'] = open('own.py').read();"
                + " [DATA.pop(name) for name in list(DATA) if not name.startswith('thing-1/')];"
                + " return make(sdist_directory, 'thing-1.zip')");

        assertThat(distributions(project.ready("py"))).containsExactly("thing 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r /etc/hosts", "--pre", "", "!"})
    void whatABackendRequiresHasToBeARequirement(String line) throws Exception {
        backend("wheel", "def get_requires_for_build_wheel(config_settings=None):\n    return ['" + line + "']\n");

        assertThat(project.failure("py"))
                .startsWith("the build backend own asks in get_requires_for_build_wheel for '" + line
                        + "', which is no requirement (PEP 508): ");
    }

    /** JSON, in which tox hears it, knows one kind of list. */
    @Test
    void whatABackendRequiresMayBeATuple() throws Exception {
        backend("wheel", "def get_requires_for_build_wheel(config_settings=None):\n    return ()\n");

        assertThat(distributions(project.ready("py"))).containsExactly("thing 1");
    }

    @Test
    void aBackendThatPreparesNoMetadataIsAskedForAWheel() throws Exception {
        backend(
                "deps-only",
                """
                DATA['thing-1.dist-info/METADATA'] += 'Requires-Dist: iniconfig<2\\n'
                def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
                    return None
                """);

        assertThat(distributions(project.ready("py"))).containsExactly("iniconfig 1.1.1");
    }

    @Test
    void metadataThatAreMissingOrNoTextAreNamed() throws Exception {
        String prepare =
                """
                def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
                    folder = os.path.join(metadata_directory, 'thing-1.dist-info')
                    os.mkdir(folder)
                    WRITE
                    return 'thing-1.dist-info'
                """;
        backend("deps-only", prepare.replace("WRITE", "pass"));
        assertThat(project.failure("py")).startsWith("no METADATA in ");
        project.close();
        project = new PackagedProject(folder.resolve("project"));
        backend("deps-only", prepare.replace("WRITE", "open(folder + '/METADATA', 'wb').write(b'\\xff')"));
        assertThat(project.failure("py")).endsWith("METADATA is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-folder", "tox.ini"})
    void aPackageRootThatIsNoFolderIsNamed(String root) throws Exception {
        project.file("tox.ini", "[tox]\npackage_root = " + root + "\n[testenv]\npackage = wheel\n");

        assertThat(project.failure("py")).isEqualTo("package_root of .pkg is no folder: " + project.root.resolve(root));
    }

    @Test
    void dependenciesOfAPackageEnvironmentThatBuildsNothingDoNotMatter() throws Exception {
        backend("wheel", "");
        project.file(
                "tox.ini",
                "[testenv]\npackage = wheel\nwheel_build_env = other\n[testenv:.pkg]\ndeps = no-such-distribution-here\n");

        assertThat(distributions(project.ready("py"))).containsExactly("thing 1");
    }

    /** What it says is uv's, so that uv itself is asked whether it still does. */
    @Test
    void aUsersFolderInWhichNothingCanBeMadeIsToldWithWhatToDo() throws Exception {
        project.file("tox.ini", "[testenv]\nskip_install = true\ndeps = iniconfig==1.1.1\n");
        Path file = Files.createFile(folder.resolve("home"));
        Map<String, String> environ = new HashMap<>(System.getenv());
        environ.keySet().removeAll(List.of("UV_CACHE_DIR", "XDG_CACHE_HOME"));
        environ.put("HOME", file.toString());
        environ.put("PATH", RealUv.find().resolveSibling("") + File.pathSeparator + environ.get("PATH"));

        Provisioned provisioned = project.provision("py", environ);

        assertThat(provisioned).isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                .contains(file.toString(), "UV_CACHE_DIR", "XDG_CACHE_HOME"));
    }

    @Test
    void aProjectThatIsNotUtf8IsNamed() throws Exception {
        backend("wheel", "");
        Files.write(project.root.resolve("pyproject.toml"), new byte[] {'#', (byte) 0xff});

        assertThat(project.failure("py")).contains("pyproject.toml", "UTF-8");
    }

    private String failureOfExternal(String code) throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [testenv]
                        package = external
                        package_env = pack
                        [testenv:pack]
                        package_glob = {env_tmp_dir}/*.whl
                        commands = python -c "%s"
                        """
                                .formatted(code))
                .file("own.py", BACKEND);
        return project.failure("py");
    }

    @Test
    void anExternalBuildHasToLeaveAPackage() throws Exception {
        assertThat(failureOfExternal("pass"))
                .startsWith("no package found in ")
                .endsWith("*.whl: the commands of pack have left none there; package_glob says where they do");
    }

    @Test
    void anExternalBuildHasToMakeOneAlone() throws Exception {
        assertThat(failureOfExternal("import own; own.make(r'{env_tmp_dir}'); own.make(r'{env_tmp_dir}', 'b.whl')"))
                .startsWith("found more than one package ")
                .endsWith("thing-1-py3-none-any.whl: package_glob of pack has to match one alone");
    }

    @Test
    void aThreadThatABackendLeavesRunningIsNotWaitedFor() throws Exception {
        backend(
                "wheel",
                """
                import threading, time
                def work():
                    time.sleep(20)
                    open('waited', 'w').close()
                def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                    threading.Thread(target=work).start()
                    return make(wheel_directory)
                """);

        assertThat(distributions(project.ready("py"))).containsExactly("thing 1");
        assertThat(project.files()).doesNotContain("waited");
    }

    @Test
    void anExceptionOfPython2NeedNotBeAscii() throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("2.7")).isPresent(), "no Python 2.7 here");
        backend("wheel", "def build_wheel(*a, **k):\n    raise ValueError(u'gr\\xf6\\xdfe')\n");
        project.file("tox.ini", "[testenv]\npackage = wheel\nbase_python = 2.7\n");

        assertThat(project.failure("py")).startsWith("the build backend own failed in build_wheel: ValueError: ");
    }
}

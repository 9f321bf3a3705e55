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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Build backends that answer what they should not: each failure says what, and what to do. */
@Tag("slow")
class OddBackendsTest extends OddBackendsCase {

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

    @ParameterizedTest
    @ValueSource(strings = {"c#", "100%20", "two words", "\u00fc"})
    void theFolderOfTheProjectMayHaveAnyName(String name) throws Exception {
        project.close();
        project = new PackagedProject(folder.resolve(name));
        project.file("tox.ini", "[testenv]\nskip_install = true\ndeps = -e ./sub\n")
                .file(
                        "sub/pyproject.toml",
                        "[build-system]\nrequires = []\nbuild-backend = 'own'\nbackend-path = ['.']\n")
                .file("sub/own.py", BACKEND + "build_editable = build_wheel\n");

        assertThat(distributions(project.ready("py"))).containsExactly("thing 1");
    }

    @Test
    void theWheelThatTellsTheMetadataIsTheOneThatIsInstalled() throws Exception {
        backend(
                "wheel",
                """
                def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                    with open('built.txt', 'a') as built:
                        built.write('once ')
                    return make(wheel_directory)
                """);
        project.file(
                "tox.ini",
                "[tox]\nenv_list = py-a, py-b\n[testenv]\npackage = wheel\n[testenv:py-a]\npackage = deps-only\n");

        assertThat(distributions(project.ready("py-a"))).isEmpty();
        assertThat(distributions(project.ready("py-b"))).containsExactly("thing 1");
        assertThat(project.root.resolve("built.txt")).hasContent("once ");
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

package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a project among {@code deps} is built and installed again, and when what was installed before is linked. */
@Timeout(180)
class LocalProjectsTest {

    private static final Wheel OTHER = new Wheel("other", "2.1");

    /** Needs nothing installed; leaves a module beside the sources, as those do that keep the version there. */
    private static final String BACKEND =
            """
            import os, pathlib, zipfile

            def get_requires_for_build_editable(config_settings=None):
                return []

            def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
                return wheel(wheel_directory, {"thing.pth": os.getcwd() + "\\n"})

            def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                return wheel(wheel_directory, {"thing.py": pathlib.Path("thing.py").read_text()})

            def wheel(folder, files):
                pathlib.Path("_generated.py").write_text("made = True\\n")
                pure = os.environ.get("PURE", "true")
                files = dict(files)
                files["thing-1.0.dist-info/METADATA"] = "Metadata-Version: 2.1\\nName: thing\\nVersion: 1.0\\nRequires-Dist: other\\n"
                files["thing-1.0.dist-info/WHEEL"] = "Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: " + pure + "\\nTag: py3-none-any\\n"
                files["thing-1.0.dist-info/entry_points.txt"] = "[console_scripts]\\nthing = thing:main\\n"
                files["thing-1.0.dist-info/RECORD"] = "".join(name + ",,\\n" for name in files) + "thing-1.0.dist-info/RECORD,,\\n"
                with zipfile.ZipFile(os.path.join(folder, "thing-1.0-py3-none-any.whl"), "w") as archive:
                    for name, text in files.items():
                        archive.writestr(name, text)
                return "thing-1.0-py3-none-any.whl"
            """;

    @TempDir
    Path folder;

    private final Interpreters interpreters = Interpreters.of(System.getenv());
    private final PlainProcesses processes = new PlainProcesses();
    private final RecordedSteps steps = new RecordedSteps();
    private final FakeIndex behind = FakeIndex.start();
    private final Map<String, String> environ = new HashMap<>(System.getenv());
    private final Map<String, String> set = new HashMap<>();
    private Duration maxAge = Duration.ofHours(1);
    private Optional<Environments> last = Optional.empty();

    @BeforeEach
    void publish() throws Exception {
        behind.publish("other", OTHER.filename(), OTHER.bytes());
        behind.configure(environ, folder.resolve("uv"));
        write("thing.py", "def main():\n    import _generated\n    print('thing', _generated.made)\n");
        write("in_tree/backend.py", BACKEND);
        write(
                "pyproject.toml",
                "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['in_tree']\n");
        write(".gitignore", "_generated.py\n.coverage*\n");
        assumeTrue(git("init", "--quiet"), "there is no git");
    }

    @AfterEach
    void close() {
        last.ifPresent(Environments::close);
        behind.close();
    }

    private Path project() {
        return folder.resolve("project");
    }

    private void write(String name, String text) throws IOException {
        Path file = project().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private boolean git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", project().toString()));
        command.addAll(List.of(words));
        try {
            return ShortProcess.run(command, System.getenv()).isPresent();
        } catch (IOException missing) {
            return false;
        }
    }

    /** One run, the environments of which are there until the next. */
    private List<PythonEnvironment> run(String dependency, String... names) throws Exception {
        assumeTrue(interpreters.find(List.of("3.11")).isPresent(), "there is no Python 3.11 on this machine");
        Placement placement = Placement.open(folder.resolve("place").toString());
        EnvironmentOptions options = new EnvironmentOptions(
                environ,
                Optional.empty(),
                ResolutionOptions.notOlderThan(maxAge),
                true,
                new CacheFolder(folder.resolve("cache")),
                new IndexUse.Auto());
        processes.started.clear();
        last.ifPresent(Environments::close);
        List<PythonEnvironment> made = new ArrayList<>();
        Environments environments = Environments.open(new FakeProject(project()), placement, interpreters, options);
        last = Optional.of(environments);
        for (String name : names) {
            Provisioned provisioned = environments.provision(
                    new FakeEnvironment(name, placement.folder(name))
                            .set(PythonKeys.BASE_PYTHON, List.of("3.11"))
                            .set(EnvironmentKeys.SET_ENV, Map.copyOf(set))
                            .set(DependencyKeys.DEPS, List.of(dependency)),
                    processes,
                    steps);
            assertThat(provisioned).as(() -> steps.outputs.toString()).isInstanceOf(Provisioned.Ready.class);
            made.add(((Provisioned.Ready) provisioned).environment());
        }
        return made;
    }

    private PythonEnvironment editable(String name) throws Exception {
        return run("-e .", name).get(0);
    }

    private boolean wasInstalled() {
        return processes.started.stream().anyMatch(command -> command.contains("install"));
    }

    private static String thing(PythonEnvironment environment) throws Exception {
        return ShortProcess.run(List.of(environment.scripts().resolve("thing").toString()), Map.of())
                .map(String::strip)
                .orElse("does not run");
    }

    @Test
    void aKnownProjectIsLinkedWithoutAnInstallerAndWithoutARequest() throws Exception {
        Map<String, String> one = installed(editable("one"));
        int asked = behind.requests().size();

        PythonEnvironment two = editable("two");

        assertThat(processes.started).isEmpty();
        assertThat(behind.requests()).hasSize(asked);
        assertThat(thing(two)).isEqualTo("thing True");
        assertThat(installed(two)).isEqualTo(one);
    }

    /** All files of the distribution with their content, the environment's own path aside. */
    private static Map<String, String> installed(PythonEnvironment environment) throws IOException {
        Map<String, String> files = new HashMap<>();
        Path metadata = environment.sitePackages().resolve("thing-1.0.dist-info");
        try (Stream<Path> paths = Files.list(metadata)) {
            for (Path file : paths.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        files.put("script", Files.readString(environment.scripts().resolve("thing")));
        files.put("pth", Files.readString(environment.sitePackages().resolve("thing.pth")));
        files.replaceAll((name, text) -> text.replace(environment.directory().toString(), "{env_dir}")
                .replaceAll("(bin/thing,sha256=).*", "$1"));
        assertThat(files)
                .containsKeys("direct_url.json", "INSTALLER", "RECORD", "METADATA", "WHEEL", "entry_points.txt");
        return files;
    }

    @Test
    void aSourceASettingOrAVariableThatTheBuildMayReadHasItBuiltAnew() throws Exception {
        editable("one");
        editable("two");
        assertThat(wasInstalled()).isFalse();

        write("thing.py", "def main():\n    print('another thing')\n");
        assertThat(thing(editable("three"))).isEqualTo("another thing");
        assertThat(wasInstalled()).as("a source").isTrue();

        set.put("FLAVOUR", "x");
        editable("four");
        assertThat(wasInstalled()).as("a variable").isTrue();
        editable("five");
        assertThat(wasInstalled()).isFalse();
    }

    @Test
    void whatTestsWriteDoesNot() throws Exception {
        editable("one");
        write(".coverage.one", "data");
        set.put("COVERAGE_FILE", ".coverage.two");
        editable("two");

        assertThat(processes.started).isEmpty();
    }

    @Test
    void whereAModuleIsGoneThatTheBuildMadeItIsForTheInstallerToSeeTo() throws Exception {
        editable("one");
        Files.delete(project().resolve("_generated.py"));
        editable("two");

        assertThat(wasInstalled()).isTrue();
    }

    @Test
    void whereNothingOldIsWantedItIsBuiltOnceInARun() throws Exception {
        maxAge = Duration.ZERO;
        String one = run("-e .", "one", "two").get(0).directory().toString();
        assertThat(processes.started)
                .filteredOn(command -> command.contains("install"))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command).contains(one));

        run("-e .", "three");
        assertThat(wasInstalled()).isTrue();
    }

    @Test
    void whatIsNotPureIsNeverKept() throws Exception {
        set.put("PURE", "false");
        editable("one");
        editable("two");

        assertThat(wasInstalled()).isTrue();
    }
}

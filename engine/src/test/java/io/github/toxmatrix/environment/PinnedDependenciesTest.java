package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.digest.SealedText;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.pin.PinnedDependencies;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.GivenPins;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.PinsFile;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which dependencies are installed by stored pins, and that those are what is there then. */
class PinnedDependenciesTest {

    @TempDir
    Path folder;

    private final Interpreters interpreters = Interpreters.of(System.getenv());
    private final PlainProcesses processes = new PlainProcesses();
    private final RecordedSteps steps = new RecordedSteps();

    private boolean store = true;
    private RunPins had = RunPins.of(Map.of());
    private Optional<AsOf> asOf = Optional.empty();
    private Optional<GivenPins> given = Optional.empty();

    private PythonEnvironment make(String name, Duration maxAge, List<String> deps) throws Exception {
        Provisioned provisioned = provision(name, "3.11", new ResolutionOptions(maxAge, asOf, given), deps);
        assertThat(provisioned).as(() -> steps.outputs.toString()).isInstanceOf(Provisioned.Ready.class);
        return ((Provisioned.Ready) provisioned).environment();
    }

    private Provisioned provision(String name, String python, ResolutionOptions resolution, List<String> deps)
            throws Exception {
        assumeTrue(interpreters.find(List.of(python)).isPresent(), () -> "there is no Python " + python + " here");
        Map<String, String> environ = new HashMap<>(System.getenv());
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environ.put("UV_CACHE_DIR", folder.resolve("uv").toString());
        Placement placement = Placement.open(folder.resolve("place").toString());
        Environments environments = Environments.open(
                new FakeProject(folder),
                placement,
                interpreters,
                new EnvironmentOptions(
                        environ,
                        Optional.empty(),
                        resolution,
                        store,
                        CacheFolder.of(Optional.empty(), environ),
                        new IndexUse.Off()));
        FakeEnvironment environment = new FakeEnvironment(name, placement.folder(name))
                .set(PythonKeys.BASE_PYTHON, List.of(python))
                .set(
                        EnvironmentKeys.SET_ENV,
                        Map.of(
                                "TOX_ENV_NAME",
                                name,
                                "VIRTUAL_ENV",
                                name,
                                "PYTHONHASHSEED",
                                "" + (name.hashCode() & 0xffff)))
                .set(DependencyKeys.DEPS, deps);
        processes.started.clear();
        Provisioned provisioned = environments.provision(environment, processes, steps);
        had = environments.pins();
        return provisioned;
    }

    private boolean wasResolved() {
        return processes.started.stream().anyMatch(command -> command.contains("compile"));
    }

    private static boolean has(PythonEnvironment environment, String distribution) {
        return Files.isDirectory(environment.sitePackages().resolve(distribution + ".dist-info"));
    }

    @Test
    @Tag("slow")
    void aStoredResolutionIsInstalledWithoutAskingAnIndex() throws Exception {
        store = false;
        assertThat(has(make("one", Duration.ofHours(1), List.of("iniconfig<2")), "iniconfig-1.1.1"))
                .isTrue();
        assertThat(wasResolved()).isTrue();
        assertThat(steps.notes.get(1)).isEqualTo("1 distribution, resolved now: iniconfig 1.1.1");

        assertThat(has(make("two", Duration.ofHours(1), List.of("iniconfig<2")), "iniconfig-1.1.1"))
                .isTrue();
        assertThat(wasResolved()).isFalse();
        assertThat(processes.started)
                .filteredOn(command -> command.contains("install"))
                .singleElement()
                .satisfies(command -> assertThat(command).contains("--offline", "--no-deps"));
        assertThat(steps.notes.get(3)).contains("resolved 0 min ago");
    }

    @Test
    @Tag("slow")
    void anEnvironmentOfWhatWasInstalledBeforeIsLinkedTogetherWithoutAnInstaller() throws Exception {
        List<String> deps = List.of("pytest<9", "iniconfig<2");
        make("one", Duration.ofHours(1), deps);
        PythonEnvironment two = make("two", Duration.ofHours(1), deps);

        assertThat(processes.started).isEmpty();
        Process pytest = new ProcessBuilder(two.scripts().resolve("pytest").toString(), "--version")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(pytest.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("pytest 8.");
    }

    /** As if the index had had another version when an earlier run asked. */
    private void hadFound(String version) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("cache/tox-matrix/resolutions"))) {
            for (Path file : files.toList()) {
                String found = SealedText.read(file).orElseThrow();
                SealedText.write(file, found.replace("iniconfig==1.1.1", "iniconfig==" + version));
            }
        }
    }

    @Test
    @Tag("slow")
    void whatAnIndexNoLongerHasIsFoundAnewInTheSameRun() throws Exception {
        List<String> deps = List.of("pluggy==1.5.0", "iniconfig<2");
        make("one", Duration.ofHours(1), deps);
        hadFound("1.1.99");

        PythonEnvironment two = make("two", Duration.ofHours(1), deps);

        assertThat(has(two, "iniconfig-1.1.1")).isTrue();
        assertThat(wasResolved()).isTrue();
        assertThat(steps.events)
                .containsExactly(
                        "started create",
                        "Passed create",
                        "started deps",
                        "Passed deps",
                        "started create",
                        "Passed create",
                        "started deps",
                        "Passed deps");
        assertThat(steps.notes.get(3)).contains("2 distributions, resolved now: iniconfig 1.1.1, pluggy 1.5.0");
        assertThat(steps.outputs.get(3)).contains("cannot be installed any more", "found anew", "iniconfig==1.1.99");
        make("three", Duration.ofHours(1), deps);
        assertThat(processes.started).as("what was found instead is kept").isEmpty();
    }

    /** A folder of an sdist that says what it depends on, by metadata 2.2 (PEP 643), so that only its installation fails. */
    private Path sourcesThatCannotBeBuilt() throws Exception {
        Path links = Files.createDirectory(folder.resolve("links"));
        Path root = Files.createDirectory(links.resolve("broken-1"));
        String named = "name = 'broken'\nversion = '1'\n";
        Files.writeString(root.resolve("PKG-INFO"), "Metadata-Version: 2.2\nName: broken\nVersion: 1\n");
        Files.writeString(
                root.resolve("pyproject.toml"),
                "[project]\n" + named
                        + "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n");
        Files.writeString(
                root.resolve("backend.py"), "def build_wheel(*arguments):\n    raise SystemExit('no wheel today')\n");
        String python =
                interpreters.find(List.of("3.11")).orElseThrow().executable().toString();
        Process tar = new ProcessBuilder(python, "-m", "tarfile", "-c", "broken-1.tar.gz", "broken-1")
                .directory(links.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return links;
    }

    @Test
    @Tag("slow")
    void whatFailsThoughAnIndexStillSaysTheSameFailsAsItDid() throws Exception {
        Path links = sourcesThatCannotBeBuilt();
        List<String> deps = List.of("--find-links " + links, "iniconfig<2", "broken");
        ResolutionOptions anHour = new ResolutionOptions(Duration.ofHours(1), asOf, given);
        provision("one", "3.11", anHour, deps);
        assertThat(wasResolved()).isTrue();
        steps.events.clear();

        Provisioned again = provision("two", "3.11", anHour, deps);

        assertThat(again).isInstanceOf(Provisioned.Failed.class);
        assertThat(reason(again)).doesNotContain("found anew");
        assertThat(steps.outputs.get(steps.outputs.size() - 1)).contains("no wheel today");
        assertThat(steps.events).containsExactly("started create", "Passed create", "started deps", "Failed deps");
    }

    @Test
    @Tag("slow")
    void whatChangesTheAnswerIsResolvedAnew() throws Exception {
        Path file = Files.writeString(folder.resolve("con.txt"), "iniconfig==1.1.1\n");
        List<String> deps = List.of("iniconfig", "-c con.txt");
        assertThat(has(make("one", Duration.ofHours(1), deps), "iniconfig-1.1.1"))
                .isTrue();
        Files.writeString(file, "iniconfig==2.0.0\n");
        assertThat(has(make("two", Duration.ofHours(1), deps), "iniconfig-2.0.0"))
                .isTrue();
        make("three", Duration.ZERO, deps);
        assertThat(wasResolved()).isTrue();
    }

    @Test
    @Tag("slow")
    void anEditableProjectIsInstalledWithItsPinnedDependencies() throws Exception {
        Files.writeString(
                folder.resolve("pyproject.toml"),
                """
                [build-system]
                requires = ["setuptools"]
                build-backend = "setuptools.build_meta"
                [project]
                name = "thing"
                version = "1.0"
                dependencies = ["iniconfig<2"]
                [tool.setuptools]
                py-modules = ["thing"]
                """);
        Files.writeString(folder.resolve("thing.py"), "answer = 42\n");
        PythonEnvironment made = make("one", Duration.ofHours(1), List.of("-e ."));
        assertThat(has(made, "iniconfig-1.1.1")).isTrue();
        assertThat(has(made, "thing-1.0")).isTrue();
        assertThat(steps.notes.get(1)).isEqualTo("1 distribution, resolved now: iniconfig 1.1.1");
    }

    @Test
    @Tag("slow")
    void whatWasUploadedLaterIsNotInstalled() throws Exception {
        asOf = Optional.of(AsOf.parse("2022-01-01")); // iniconfig 2.0.0 is of 2023
        assertThat(has(make("one", Duration.ofHours(1), List.of("iniconfig")), "iniconfig-1.1.1"))
                .isTrue();
    }

    @Test
    @Tag("slow")
    void pipOfAnOldPythonIsNotAskedForATimeThatNoIndexOfOursTellsIt() throws Exception {
        Provisioned failed = provision(
                "py27",
                "2.7",
                new ResolutionOptions(Duration.ZERO, Optional.of(AsOf.parse("2022-01-01")), Optional.empty()),
                List.of("iniconfig"));
        assertThat(failed).isInstanceOfSatisfying(Provisioned.Failed.class, failure -> assertThat(failure.reason())
                .contains("pip knows", "matrix.as-of=2022-01-01T00:00:00Z", "matrix.index is off"));
        assertThat(processes.started).noneMatch(command -> command.contains("iniconfig"));
    }

    private Provisioned repeat(String name, String python, List<String> deps) throws Exception {
        PinsFile.write(folder.resolve("pins.toml"), had);
        given = Optional.of(new GivenPins(folder.resolve("pins.toml"), PinsFile.read(folder.resolve("pins.toml"))));
        return provision(name, python, new ResolutionOptions(Duration.ZERO, asOf, given), deps);
    }

    private static String reason(Provisioned provisioned) {
        return provisioned instanceof Provisioned.Failed failed ? failed.reason() : provisioned.toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("slow")
    void anEarlierRunIsRepeatedWithWhatItHad(boolean shared) throws Exception {
        store = shared;
        asOf = Optional.of(AsOf.parse("2022-01-01"));
        make("one", Duration.ofHours(1), List.of("iniconfig"));
        asOf = Optional.empty();
        RunPins before = had;
        assertThat(before.environments().get("one")).satisfies(pins -> {
            assertThat(pins.asOf()).contains("2022-01-01T00:00:00Z");
            assertThat(pins.python()).startsWith("cpython 3.11.");
            assertThat(pins.pins()).singleElement().satisfies(pin -> {
                assertThat(pin.requirement()).isEqualTo("iniconfig==1.1.1");
                assertThat(pin.hashes()).isNotEmpty();
            });
        });

        Provisioned again = repeat("one", "3.11", List.of("iniconfig"));

        assertThat(again).isInstanceOf(Provisioned.Ready.class);
        assertThat(steps.events).endsWith("started deps", "Passed deps", "started pins", "Passed pins");
        assertThat(steps.notes).contains("1 distribution, pinned by pins.toml: iniconfig 1.1.1");
        assertThat(wasResolved()).isFalse();
        assertThat(had.environments().get("one").pins())
                .isEqualTo(before.environments().get("one").pins());
    }

    @Test
    @Tag("slow")
    void anEnvironmentThatTheEarlierRunDidNotHaveIsNamed() throws Exception {
        make("one", Duration.ofHours(1), List.of("iniconfig<2"));
        assertThat(reason(repeat("two", "3.11", List.of("iniconfig"))))
                .contains("pins.toml has no pins of environment two");
    }

    @Test
    @Tag("slow")
    void aPinThatIsNowhereAnyMoreIsNamed() throws Exception {
        make("one", Duration.ofHours(1), List.of("iniconfig<2"));
        EnvironmentPins pins = had.environments().get("one");
        had = RunPins.of(Map.of(
                "one",
                new EnvironmentPins(
                        pins.python(),
                        pins.resolved(),
                        pins.asOf(),
                        List.of(new Pin("iniconfig", "1.1.1.post7", List.of())),
                        List.of())));
        assertThat(reason(repeat("one", "3.11", List.of("iniconfig"))))
                .contains("cannot install what", "pins.toml pins", "iniconfig==1.1.1.post7");
    }

    @Test
    @Tag("slow")
    void aFileWithAnotherHashIsNotInstalled() throws Exception {
        make("one", Duration.ofHours(1), List.of("iniconfig<2"));
        EnvironmentPins pins = had.environments().get("one");
        String other = "sha256:" + "0".repeat(64);
        had = RunPins.of(Map.of(
                "one",
                new EnvironmentPins(
                        pins.python(),
                        pins.resolved(),
                        pins.asOf(),
                        List.of(new Pin("iniconfig", "1.1.1", List.of(other))),
                        List.of())));
        Provisioned failed = repeat("one", "3.11", List.of("iniconfig"));
        assertThat(reason(failed)).contains("cannot install what");
        assertThat(steps.outputs.get(steps.outputs.size() - 1)).contains("Hash mismatch", "iniconfig");
    }

    @Test
    @Tag("slow")
    void whatTheConfigurationAsksForBesidesIsNamed() throws Exception {
        make("one", Duration.ofHours(1), List.of("iniconfig<2"));
        RunPins first = had;
        assertThat(reason(repeat("one", "3.11", List.of("iniconfig", "pluggy"))))
                .contains("what is installed is not what", "pluggy==", "was installed too");
        had = first;
        assertThat(reason(repeat("one", "3.11", List.of("iniconfig>=2"))))
                .contains("does not go with the pins of", "iniconfig");
    }

    @Test
    @Tag("slow")
    void thePinsOfOnePythonAreNotThoseOfAnother() throws Exception {
        make("one", Duration.ofHours(1), List.of("iniconfig<2"));
        assertThat(reason(repeat("one", "3.12", List.of("iniconfig"))))
                .contains("are those of cpython 3.11.", "but its interpreter is cpython 3.12.");
    }

    @Test
    @Tag("slow")
    void whatPipOfAnOldPythonInstalledIsRepeatedToo() throws Exception {
        ResolutionOptions anew = ResolutionOptions.notOlderThan(Duration.ZERO);
        Provisioned made = provision("py27", "2.7", anew, List.of("six<1.16"));
        assertThat(reason(made)).startsWith("Ready");
        assertThat(had.environments().get("py27").pins())
                .extracting(Pin::requirement)
                .contains("six==1.15.0");

        assertThat(reason(repeat("py27", "2.7", List.of("six")))).startsWith("Ready");
        assertThat(had.environments().get("py27").pins())
                .extracting(Pin::requirement)
                .contains("six==1.15.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thing @ https://example.org/thing.whl",
                "git+https://user:secret@example.org/thing.git",
                "./thing-1.0-py3-none-any.whl",
                "-e git+https://example.org/thing.git#egg=thing",
                "-r https://example.org/requirements.txt",
                "-r missing.txt",
                "--require-hashes",
                "thing==1 --config-settings=a=b"
            })
    void whatPinsCannotSayIsInstalledAsItIs(String line) throws Exception {
        assertThat(Pinnable.of(List.of("pytest", line), folder)).isEmpty();
    }

    @Test
    void anOptionInAFileOfRequirementsKeepsItsMeaning() throws Exception {
        Files.writeString(folder.resolve("req.txt"), "-r nested.txt\n");
        Path nested = Files.writeString(folder.resolve("nested.txt"), "pytest\n");
        assertThat(Pinnable.of(List.of("-r req.txt"), folder)).hasValueSatisfying(lines -> assertThat(lines.text())
                .isEqualTo("-r " + folder.resolve("req.txt") + "\n"));
        Files.writeString(nested, "--index-url https://example.org/simple\npytest\n");
        assertThat(Pinnable.of(List.of("-r req.txt"), folder)).isEmpty();
    }

    @Test
    void whatIsInstalledHasToBeWhatIsPinned() throws Exception {
        Pins pins = Pins.parse("typing-extensions==4.0\n");
        assertThatThrownBy(() -> PinnedDependencies.check(pins, folder))
                .isInstanceOf(ProvisionException.class)
                .hasMessageContaining("typing-extensions==4.0 was to be installed, but it is missing");
        Files.createDirectory(folder.resolve("typing_extensions-4.0.0.dist-info"));
        PinnedDependencies.check(pins, folder);
        assertThatThrownBy(() -> PinnedDependencies.check(Pins.parse("typing-extensions==4.1\n"), folder))
                .hasMessageContaining("4.0.0 is there");
    }
}

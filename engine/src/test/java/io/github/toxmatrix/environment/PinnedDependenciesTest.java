package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.digest.SealedText;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.pin.PinnedDependencies;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.ResolutionOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which dependencies are installed by stored pins, and that those are what is there then. */
class PinnedDependenciesTest extends PinnedDependenciesCase {

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

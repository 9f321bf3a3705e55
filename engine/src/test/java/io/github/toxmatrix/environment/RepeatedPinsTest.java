package io.github.toxmatrix.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.GivenPins;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.PinsFile;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.resolution.RunPins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with the pins that another run had. */
class RepeatedPinsTest extends PinnedDependenciesCase {

    private Provisioned repeat(String name, String python, List<String> deps) throws Exception {
        PinsFile.write(folder.resolve("pins.toml"), had);
        given = Optional.of(new GivenPins(folder.resolve("pins.toml"), PinsFile.read(folder.resolve("pins.toml"))));
        return provision(name, python, new ResolutionOptions(Duration.ZERO, asOf, given), deps);
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

    /** Its file calls it 1.0, its {@code setup.py} 0, which no file is called. */
    @Test
    @Tag("slow")
    void anSdistThatBecomesAnotherVersionCannotBeRepeatedAndIsNamed() throws Exception {
        Path links = Files.createDirectories(folder.resolve("links"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(links.resolve("liar-1.0.zip")))) {
            zip.putNextEntry(new ZipEntry("liar-1.0/setup.py"));
            zip.write("from setuptools import setup\nsetup(name='liar', version='0')\n".getBytes(UTF_8));
        }
        List<String> deps = List.of("--no-index", "--find-links " + links, "liar");
        ResolutionOptions anew = ResolutionOptions.notOlderThan(Duration.ZERO);
        assertThat(reason(provision("py27", "2.7", anew, deps))).startsWith("Ready");
        assertThat(had.environments().get("py27").pins())
                .filteredOn(pin -> pin.name().equals("liar"))
                .containsExactly(new Pin("liar", "0", List.of()));

        assertThat(reason(repeat("py27", "2.7", deps)))
                .contains("cannot install what", "pins.toml pins", "liar==0")
                .contains("an sdist may be built as another version than its name says")
                .contains("Have deps ask for another version");
    }
}

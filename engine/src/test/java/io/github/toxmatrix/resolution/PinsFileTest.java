package io.github.toxmatrix.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinsFileTest {

    private static final Instant FOUND = Instant.parse("2026-01-02T03:04:05Z");
    private static final Pin ATTRS = new Pin("attrs", "23.2.0", List.of("sha256:aa", "sha256:bb"));

    @TempDir
    Path folder;

    private static EnvironmentPins had(Pin... pins) {
        return new EnvironmentPins("cpython 3.11.7, linux x86_64", FOUND, Optional.empty(), List.of(pins), List.of());
    }

    @Test
    void isATableForEachEnvironmentAndTheHashesOnce() {
        RunPins pins = RunPins.of(Map.of(
                "py311",
                had(ATTRS, new Pin("pip", "24.0", List.of())),
                "lint",
                new EnvironmentPins(
                        "cpython 3.12.1, linux x86_64",
                        FOUND,
                        Optional.of("2026-01-01T00:00:00Z"),
                        List.of(ATTRS),
                        List.of("thing @ git+https://example.org/thing@abc"))));

        assertThat(PinsFile.text(pins))
                .isEqualTo(
                        """
                        # What each environment of a run had. matrix.pins installs the same again.
                        format = 1

                        [environments.lint]
                        python = "cpython 3.12.1, linux x86_64"
                        resolved = 2026-01-02T03:04:05Z
                        as-of = "2026-01-01T00:00:00Z"
                        pins = [
                            "attrs==23.2.0",
                        ]
                        direct = [
                            "thing @ git+https://example.org/thing@abc",
                        ]

                        [environments.py311]
                        python = "cpython 3.11.7, linux x86_64"
                        resolved = 2026-01-02T03:04:05Z
                        pins = [
                            "attrs==23.2.0",
                            "pip==24.0",
                        ]

                        [hashes]
                        "attrs==23.2.0" = [
                            "sha256:aa",
                            "sha256:bb",
                        ]
                        """);
    }

    @Test
    void anEnvironmentWithOtherHashesKeepsItsOwn() {
        Pin other = new Pin("attrs", "23.2.0", List.of("sha256:cc"));
        Pin none = new Pin("attrs", "23.2.0", List.of());
        RunPins pins = RunPins.of(Map.of("a", had(ATTRS), "b", had(other), "c", had(none)));

        assertThat(PinsFile.parse(PinsFile.text(pins))).isEqualTo(pins);
    }

    @Property(tries = 200)
    void isReadAsItWasWritten(@ForAll("runs") RunPins pins) {
        assertThat(PinsFile.parse(PinsFile.text(pins))).isEqualTo(pins);
    }

    @Provide
    Arbitrary<RunPins> runs() {
        Arbitrary<Pin> pin = Combinators.combine(
                        Arbitraries.of("attrs", "zope-interface", "a1"),
                        Arbitraries.of("1.0", "2!1.0rc1+local.1"),
                        Arbitraries.of("sha256:aa", "sha256:bb", "sha256:cc")
                                .list()
                                .uniqueElements())
                .as(Pin::new);
        Arbitrary<EnvironmentPins> environment =
                pin.list().uniqueElements(Pin::name).map(pins -> had(pins.toArray(Pin[]::new)));
        Arbitrary<String> name = Arbitraries.of("py311", "py3.11-a b", "a\"b", "ä\\", "a.b", "pins", "hashes");
        return Arbitraries.maps(name, environment).map(RunPins::of);
    }

    @Test
    void isWrittenWithItsFolderAndReadByOthers() throws IOException {
        Path file = folder.resolve("target/tox-matrix/pins.toml");
        RunPins pins = RunPins.of(Map.of("py311", had(ATTRS)));

        PinsFile.write(file, pins);

        assertThat(PinsFile.read(file)).isEqualTo(pins);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|format = 1 was expected",
                "format = 2|format = 1 was expected, and is 2",
                "format = 1~environments = 3|environments",
                "format = 1~[environments]~a = 1|environments.a is no table",
                "format = 1~[environments.a]~pins = []|environments.a.python is missing",
                "format = 1~[environments.a]~python = 'x'~pins = []|environments.a.resolved is missing",
                "format = 1~[environments.a]~python = 'x'|environments.a.pins is no array",
                "format = 1~[environments.a]~pins = ['attrs>=1']|name==version was expected instead of attrs>=1",
                "format = 1~[environments.a]~pins = [1]|environments.a.pins is no array of strings",
                "format = 1~[hashes]~a = 1|hashes.\"a\" is no array of strings",
                "format =|line 1"
            })
    void saysWhatIsWrongWithAFile(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("pins.toml"), text.replace('~', '\n'));

        assertThatThrownBy(() -> PinsFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pins.toml is no file of pins: ")
                .hasMessageContaining(message);
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(() -> PinsFile.read(folder.resolve("none.toml")))
                .hasMessageContaining("there is no file of pins at " + folder.resolve("none.toml"));
    }

    @Test
    void shardsAreUnitedUnlessTheyContradictEachOther() {
        RunPins first = RunPins.of(Map.of("a", had(ATTRS), "b", had()));
        RunPins second = RunPins.of(Map.of("b", had(), "c", had()));

        assertThat(first.with(second).environments()).containsOnlyKeys("a", "b", "c");
        assertThatThrownBy(() -> first.with(RunPins.of(Map.of("a", had()))))
                .hasMessage("environment a is in both, and not the same");
    }
}

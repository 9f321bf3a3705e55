package io.github.toxmatrix.tox.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomlDocumentTest {

    private final Path file = Path.of("tox.toml");

    @Test
    void keepsTheOrderOfTheFileAndTheLinesOfKeys() {
        TomlDocument document = TomlDocument.of(file, "[env.b]\nx = 1\n[env.'py3.11']\n\ny.z = [1.5, true]\n");

        assertThat((Map<?, ?>) document.at(List.of("env")).orElseThrow())
                .extracting(Map::keySet)
                .asString()
                .isEqualTo("[b, py3.11]");
        assertThat(document.at(List.of("env", "py3.11", "y"))).contains(Map.of("z", List.of(1.5, true)));
        assertThat(document.position(List.of("env", "py3.11", "y", "z"))).hasToString("tox.toml:5");
        assertThat(document.position(List.of("env", "nothing"))).hasToString("tox.toml");
    }

    @Test
    void hasNothingBelowWhatIsNoTable() {
        assertThat(TomlDocument.of(file, "a = 1").at(List.of("a", "b"))).isEmpty();
    }

    @Test
    void knowsInWhichLineATextBegins() {
        TomlDocument document = TomlDocument.of(file, "a = 1\nb = \"\"\"\nx\n\"\"\"\nc = '''x\n'''\nd = 'x'\n");

        assertThat(document.firstLineOfString(List.of("b"))).isEqualTo(3);
        assertThat(document.firstLineOfString(List.of("c"))).isEqualTo(5);
        assertThat(document.firstLineOfString(List.of("d"))).isEqualTo(7);
    }

    @Test
    void namesFileLineAndColumnOfASyntaxError() {
        assertThatThrownBy(() -> TomlDocument.of(file, "a = 1\nb =\n"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageStartingWith("tox.toml:2: invalid TOML at column 4: ");
    }

    @Test
    void namesTheSecondOfTwoEqualKeys() {
        assertThatThrownBy(() -> TomlDocument.of(file, "a = 1\na = 2\n")).hasMessageStartingWith("tox.toml:2: ");
    }

    @Test
    void takesAByteOrderMark(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tox.toml"), "\uFEFFa = 1");

        assertThat(TomlDocument.readPythonText(file).at(List.of("a"))).contains(1L);
    }

    @Test
    void saysThatAFileIsNoText(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("tox.toml"), "a = 'é'".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> TomlDocument.read(file))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining(file + ": is not UTF-8 text");
    }
}

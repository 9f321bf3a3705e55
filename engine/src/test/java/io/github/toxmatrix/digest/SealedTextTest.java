package io.github.toxmatrix.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTextTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("kept.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "one line\n", "no line feed", "käse\nsha256 0\n\n"})
    void isReadAsItWasWritten(String text) throws IOException {
        SealedText.write(file, text);

        assertThat(SealedText.read(file)).contains(text);
        assertThat(folder).isDirectoryContaining(file::equals);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void takesThePlaceOfWhatWasThere() throws IOException {
        SealedText.write(file, "first\n");
        SealedText.write(file, "second\n");

        assertThat(SealedText.read(file)).contains("second\n");
    }

    @Test
    void isNothingWhereThereIsNoFile() throws IOException {
        assertThat(SealedText.read(file)).isEmpty();
    }

    @Test
    void isNothingWhereAnyByteIsAnother() throws IOException {
        SealedText.write(file, "attrs==23.2.0\nflask==3.1.3\n");
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            for (int other : new int[] {0, 0xff, '\n', whole[at] ^ 1}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) other;
                if (!Arrays.equals(changed, whole)) {
                    Files.write(file, changed);
                    assertThat(SealedText.read(file))
                            .as("byte %d as %d", at, other)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void isNothingWhereAnyPartOfItsEndIsMissingOrSomethingFollows() throws IOException {
        SealedText.write(file, "attrs==23.2.0\n");
        byte[] whole = Files.readAllBytes(file);
        for (int size = 0; size < whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            assertThat(SealedText.read(file)).as("%d bytes", size).isEmpty();
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThat(SealedText.read(file)).isEmpty();
    }
}

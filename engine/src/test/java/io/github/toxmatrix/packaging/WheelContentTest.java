package io.github.toxmatrix.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelContentTest {

    private static final long EARLIER = 1_000_000_000_000L; // milliseconds since the epoch

    @TempDir
    private Path folder;

    private Path wheel(String name, long time, Map<String, String> files) throws IOException {
        Path wheel = folder.resolve(name + "-1-py3-none-any.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(time);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(UTF_8));
            }
        }
        return wheel;
    }

    @Test
    void isTheSameWhenItIsBuiltAgain() throws IOException {
        Map<String, String> files = Map.of("a.py", "x = 1", "b/__init__.py", "");

        assertThat(WheelContent.digest(wheel("one", EARLIER, files)))
                .isPresent()
                .isEqualTo(WheelContent.digest(wheel("two", EARLIER + 86_400_000L, files)));
    }

    @Test
    void isAnotherWithAnyOtherNameOrContent() throws IOException {
        assertThat(List.of(
                        WheelContent.digest(wheel("one", EARLIER, Map.of("a.py", "x = 1")))
                                .orElseThrow(),
                        WheelContent.digest(wheel("two", EARLIER, Map.of("b.py", "x = 1")))
                                .orElseThrow(),
                        WheelContent.digest(wheel("three", EARLIER, Map.of("a.py", "x = 2")))
                                .orElseThrow(),
                        WheelContent.digest(wheel("four", EARLIER, Map.of("a.py", "x = 1", "b.py", "")))
                                .orElseThrow()))
                .doesNotHaveDuplicates();
    }

    @Test
    void isReadInPieces() throws IOException {
        String large = "x".repeat(300_000);

        assertThat(WheelContent.digest(wheel("one", EARLIER, Map.of("a.py", large + "1"))))
                .isPresent()
                .isNotEqualTo(WheelContent.digest(wheel("two", EARLIER, Map.of("a.py", large + "2"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../outside.txt", "a/../../outside.txt", "./a.py"})
    void isNothingWhereItNamesFilesElsewhere(String name) throws IOException {
        assertThat(WheelContent.digest(wheel("one", EARLIER, Map.of("a.py", "", name, "no"))))
                .isEmpty();
    }

    @Test
    void isNothingWhereThereIsNoArchive() throws IOException {
        assertThat(WheelContent.digest(Files.writeString(folder.resolve("one-1-py3-none-any.whl"), "none")))
                .isEmpty();
    }
}

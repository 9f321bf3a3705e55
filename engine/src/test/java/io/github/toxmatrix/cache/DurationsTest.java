package io.github.toxmatrix.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurationsTest {

    @TempDir
    Path folder;

    private Durations open() {
        return Durations.open(new CacheFolder(folder.resolve("cache")), folder.resolve("tox.ini"));
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("cache/durations"))) {
            return files.toList();
        }
    }

    @Test
    void aRunKnowsWhatEarlierOnesTook() {
        Durations first = open();
        first.took("py311", Duration.ofMillis(1500));
        first.took("name with blanks", Duration.ofMillis(2));
        first.keep();
        Durations second = open();
        second.took("py311", Duration.ofMillis(900));
        second.keep();

        assertThat(second.expected("py311")).hasValue(Duration.ofMillis(1500));
        assertThat(open().expected("py311")).hasValue(Duration.ofMillis(900));
        assertThat(open().expected("name with blanks")).hasValue(Duration.ofMillis(2));
        assertThat(open().expected("py312")).isEmpty();
    }

    @Test
    void projectsAreKeptApart() {
        Durations one = open();
        one.took("py311", Duration.ofMillis(1));
        one.keep();
        assertThat(Durations.open(new CacheFolder(folder.resolve("cache")), folder.resolve("other/tox.ini"))
                        .expected("py311"))
                .isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotKnown() throws Exception {
        Durations one = open();
        one.took("py311", Duration.ofMillis(1));
        one.keep();
        Files.write(files().get(0), new byte[] {'1', ' ', (byte) 0xff, '\n', 'x', '\n', '5', ' ', 'a', '\n'});
        assertThat(open().expected("py311")).isEmpty();
        assertThat(open().expected("a")).hasValue(Duration.ofMillis(5));
    }

    @Test
    void aCacheThatCannotBeUsedKeepsNothing() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file");
        Durations durations = open();
        durations.took("py311", Duration.ofMillis(1));
        durations.keep();
        assertThat(folder.resolve("cache")).hasContent("a file");
    }

    @Test
    void whatNoRunTouchedForLongGoes() throws Exception {
        Durations one = open();
        one.took("py311", Duration.ofMillis(1));
        one.keep();
        Path old = Files.writeString(folder.resolve("cache/durations/old.txt"), "1 a\n");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(91))));
        one.keep();
        assertThat(files()).hasSize(1).doesNotContain(old);
    }
}

package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads the configurations of many real projects and compares each value with what tox itself printed. They are not a
 * part of this repository: the test looks for them in the folder that the system property {@code tox-corpus} names,
 * else in {@code shared/tox-corpus} beside the repository. Differences that remain are in {@code docs/conformance.md}, with their
 * reasons: a line {@code - `configuration` `key`} for each.
 */
@Tag("slow")
class CorpusConformanceTest {

    private static final Path REASONS = Path.of("..", "docs", "conformance.md");

    @Test
    void readsRealConfigurationsAsToxDoes() throws IOException {
        Path corpus = Path.of(System.getProperty("tox-corpus", "../../shared/tox-corpus"));
        assumeTrue(
                Files.isDirectory(corpus.resolve("golden")),
                () -> "skipped: there is no corpus of configurations in " + corpus.toAbsolutePath()
                        + "; name its folder with -Dtox-corpus=FOLDER");
        Conformance conformance = new Conformance(13, 11);
        for (Path golden : folders(corpus.resolve("golden"))) {
            String name = String.valueOf(golden.getFileName());
            conformance.compare(new Golden(name, corpus.resolve("corpus").resolve(name), golden));
        }
        System.out.println(conformance.table());

        String reasons = Files.exists(REASONS) ? Files.readString(REASONS) : "";
        assertThat(conformance.differences().stream()
                        .filter(difference ->
                                !reasons.contains("- `" + difference.configuration() + "` `" + difference.key() + "`")))
                .as("differences from tox that %s gives no reason for", REASONS)
                .isEmpty();
        assertThat(conformance.differences()).as("differences from tox").hasSizeLessThanOrEqualTo(10);
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }
}

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
 * else in {@code shared/tox-corpus} beside the repository.
 */
@Tag("slow")
class CorpusConformanceTest {

    private static final String KNOWN = "known-differences.tsv";

    @Test
    void readsRealConfigurationsAsToxDoes() throws IOException {
        Path corpus = Path.of(System.getProperty("tox-corpus", "../../shared/tox-corpus"));
        assumeTrue(
                Files.isDirectory(corpus.resolve("golden")),
                () -> "skipped: there is no corpus of configurations in " + corpus.toAbsolutePath()
                        + "; name its folder with -Dtox-corpus=FOLDER");
        Conformance conformance = new Conformance();
        for (Path golden : folders(corpus.resolve("golden"))) {
            String name = String.valueOf(golden.getFileName());
            conformance.compare(new Golden(name, corpus.resolve("corpus").resolve(name), golden));
        }
        System.out.println(conformance.table());
        Path found = Path.of("target", "tox-corpus-differences.txt");
        Files.write(
                found,
                conformance.differences().stream()
                        .map(difference -> difference.line() + "\n    " + difference.example())
                        .toList());

        assertThat(conformance.differences().stream()
                        .map(Conformance.Difference::line)
                        .sorted())
                .as("differences from tox, in full in %s; what no longer differs must leave %s", found, KNOWN)
                .containsExactlyElementsOf(known());
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static List<String> known() throws IOException {
        try (var resource = CorpusConformanceTest.class.getResourceAsStream(KNOWN)) {
            return new String(resource.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .sorted()
                    .toList();
        }
    }
}

package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.setting.IndexUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code download = true}: the virtualenv of an old Python takes pip and what belongs to it from the index, not out of itself. */
class DownloadedSeedsTest extends IndexedEnvironmentsCase {

    @BeforeEach
    void publishSeeds() throws Exception {
        findVirtualenv();
        environ.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
        download = true;
        Path virtualenv;
        try (Stream<Path> wheels = Files.list(folder.resolve("links"))) {
            virtualenv = wheels.filter(wheel -> wheel.getFileName().toString().startsWith("virtualenv-"))
                    .findFirst()
                    .orElseThrow();
        }
        try (ZipFile wheel = new ZipFile(virtualenv.toFile())) {
            for (ZipEntry entry : wheel.stream()
                    .filter(entry -> entry.getName().endsWith("-py2.py3-none-any.whl"))
                    .toList()) {
                publish(wheel, entry);
            }
        }
    }

    private void publish(ZipFile wheel, ZipEntry seed) throws IOException {
        String filename = seed.getName().replaceFirst(".*/", "");
        behind.publish(
                filename.replaceFirst("-.*", ""),
                filename,
                wheel.getInputStream(seed).readAllBytes());
    }

    @Test
    void comeThroughOurIndex() throws Exception {
        ready("one", "2.7", LONG, new IndexUse.On());

        assertThat(behind.requests())
                .filteredOn(request -> request.path().matches("/files/(pip|setuptools|wheel)-.*"))
                .isNotEmpty();
        assertThat(askers()).containsExactly("tox-matrix");
    }

    @Test
    void comeAgainWhenTheIndexIsGone() throws Exception {
        store = false;
        ready("one", "2.7", LONG, new IndexUse.On());
        behind.close();
        environ.put(
                "HOME", Files.createDirectory(folder.resolve("another home")).toString());

        ready("two", "2.7", LONG, new IndexUse.On());
    }
}

package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.ToxMatrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The library, as it comes onto the test class path of a user. */
class LibraryJarIT {

    private JarFile jar;

    @BeforeEach
    void open() throws Exception {
        jar = new JarFile(Path.of(ToxMatrix.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    private List<String> entries() {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .toList();
    }

    private String text(String entry) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void hasNoClassesOfOthersUnderTheirOwnNames() {
        assertThat(entries())
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("io/github/toxmatrix/"));
        assertThat(entries()).anyMatch(name -> name.startsWith("io/github/toxmatrix/shaded/"));
    }

    @Test
    void hasNothingOfTheCommandLine() {
        assertThat(entries()).noneMatch(name -> name.contains("/cli/") || name.contains("picocli"));
    }

    @Test
    void hasTheEngineTheFilterAndThePluginForPytest() throws IOException {
        assertThat(text("META-INF/services/org.junit.platform.engine.TestEngine"))
                .isEqualTo("io.github.toxmatrix.engine.ToxMatrixTestEngine");
        assertThat(text("META-INF/services/org.junit.platform.launcher.PostDiscoveryFilter"))
                .isEqualTo("io.github.toxmatrix.engine.ShardFilter");
        assertThat(entries())
                .contains("io/github/toxmatrix/pytest/tox_matrix_pytest.py", "META-INF/LICENSE")
                .filteredOn(name -> name.startsWith("META-INF/services/"))
                .containsExactlyInAnyOrder(
                        "META-INF/services/org.junit.platform.engine.TestEngine",
                        "META-INF/services/org.junit.platform.launcher.PostDiscoveryFilter",
                        "META-INF/services/io.github.toxmatrix.shaded.jackson.JsonFactory");
    }

    @Test
    void hasANameAsAModule() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                .isEqualTo("io.github.toxmatrix.engine");
    }
}

package io.github.toxmatrix.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.engine.ExampleMatrix;
import io.github.toxmatrix.engine.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPlaceTest {

    @TempDir
    Path folder;

    private final @Nullable String basedir = System.getProperty("basedir");
    private Path module;

    @BeforeEach
    void makeModule() throws IOException {
        module = Files.createDirectories(folder.resolve("build/module"));
        Files.createFile(module.resolve("pom.xml"));
        Files.createFile(folder.resolve("build/pom.xml"));
        System.clearProperty("basedir");
    }

    @AfterEach
    void putBack() {
        if (basedir == null) {
            System.clearProperty("basedir");
        } else {
            System.setProperty("basedir", basedir);
        }
    }

    /** The entry class as if it had been loaded from there. */
    private Class<?> entryLoadedFrom(Path classes) throws IOException {
        String file = ExampleMatrix.class.getSimpleName() + ".class";
        try (InputStream content = ExampleMatrix.class.getResourceAsStream(file)) {
            byte[] bytes = content == null ? new byte[0] : content.readAllBytes();
            CodeSource source = new CodeSource(classes.toUri().toURL(), (Certificate[]) null);
            return new ClassLoader(ExampleMatrix.class.getClassLoader()) {
                Class<?> define() {
                    return defineClass(null, bytes, 0, bytes.length, new ProtectionDomain(source, null));
                }
            }.define();
        }
    }

    private Path classes() throws IOException {
        return Files.createDirectories(module.resolve("target/test-classes"));
    }

    private static Path place(Class<?> type, String value, Map<String, String> parameters) {
        return ConfigurationPlace.of(type, value, MatrixConfiguration.of(new Parameters(parameters)));
    }

    @Test
    void isTheModuleThatTheEntryClassWasLoadedFrom() throws Exception {
        System.setProperty("basedir", folder.toString());

        assertThat(place(entryLoadedFrom(classes()), "", Map.of())).isEqualTo(module);
    }

    @Test
    void isWhatTheAnnotationSaysSeenFromTheModule() throws Exception {
        assertThat(place(entryLoadedFrom(classes()), "../python", Map.of())).isEqualTo(folder.resolve("build/python"));
    }

    @Test
    void isTheBasedirOfSurefireWhereTheEntryClassLiesInAJar() throws Exception {
        System.setProperty("basedir", module.toString());
        Path jar = Files.createFile(folder.resolve("tests.jar"));

        assertThat(place(entryLoadedFrom(jar), "", Map.of())).isEqualTo(module);
    }

    @Test
    void isElseTheWorkingFolder() throws Exception {
        Path jar = Files.createFile(folder.resolve("tests.jar"));

        assertThat(place(entryLoadedFrom(jar), "", Map.of()))
                .isEqualTo(Path.of("").toAbsolutePath());
    }

    @Test
    void isTheParametersBeforeTheAnnotations() throws Exception {
        Class<?> entry = entryLoadedFrom(classes());

        assertThat(place(entry, "python", Map.of("matrix.root", folder.toString())))
                .isEqualTo(folder);
        assertThat(place(entry, "python", Map.of("matrix.root", "other", "matrix.root.base", folder.toString())))
                .isEqualTo(folder.resolve("other"));
    }
}

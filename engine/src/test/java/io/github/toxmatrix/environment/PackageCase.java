package io.github.toxmatrix.environment;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A project whose package is built by real backends; what each test expects is what tox 4.67 does with the same project. */
@Tag("slow")
abstract class PackageCase {

    @TempDir
    Path folder;

    PackagedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new PackagedProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
    }
}

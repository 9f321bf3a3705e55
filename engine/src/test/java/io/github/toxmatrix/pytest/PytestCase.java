package io.github.toxmatrix.pytest;

import io.github.toxmatrix.python.PythonWithPytest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A project that a real pytest runs, of several Pythons, and that is followed. */
@Tag("slow")
@Timeout(600)
abstract class PytestCase {

    private static final String PYTHON_2_PYTEST = "pytest==4.6.11";

    @TempDir
    Path folder;

    PytestProject project;

    @BeforeEach
    void newProject() {
        project = new PytestProject(folder);
    }

    static Path python(String version) {
        return version.equals("2.7")
                ? PythonWithPytest.python(version, PYTHON_2_PYTEST)
                : PythonWithPytest.python(version);
    }
}

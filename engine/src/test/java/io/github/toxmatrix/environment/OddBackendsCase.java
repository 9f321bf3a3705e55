package io.github.toxmatrix.environment;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with a build backend of its own, which needs nothing that an index has. */
abstract class OddBackendsCase {

    /** A backend that needs nothing; what a project adds to it takes the place of what it has. */
    static final String BACKEND =
            """
            import os, sys, tarfile, zipfile
            DATA = {'thing.py': 'answer = 42\\n',
                    'thing-1.dist-info/METADATA': 'Metadata-Version: 2.1\\nName: thing\\nVersion: 1\\n',
                    'thing-1.dist-info/WHEEL': 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n',
                    'thing-1.dist-info/RECORD': ''}
            def make(folder, name='thing-1-py3-none-any.whl'):
                with zipfile.ZipFile(os.path.join(folder, name), 'w') as wheel:
                    for file, text in sorted(DATA.items()):
                        wheel.writestr(file, text)
                return name
            def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
                return make(wheel_directory)
            """;

    @TempDir
    Path folder;

    PackagedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new PackagedProject(folder.resolve("project"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    void backend(String kind, String more) throws Exception {
        project.file("tox.ini", "[testenv]\npackage = " + kind + "\n")
                .file("pyproject.toml", "[build-system]\nrequires = []\nbuild-backend = 'own'\nbackend-path = ['.']\n")
                .file("own.py", BACKEND + more);
    }

    String failureOf(String build) throws Exception {
        backend(
                "wheel",
                "def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):\n    " + build
                        + "\n");
        return project.failure("py");
    }
}

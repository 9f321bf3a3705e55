package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectSourcesTest {

    @TempDir
    Path root;

    private void source(String path) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "pass\n");
    }

    @Test
    void looksWhereAPersonWouldLook() throws Exception {
        source("setup.py");
        source("src/pkg/mod.py");
        source("src/pkg/data.txt");
        source(".hidden/mod.py");
        source("node_modules/gyp/mod.py");
        source("build/lib/mod.py");
        source("work/py311/mod.py");
        source("venv/lib/mod.py");
        Files.writeString(root.resolve("venv/pyvenv.cfg"), "");
        assertThat(new ProjectSources(root.resolve("work")).below(root))
                .extracting(source -> root.relativize(source.path()).toString().replace('\\', '/'))
                .containsExactlyInAnyOrder("setup.py", "src/pkg/mod.py");
    }

    @Test
    void aChangedSourceIsReadAgain() throws Exception {
        source("mod.py");
        ProjectSources sources = new ProjectSources(root.resolve("work"));
        String before = sources.below(root).get(0).sha256();
        Files.writeString(root.resolve("mod.py"), "changed = 1\n");
        assertThat(sources.below(root).get(0).sha256()).isNotEqualTo(before);
    }
}

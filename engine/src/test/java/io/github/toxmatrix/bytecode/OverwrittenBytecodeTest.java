package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shared bytecode that a program writes into. */
class OverwrittenBytecodeTest extends SharedBytecodeCase {

    @Test
    void whatOneEnvironmentWritesReachesNeitherTheStoreNorAnother() throws Exception {
        SharedBytecode run = project.run("1");
        PythonEnvironment one = project.environment("one", "3.11", Map.of());
        PythonEnvironment other = project.environment("other", "3.11");
        project.serve(run, other); // compiles
        project.serve(run, one);
        Path source = project.root().resolve("own/mod.py");
        String before = Files.readString(source);
        Map<Path, byte[]> stored = contents(project.store());
        Files.writeString(source, before.replace("VALUE = 1", "VALUE = 2"));
        assertThat(project.python(one, "-c", "import own.mod; print(own.mod.VALUE)"))
                .isEqualToIgnoringNewLines("2");
        Path inOne = one.directory().resolve(".tox-matrix/bytecode/0/own/mod.cpython-311.pyc");
        Path inOther = other.directory().resolve(".tox-matrix/bytecode/0/own/mod.cpython-311.pyc");
        assertThat(Files.readAllBytes(inOne)).isNotEqualTo(Files.readAllBytes(inOther));
        assertThat(contents(project.store())).usingRecursiveComparison().isEqualTo(stored);
        assertThat(project.root().resolve("own/__pycache__")).doesNotExist();
    }

    @Test
    void bytecodeThatAProgramOverwroteIsNotGivenToTheNextEnvironment() throws Exception {
        SharedBytecode run = project.run("1");
        PythonEnvironment one = project.environment("one", "3.11");
        project.serve(run, one);
        Path linked = one.directory().resolve(".tox-matrix/bytecode/0/own/mod.cpython-311.pyc");
        byte[] before = Files.readAllBytes(linked);
        Files.write(linked, new byte[] {1, 2, 3}, StandardOpenOption.TRUNCATE_EXISTING);
        PythonEnvironment next = project.environment("next", "3.11");
        project.serve(run, next);
        assertThat(next.directory().resolve(".tox-matrix/bytecode/0/own/mod.cpython-311.pyc"))
                .hasBinaryContent(before);
    }

    @Test
    void bytecodeThatAProgramOverwroteIsNamedAtTheEndOfAllThatHadIt() throws Exception {
        SharedBytecode run = project.run("1");
        PythonEnvironment one = project.environment("one", "3.11");
        BytecodeUse writing = project.serve(run, one);
        BytecodeUse sharing = project.serve(run, project.environment("other", "3.11"));
        Path linked = one.directory().resolve(".tox-matrix/bytecode/0/own/mod.cpython-311.pyc");
        Files.write(linked, new byte[] {1, 2, 3}, StandardOpenOption.TRUNCATE_EXISTING);

        for (BytecodeUse use : List.of(writing, sharing)) {
            assertThat(run.end(use)).hasValueSatisfying(change -> {
                assertThat(change.message())
                        .contains("(mod.cpython-311.pyc)", "shared it with py3", "matrix.bytecode=off");
                assertThat(change.spread()).isTrue();
            });
        }
        BytecodeUse later = project.serve(run, project.environment("later", "3.11"));
        assertThat(run.end(later)).isEmpty();
    }

    @Test
    void bytecodeThatAProgramOverwroteWhileNobodyElseHadItHarmsNobody() throws Exception {
        SharedBytecode run = project.run("1");
        assertThat(run.end(project.serve(run, project.environment("earlier", "3.11"))))
                .isEmpty();
        PythonEnvironment one = project.environment("one", "3.11");
        BytecodeUse writing = project.serve(run, one);
        Files.write(one.directory().resolve(".tox-matrix/bytecode/0/own/mod.cpython-311.pyc"), new byte[] {1});
        assertThat(run.end(writing))
                .hasValueSatisfying(change -> assertThat(change.spread()).isFalse());
    }

    @Test
    void bytecodeThatIsReplacedRemovedOrTouchedIsNotDamaged() throws Exception {
        SharedBytecode run = project.run("1");
        PythonEnvironment one = project.environment("one", "3.11", Map.of());
        project.serve(run, project.environment("other", "3.11")); // compiles
        BytecodeUse use = project.serve(run, one);
        project.source("own/mod.py", "VALUE = 2\n");
        project.python(one, "-c", "import own.mod"); // which writes it anew
        Path folder = one.directory().resolve(".tox-matrix/bytecode/0");
        Files.setLastModifiedTime(folder.resolve("own/__init__.cpython-311.pyc"), FileTime.fromMillis(0));
        assertThat(run.end(use)).isEmpty();
    }
}

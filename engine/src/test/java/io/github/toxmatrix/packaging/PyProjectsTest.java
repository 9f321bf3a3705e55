package io.github.toxmatrix.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all environments of a run ask for is parsed once, and as it is now. */
class PyProjectsTest {

    @TempDir
    Path root;

    private final PyProjects files = new PyProjects();

    private PyProject ask() throws Exception {
        return files.in(root).orElseThrow();
    }

    private void write(String text) throws Exception {
        Files.writeString(root.resolve("pyproject.toml"), text);
    }

    @Test
    void whatHasNotChangedIsNotParsedAgain() throws Exception {
        write("name = 'one'");
        PyProject first = ask();
        write("name = 'one'");

        assertThat(ask()).isSameAs(first);
    }

    @Test
    void anotherContentIsSeenAlsoAfterAMistakeAndWhereTheFileIsGone() throws Exception {
        write("name = 'one'");
        assertThat(ask().text("name")).hasValue("one");
        write("name = 'two'");
        assertThat(ask().text("name")).hasValue("two");
        write("name = ");
        assertThatThrownBy(this::ask)
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("pyproject.toml: ")
                .hasMessageContaining("line 1");
        Files.delete(root.resolve("pyproject.toml"));
        assertThat(files.in(root)).isEmpty();
        write("name = 'two'");
        assertThat(ask().text("name")).hasValue("two");
    }

    @Test
    void whatIsNoTextIsNamed() throws Exception {
        Files.write(root.resolve("pyproject.toml"), new byte[] {(byte) 0xff});

        assertThatThrownBy(this::ask)
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("pyproject.toml: it is not UTF-8");
    }
}

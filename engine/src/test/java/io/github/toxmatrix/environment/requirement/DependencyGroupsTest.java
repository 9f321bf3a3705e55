package io.github.toxmatrix.environment.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyGroupsTest {

    @TempDir
    Path folder;

    private final DependencyGroups.Reader reader = new DependencyGroups.Reader();

    private List<String> resolve(String content, String... groups) throws Exception {
        Files.writeString(folder.resolve("pyproject.toml"), content);
        return reader.below(folder).requirements(List.of(groups));
    }

    @Test
    void readsAFileOnceForManyEnvironmentsAndAnewWhenItHasChanged() throws Exception {
        resolve("[dependency-groups]\ntest = ['a']\n", "test");
        DependencyGroups first = reader.below(folder);

        assertThat(reader.below(folder)).isSameAs(first);
        assertThat(resolve("[dependency-groups]\ntest = ['b']\n", "test")).containsExactly("b");
    }

    @Test
    void includesOtherGroupsByAnySpellingOfTheirNames() throws Exception {
        assertThat(resolve(
                        """
                        [dependency-groups]
                        test = ["pytest>=7"]
                        all = ["mypy", {include-group = "Test"}]
                        """,
                        "ALL"))
                .containsExactly("mypy", "pytest>=7");
    }

    @Test
    void takesTheExtrasOfTheProjectItselfForWhatTheyHold() throws Exception {
        assertThat(resolve(
                        """
                        [project]
                        name = "My.Thing"
                        [project.optional-dependencies]
                        fast = ["uvloop; sys_platform != 'win32'", "orjson"]
                        [dependency-groups]
                        test = ["my-thing[fast]; python_version > '3.8'"]
                        """,
                        "test"))
                .containsExactly(
                        "uvloop; (python_version > '3.8') and (sys_platform != 'win32')",
                        "orjson ; python_version > '3.8'");
    }

    @Test
    void namesAGroupThatIsNotThere() {
        assertThatThrownBy(() -> resolve("[dependency-groups]\ntest = []\n", "tests"))
                .hasMessageContaining("dependency group 'tests' not found")
                .hasMessageContaining("[test]");
    }

    @Test
    void namesACycle() {
        assertThatThrownBy(() -> resolve(
                        """
                        [dependency-groups]
                        a = [{include-group = "b"}]
                        b = [{include-group = "a"}]
                        """,
                        "a"))
                .hasMessageContaining("cyclic dependency group include: 'a' -> [a, b]");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> reader.below(folder)).hasMessageContaining("no pyproject.toml found at " + folder);
    }
}

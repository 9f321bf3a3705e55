package io.github.toxmatrix.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.pep.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As tox's own functions answer for the same metadata. */
class PackageDependenciesTest {

    private final PyProjects files = new PyProjects();

    private static final String METADATA =
            """
            Metadata-Version: 2.1
            Name: My.Thing
            Version: 1.0
            Requires-Dist: plain >= 1
            Requires-Dist: old ; python_version < "3"
            Requires-Dist: tested ; extra == 'test'
            Requires-Dist: both ; extra == "test" or extra == "docs"
            Requires-Dist: windows ; (sys_platform == "win32") and extra == "test"
            Requires-Dist: my-thing[test] ; python_version >= "3.9" and extra == "all"
            Requires-Dist: my_thing[all] ; extra == "round"
            Requires-Dist: my_thing[round] ; extra == "all"
            Provides-Extra: test
            Provides-Extra: docs
            Provides-Extra: all
            Provides-Extra: round

            Requires-Dist: not-a-header
            """;

    private static List<String> with(String... extras) throws PackagingException {
        return texts(PackageDependencies.of(CoreMetadata.parse(METADATA, "here")), extras);
    }

    private static List<String> texts(PackageDependencies dependencies, String... extras) throws PackagingException {
        return dependencies.with(List.of(extras)).stream()
                .map(Requirement::toString)
                .toList();
    }

    @Test
    void withoutExtrasThereIsWhatEveryInstallationHas() throws Exception {
        assertThat(with()).containsExactly("old; python_version < \"3\"", "plain>=1");
    }

    @Test
    void anExtraAddsItsOwn() throws Exception {
        assertThat(with("docs")).containsExactly("both", "old; python_version < \"3\"", "plain>=1");
        assertThat(with("Test")).contains("both", "tested", "windows; sys_platform == \"win32\"");
    }

    @Test
    void anExtraMayNameOtherExtrasOfItsPackageEvenInACircle() throws Exception {
        assertThat(with("round"))
                .contains("tested; (python_version >= \"3.9\")")
                .contains("windows; (python_version >= \"3.9\") and (sys_platform == \"win32\")");
    }

    @Test
    void anUnknownExtraIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> with("tests"))
                .isInstanceOf(PackagingException.class)
                .hasMessage("extras not found for package My.Thing: tests (available: all, docs, round, test)");
    }

    @Test
    void aRequirementThatIsNoneIsNamed() {
        assertThatThrownBy(() -> CoreMetadata.parse("Name: a\nVersion: 1\nRequires-Dist: =1\n", "a.whl"))
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("a.whl")
                .hasMessageContaining("=1");
    }

    @Test
    void whatPyprojectDeclaresNeedsNoBackend(@TempDir Path root) throws Exception {
        Files.writeString(
                root.resolve("pyproject.toml"),
                """
                [project]
                name = "thing"
                dynamic = ["version"]
                dependencies = ["plain"]
                optional-dependencies.test_it = ["tested", "thing[more]"]
                optional-dependencies.more = ["extra; python_version<'3'"]
                """);
        PackageDependencies declared =
                PackageDependencies.declared(root, files, true).orElseThrow();

        assertThat(texts(declared)).containsExactly("plain");
        assertThat(texts(declared, "test-it")).containsExactly("extra; python_version < \"3\"", "plain", "tested");
    }

    @Test
    void whatIsDynamicIsNotDeclared(@TempDir Path root) throws Exception {
        assertThat(PackageDependencies.declared(root, files, false)).isEmpty();
        Files.writeString(root.resolve("pyproject.toml"), "[project]\nname='a'\ndynamic=['optional-dependencies']\n");

        assertThat(PackageDependencies.declared(root, files, false)).isPresent();
        assertThat(PackageDependencies.declared(root, files, true)).isEmpty();
        Files.writeString(root.resolve("pyproject.toml"), "[project]\nname='a'\ndynamic=['dependencies']\n");
        assertThat(PackageDependencies.declared(root, files, false)).isEmpty();
    }
}

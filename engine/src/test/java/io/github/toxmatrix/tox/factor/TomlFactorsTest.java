package io.github.toxmatrix.tox.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.TomlDocument;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlFactorsTest {

    @Test
    void takesNamesAsTheyAre() {
        assertThat(envList("['py3{10-12}', 'a,b', 'a,b']")).containsExactly("py3{10-12}", "a,b");
    }

    @Test
    void multipliesTheGroupsOfAProduct() {
        assertThat(envList(
                        "[{product = [['a', 'b'], {prefix = 'py3', start = 10, stop = 11}], exclude = ['b-py310']}]"))
                .containsExactly("a-py310", "a-py311", "b-py311");
    }

    @Test
    void expandsRangesAndLabelledGroups() {
        assertThat(envList("['lint', {prefix = '3.', start = 12, stop = 13}, {django = ['42', '50']}]"))
                .containsExactly("lint", "3.12", "3.13", "42", "50");
    }

    @Test
    void closesOpenRangesWithThePythonsToxKnows() {
        assertThat(envList("[{prefix = 'py3', start = 14}]")).containsExactly("py314", "py315");
        assertThat(envList("[{prefix = 'py3', stop = 12}]")).containsExactly("py311", "py312");
        assertThat(envList("[{prefix = 'py3', start = 40}]")).containsExactly("py340");
        assertThat(envList("[{prefix = 'py3', stop = 9}]")).containsExactly("py39");
    }

    @Test
    void knowsNoEnvironmentOfAnEmptyProduct() {
        assertThat(envList("[{product = []}, {product = [['a'], []]}]")).isEmpty();
    }

    @Test
    void remembersWhichFactorAnEnvironmentTook() {
        List<TomlFactors.Group> groups = TomlFactors.groups(value("[{python = ['a', 'b']}, {lib = ['a', 'c']}]"));

        assertThat(TomlFactors.combine(groups, java.util.Optional.of("test")))
                .containsExactly("test-a-a", "test-a-c", "test-b-a", "test-b-c");
        assertThat(groups.get(1).taken()).containsEntry("test-b-a", "a").containsEntry("test-a-c", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'a,b'|env_list must be an array, is a string",
                "[1]|one is a number",
                "[{product = [['a']], prefix = 'b'}]|cannot have both 'product' and 'prefix'",
                "[{product = 'a'}]|'product' must be an array of groups, is a string",
                "[{product = [['a']], exclude = 'a'}]|'exclude' must be an array, is a string",
                "[{product = [[{prefix = 'a', start = 1}]]}]|write a range or a label beside the arrays",
                "[{prefix = 'a'}]|must have 'start' or 'stop'",
                "[{prefix = 'a', start = true}]|'start' of a range must be an integer, is a boolean",
                "[{prefix = 'a', start = 1, stop = 999999999}]|too long",
                "[{env = ['a']}]|'env' is reserved",
                "[{lib = 'a'}]|the group of factors 'lib' must be an array",
                "[{a = ['1'], b = ['2']}]|one label, is a table",
            })
    void saysWhatIsWrong(String toml, String message) {
        assertThatThrownBy(() -> envList(toml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static List<String> envList(String toml) {
        return TomlFactors.envList(value(toml));
    }

    private static Object value(String toml) {
        return TomlDocument.of(Path.of("tox.toml"), "x = " + toml)
                .at(List.of("x"))
                .orElseThrow();
    }
}

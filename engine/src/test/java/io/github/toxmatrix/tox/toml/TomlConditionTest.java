package io.github.toxmatrix.tox.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env.CI",
                "env['CI'] == '1'",
                "env.CI == \"1\" and factor.py311",
                "factor['py311'] and not factor.lint",
                "env.MISSING == ''",
                "not env.MISSING",
                "not env.CI == '2'",
                "env_name == 'py311-django'",
                "'py311-django' == env_name",
                "env.MISSING or (factor.lint or env.CI) and 'text'",
                "(env.CI == '1') == factor.py311",
                "env.CI != factor.py311",
                "'it\\'s' == \"it's\"",
                "not not factor.py311",
            })
    void holds(String condition) {
        assertThat(evaluate(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env.MISSING",
                "factor.django42",
                "not factor.py311 or env.CI == '2'",
                "env.CI and ''",
                "factor.lint and env.CI or not env_name",
                "env.CI == factor.py311"
            })
    void doesNotHold(String condition) {
        assertThat(evaluate(condition)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "os.name|expected a text in quotes, env.NAME, factor.NAME or env_name before this at column 3",
                "1 == 1|expected a text in quotes",
                "env|expected '[' at column 4",
                "env['CI'|expected ']' at column 9",
                "env[CI]|expected ']' at column 5",
                "env.CI ==|expected a text in quotes",
                "'a' == 'a' == 'a'|not a chain of them",
                "(env.CI|expected ')' at column 8",
                "env.CI env.CI|expected and, or, ==, != or the end of the condition at column 8",
                "env.CI in 'a'|expected and, or, ==, != or the end",
            })
    void saysWhereSomethingElseWasExpected(String condition, String message) {
        assertThatThrownBy(() -> evaluate(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> evaluate("(".repeat(100_000))).hasMessageContaining("at most 100 levels");
        assertThatThrownBy(() -> evaluate("not ".repeat(100_000))).hasMessageContaining("at most 100 levels");
    }

    @Test
    void joinsTextsThatFollowEachOther() {
        assertThat(evaluate("env_name == 'py311' '-' \"django\"")).isTrue();
        assertThat(evaluate("'' ''")).isFalse();
    }

    private static boolean evaluate(String condition) {
        return TomlCondition.holds(condition, Map.of("CI", "1"), Set.of("py311", "django"), "py311-django");
    }
}

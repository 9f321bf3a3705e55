package io.github.toxmatrix.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.toxmatrix.report.PosixShell;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected is what {@code sh} makes of it. */
class PosixWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '~',
            value = {
                "-k login ~ -k|login",
                "-k 'a or b' ~ -k|a or b",
                "-k \"it's\" ~ -k|it's",
                "a\\ b c ~ a b|c",
                "'a\\b' ~ a\\b",
                "\"a\\b\" ~ a\\b",
                "\"a\\\"b\\\\\" ~ a\"b\\",
                "a'b'\"c\" ~ abc",
                "'' \"\" ~ |",
                "a\tb ~ a|b",
                "$HOME * ~ $HOME|*"
            })
    void areThoseOfAShell(String text, String words) {
        assertThat(PosixWords.split(text)).containsExactly(words.split("\\|", -1));
    }

    @Test
    void areNoneInBlanks() {
        assertThat(PosixWords.split("")).isEmpty();
        assertThat(PosixWords.split(" \t\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '~',
            value = {"a 'b ~ '", "\"a ~ \"", "it's ~ '"})
    void mustNotLeaveAQuoteOpen(String text, String quote) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PosixWords.split(text))
                .withMessage("a quote " + quote + " is not closed");
    }

    @Property
    void areThoseThatWereQuoted(@ForAll List<String> words) {
        String line = words.stream().map(PosixShell::quote).collect(Collectors.joining(" "));

        assertThat(PosixWords.split(line)).isEqualTo(words);
    }
}

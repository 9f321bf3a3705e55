package io.github.toxmatrix.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsOfTest {

    @ParameterizedTest
    @CsvSource({
        "2024-05-01,2024-05-01T00:00:00Z",
        "2024-05-01T12:00:00Z,2024-05-01T12:00:00Z",
        "2024-05-01T12:00:00+02:00,2024-05-01T10:00:00Z",
        "2024-05-01 12:00:00Z,2024-05-01T12:00:00Z"
    })
    void isADateOrATimeInUtc(String text, String time) {
        assertThat(AsOf.parse(text)).hasToString(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2024-13-01", "2024-05-01T12:00:00", ""})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> AsOf.parse(text)).hasMessageContaining("write a date such as 2024-05-01");
    }
}

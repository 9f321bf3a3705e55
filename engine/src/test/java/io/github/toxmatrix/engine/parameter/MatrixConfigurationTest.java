package io.github.toxmatrix.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.engine.Parameters;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How old an answer of an index may be, as the parameters say it. */
class MatrixConfigurationTest {

    private static MatrixConfiguration with(String name, String value) {
        return MatrixConfiguration.of(new Parameters(Map.of(name, value)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0s, 0", "90s, 90", "10m, 600", "2 H, 7200"})
    void anAgeIsANumberAndAUnitWhichNothingNeedsNot(String text, long seconds) {
        assertThat(with("matrix.resolution.max-age", text).resolutionMaxAge()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "-1h", "1d", "soon"})
    void whatIsNoAgeIsNamedWithAnExample(String text) {
        assertThatThrownBy(() -> with("matrix.resolution.max-age", text))
                .hasMessageContaining("matrix.resolution.max-age=" + text + ": it is no duration")
                .hasMessageContaining("90s");
    }

    @Test
    void toRefreshStandsAboveAnyAge() {
        Map<String, String> both = Map.of("matrix.resolution.max-age", "12h", "matrix.refresh", "true");
        assertThat(MatrixConfiguration.of(new Parameters(both)).resolutionMaxAge())
                .contains(Duration.ZERO);
    }
}

package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small configurations, each about one idea, with what tox answered to {@code list} and {@code config -e ALL --core}.
 * {@code recorded/record.py} asks an installed tox anew.
 */
class RecordedConfigurationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ini-core",
                "ini-errors",
                "ini-factors",
                "ini-inheritance",
                "ini-packaging",
                "ini-set-env",
                "ini-substitution",
                "legacy",
                "setup-cfg",
                "toml-errors",
                "toml-native",
                "toml-replace"
            })
    void areReadAsToxDoes(String name) throws URISyntaxException {
        Path folder = Path.of(RecordedConfigurationsTest.class
                        .getResource("recorded/" + name + "/config.json")
                        .toURI())
                .getParent();
        Conformance conformance = new Conformance(11);
        conformance.compare(new Golden(name, folder, folder));
        assertThat(conformance.differences()).isEmpty();
    }
}

package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of the spellings of a key counts. */
class IniSpellingsTest extends ReadingCase {

    @Test
    void prefersTheFirstSpellingInASection() {
        Reading reading = ini(
                """
                        [testenv]
                        setenv = A=2
                        set_env = A=1
                        """);

        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void prefersAnAliasThatIsNearer() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env = A=1
                        [testenv:x]
                        setenv = A=2
                        """);

        assertThat(reading.setEnv("x")).isEqualTo(Map.of("A", "2"));
    }

    @Test
    void ignoresKeysOfTox3() {
        Reading reading = ini(
                """
                        [testenv]
                        whitelist_externals = make
                        sitepackages = true
                        """);

        assertThat(reading.value("py", "allowlist_externals")).isEqualTo(List.of());
        assertThat(reading.value("py", "system_site_packages")).isEqualTo(true);
    }
}

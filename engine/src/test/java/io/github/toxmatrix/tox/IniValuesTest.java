package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.CoreKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Types that texts are converted to, and which may be blank (tox's {@code str_convert.py}). */
class IniValuesTest extends ReadingCase {

    @Test
    void takesSpellingsOfBooleans() {
        Reading reading = ini(
                """
                        [testenv]
                        ignore_errors = YES
                        ignore_outcome = off
                        fail_fast =
                        """);

        assertThat(reading.value("py", "ignore_errors")).isEqualTo(true);
        assertThat(reading.value("py", "ignore_outcome")).isEqualTo(false);
        assertThat(reading.value("py", "fail_fast")).isEqualTo(false);
    }

    @Test
    void refusesOtherBooleans() {
        Reading reading = ini(
                """
                        [testenv]
                        ignore_errors = maybe
                        """);

        assertThatThrownBy(() -> reading.value("py", "ignore_errors"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void takesABlankTextForFalseWhereNothingNeedBeSet() {
        Reading reading = ini(
                """
                        [tox]
                        venv_redirect =
                        [testenv]
                        description = {[tox]venv_redirect}
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("False");
    }

    @Test
    void refusesABlankNumberWhereOneMustBe() {
        Reading reading = ini(
                """
                        [testenv]
                        suicide_timeout =
                        """);

        assertThatThrownBy(() -> reading.value("py", "suicide_timeout"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("suicide_timeout");
    }

    @Test
    void refusesABlankVersion() {
        Reading reading = ini(
                """
                        [tox]
                        min_version =
                        """);

        assertThatThrownBy(() -> reading.project().get(CoreKeys.MIN_VERSION))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("Invalid version: ''");
    }

    @Test
    void refusesAnEmptyPath() {
        Reading reading = ini(
                """
                        [testenv]
                        change_dir =
                        """);

        assertThatThrownBy(() -> reading.value("py", "change_dir"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void refusesANameOfTheProvisioningEnvironmentThatIsNoFolder() {
        Reading reading = ini(
                """
                        [tox]
                        provision_tox_env =
                        """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini");
    }

    @Test
    void takesABackslashInAPatternOfVariablesAsItIs() {
        Reading reading = ini(
                """
                        [testenv]
                        disallow_pass_env =
                            A\\b
                            VIRTUALENV_*
                        """);

        assertThat(reading.environ(Map.of("VIRTUALENV_COPIES", "1")).value("py", "always_copy"))
                .isEqualTo(false);
    }
}

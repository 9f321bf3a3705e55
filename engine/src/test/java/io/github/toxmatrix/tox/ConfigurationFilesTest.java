package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which file configures a project: the order, what ends the search, what is passed over (tox's {@code config/source}). */
class ConfigurationFilesTest extends ReadingCase {

    @Test
    void looksForFilesInToxsOrder() throws IOException {
        Reading reading = ini("[tox]\nenv_list = of-tox-ini\n")
                .with("setup.cfg", "[tox:tox]\nenv_list = of-setup-cfg\n")
                .with("pyproject.toml", "[tool.tox]\nenv_list = ['of-pyproject']\n")
                .with("tox.toml", "env_list = ['of-tox-toml']\n");

        List<String> found = new ArrayList<>();
        for (String file : List.of("tox.ini", "setup.cfg", "pyproject.toml", "tox.toml")) {
            found.addAll(reading.defaults());
            Files.delete(folder.resolve(file));
        }

        assertThat(found).containsExactly("of-tox-ini", "of-setup-cfg", "of-pyproject", "of-tox-toml");
    }

    @Test
    void findsTheFileOfAFolderAboveUnlessAFolderIsNamed() throws IOException {
        ini("""
                        [tox]
                        env_list = above
                        """);

        Path below = Files.createDirectories(folder.resolve("a/b"));

        assertThat(ToxProject.load(below, ToxInvocation.ofThisProcess()).configFile())
                .isEqualTo(folder.resolve("tox.ini"));
        assertThatThrownBy(() -> ToxProject.loadFrom(below, ToxInvocation.ofThisProcess()))
                .hasMessageStartingWith("no tox configuration found: looked for tox.ini")
                .hasMessageEndingWith("in " + below);
    }

    @Test
    void endsTheSearchAtAFileThatIsBroken() {
        assertThatThrownBy(() -> new Reading(folder)
                        .with("pyproject.toml", """
                        [tool.tox
                        """)
                        .with("tox.toml", "env_list = ['a']\n")
                        .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void takesToxIniWithoutACoreSectionBeforeOtherFiles() {
        Reading reading =
                ini("""
                        [testenv]
                        description = x
                        """)
                        .with("tox.toml", "env_list = ['a']\n");

        assertThat(reading.defaults()).isEqualTo(List.of("py"));
    }

    @Test
    void skipsSetupCfgWithoutItsCoreSection() {
        Reading reading = new Reading(folder)
                .with(
                        "setup.cfg",
                        """
                        [metadata]
                        name = x
                        """)
                .with("tox.toml", "env_list = ['a']\n");

        assertThat(reading.defaults()).isEqualTo(List.of("a"));
    }

    @Test
    void keepsTheNamesOfEnvironmentSectionsInSetupCfg() {
        Reading reading = new Reading(folder)
                .with(
                        "setup.cfg",
                        """
                        [tox:tox]
                        env_list = a
                        [testenv:a]
                        description = yes
                        [tox:testenv:a]
                        description = no
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("yes");
    }

    @Test
    void leavesTheLegacyStringAloneBesideNativeKeys() {
        Reading reading = new Reading(folder)
                .with(
                        "pyproject.toml",
                        """
                        [tool.tox]
                        legacy_tox_ini = "[tox]\\nenv_list = old"
                        env_list = ["new"]
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("new"));
    }

    @Test
    void readsTheLegacyStringBeforeToxToml() {
        Reading reading = new Reading(folder)
                .with(
                        "pyproject.toml",
                        """
                        [tool.tox]
                        legacy_tox_ini = "[tox]\\nenv_list = old"
                        """)
                .with("tox.toml", "env_list = ['new']\n");

        assertThat(reading.defaults()).isEqualTo(List.of("old"));
    }

    @Test
    void goesOnFromAnEmptyNativeTable() {
        Reading reading = new Reading(folder)
                .with("pyproject.toml", """
                        [tool.tox]
                        """)
                .with("tox.toml", "env_list = ['a']\n");

        assertThat(reading.defaults()).isEqualTo(List.of("a"));
    }
}

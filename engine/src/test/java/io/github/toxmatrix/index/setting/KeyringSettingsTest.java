package io.github.toxmatrix.index.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a password is in a keyring, which installers ask and our index does not. */
class KeyringSettingsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "keyring-provider = 'subprocess', http://me@a.test/, true",
        "keyring-provider = 'subprocess', http://me:word@a.test/, false",
        "keyring-provider = 'subprocess', http://a.test/, false",
        "keyring-provider = 'disabled', http://me@a.test/, false",
        "pip.keyring-provider = 'subprocess', http://me@a.test/, true",
        "offline = false, http://me@a.test/, false",
    })
    void uvAsksItselfWhereAKeyringHasThePassword(String line, String url, boolean itself) throws Exception {
        Files.writeString(folder.resolve("uv.toml"), line + "\nindex-url = '" + url + "'\n");

        assertThat(settings(Map.of(), Map.of())
                        .reasonForUvToAskItself("http://default.test/", new IndexUse.Auto())
                        .isPresent())
                .isEqualTo(itself);
    }

    @Test
    void uvAsksItselfWhereAKeyringHasUserAndPassword() throws Exception {
        String index = "[[index]]\nname = 'private'\nurl = 'http://a.test/'\nauthenticate = 'always'\n";
        Files.writeString(folder.resolve("uv.toml"), index);

        assertThat(settings(Map.of(), Map.of()).reasonForUvToAskItself("http://default.test/", new IndexUse.Auto()))
                .as("without a keyring there is nothing that it alone could ask")
                .isEmpty();
        assertThat(settings(Map.of("UV_KEYRING_PROVIDER", "subprocess"), Map.of())
                        .reasonForUvToAskItself("http://default.test/", new IndexUse.Auto()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("keyring-provider"));
        assertThat(settings(Map.of("UV_KEYRING_PROVIDER", "subprocess"), Map.of())
                        .reasonForUvToAskItself(
                                "http://default.test/", IndexUse.parse("http://a.test:1/" + "0f".repeat(24))))
                .as("another machine's index has passwords of its own")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "subprocess, http://a.test/, true",
        "import, http://me@a.test/, true",
        "import, http://me:word@a.test/, false",
        "auto, http://a.test/, false",
        "disabled, http://a.test/, false",
    })
    void pipAsksItselfWhereAKeyringMayHaveThePassword(String provider, String url, boolean itself) throws Exception {
        assertThat(settings(Map.of(), Map.of("keyring-provider", provider, "index-url", url))
                        .reasonForPipToAskItself("http://default.test/", new IndexUse.Auto())
                        .isPresent())
                .isEqualTo(itself);
    }

    private InstallerSettings settings(Map<String, String> variables, Map<String, String> pip) throws IOException {
        Map<String, String> own = new HashMap<>(variables);
        own.put("UV_CONFIG_FILE", folder.resolve("uv.toml").toString());
        if (Files.notExists(folder.resolve("uv.toml"))) {
            Files.createFile(folder.resolve("uv.toml"));
        }
        return new InstallerSettings(new PipSettings(pip), UvSettings.read(own, folder));
    }
}

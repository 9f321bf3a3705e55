package io.github.toxmatrix.index.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Manner;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.interpreter.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users have configured for uv is read as uv reads it. */
class UvSettingsTest {

    @TempDir
    Path folder;

    @Test
    void readsUvsVariablesBeforeItsFiles() throws Exception {
        Files.writeString(
                folder.resolve("uv.toml"),
                """
                index-url = "https://weak.test/simple"
                extra-index-url = ["https://x.test/simple"]
                find-links = ["wheels"]

                [[index]]
                name = "inner"
                url = "https://inner.test/simple"

                [[index]]
                name = "torch"
                url = "https://torch.test/simple"
                explicit = true
                """);
        PackageSources sources = uv(Map.of(
                        "UV_DEFAULT_INDEX", "https://main.test/simple/",
                        "UV_INDEX", "mine=https://mine.test/simple https://two.test/simple",
                        "UV_INDEX_MINE_USERNAME", "me",
                        "UV_INDEX_MINE_PASSWORD", "word"))
                .orElseThrow();

        assertThat(sources.main().map(Location::text)).hasValue("https://main.test/simple/");
        assertThat(sources.others())
                .extracting(location -> location.name().orElse("") + " " + location.text())
                .containsExactly(
                        "mine https://mine.test/simple",
                        " https://two.test/simple",
                        "inner https://inner.test/simple",
                        " https://x.test/simple");
        assertThat(sources.others().get(0).upstream().flatMap(Upstream::credentials))
                .hasValue(new Credentials("me", "word"));
        assertThat(sources.links())
                .extracting(Location::text)
                .containsExactly(folder.resolve("wheels").toString());
    }

    @Test
    void readsUvsTableOfAProjectAbove() throws Exception {
        Files.writeString(
                folder.resolve("pyproject.toml"),
                "[tool.uv]\n[[tool.uv.index]]\nurl = 'https://a.test/simple'\ndefault = true\n");
        Path below = Files.createDirectories(folder.resolve("a/b"));

        assertThat(UvSettings.read(
                                Map.of("XDG_CONFIG_HOME", folder.resolve("none").toString()), below)
                        .sources(Optional.empty())
                        .flatMap(PackageSources::main)
                        .map(Location::text))
                .hasValue("https://a.test/simple");
    }

    /** Of the machine's files uv reads one. */
    @Test
    void readsUvsFileOfTheMachine() throws Exception {
        for (String place : List.of("one", "two")) {
            Files.writeString(
                    Files.createDirectories(folder.resolve(place).resolve("uv")).resolve("uv.toml"),
                    "index-url = 'https://" + place + ".test/simple'\n");
        }

        assertThat(uv(Map.of(
                                "XDG_CONFIG_DIRS",
                                folder.resolve("none") + ":" + folder.resolve("one") + ":" + folder.resolve("two")))
                        .orElseThrow()
                        .upstreams())
                .extracting(upstream -> upstream.url().toString())
                .containsExactly("https://one.test/simple");
    }

    @Test
    void takesTheStatusesThatUvIsToIgnoreAndWhomToShowCredentials() throws Exception {
        Files.writeString(
                folder.resolve("uv.toml"),
                "[[index]]\nname = 'own'\nurl = 'https://a.test/'\nignore-error-codes = [403, 401]\nauthenticate = 'never'\n");
        Upstream own = uv(Map.of()).orElseThrow().upstreams().get(1);

        assertThat(own.manner()).isEqualTo(new Manner(Set.of(401, 403), true));
        assertThat(own.id())
                .as("what it says is understood otherwise elsewhere")
                .isNotEqualTo(Upstream.parse("https://a.test/", Upstream.Kind.SIMPLE)
                        .orElseThrow()
                        .id());
    }

    @Test
    void readsTheFirstFileOfTheMachineAsUvFindsIt() throws Exception {
        assumeThat(Platform.current()).isNotEqualTo(Platform.WINDOWS);
        Path user = Files.createDirectories(folder.resolve("user/uv"));
        Files.writeString(user.resolve("uv.toml"), "extra-index-url = ['https://user.test/simple']\n");
        for (String name : List.of("second", "third")) {
            Path machine = Files.createDirectories(folder.resolve(name).resolve("uv"));
            Files.writeString(machine.resolve("uv.toml"), "extra-index-url = ['https://" + name + ".test/simple']\n");
        }
        Map<String, String> variables = Map.of(
                "XDG_CONFIG_HOME",
                folder.resolve("user").toString(),
                "XDG_CONFIG_DIRS",
                folder.resolve("first") + ":" + folder.resolve("second") + ":" + folder.resolve("third"));

        assertThat(UvSettings.read(variables, folder)
                        .sources(Optional.empty())
                        .orElseThrow()
                        .others())
                .extracting(Location::text)
                .containsExactly("https://user.test/simple", "https://second.test/simple");
    }

    @Test
    void namesAFileOfUvThatIsBroken() throws Exception {
        Files.writeString(folder.resolve("uv.toml"), "index-url = ");

        assertThatThrownBy(() -> uv(Map.of())).hasMessageContaining("uv.toml");
    }

    @Test
    void saysNothingWhereUvWasToldNothing() throws Exception {
        assertThat(UvSettings.read(Map.of("UV_NO_CONFIG", "1"), folder).sources(Optional.empty()))
                .isEmpty();
    }

    private Optional<PackageSources> uv(Map<String, String> environ) throws Exception {
        return UvSettings.read(
                        new java.util.HashMap<>(environ) {
                            private static final long serialVersionUID = 1L;

                            {
                                put("XDG_CONFIG_HOME", folder.resolve("none").toString());
                            }
                        },
                        folder)
                .sources(Optional.of("https://default.test/simple"));
    }
}

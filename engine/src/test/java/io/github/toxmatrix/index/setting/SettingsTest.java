package io.github.toxmatrix.index.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Netrc;
import io.github.toxmatrix.index.upstream.Upstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users have configured is read as pip and uv read it, and is not shown. */
class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatPipLists() {
        PipSettings pip = PipSettings.parse(
                """
                :env:.extra-index-url='https://b.test/simple https://me:it\\'s@c.test/simple/'
                global.index-url='https://weak.test/simple'
                install.index-url="https://a.test/it's"
                freeze.index-url='https://other.test'
                global.find-links='\\n/opt/wheels\\nhttps://d.test/links.html'
                """);
        PackageSources sources = pip.sources(Optional.empty());

        assertThat(sources.main().map(Location::text)).hasValue("https://a.test/it's");
        assertThat(sources.others())
                .extracting(Location::text)
                .containsExactly("https://b.test/simple", "https://me:it's@c.test/simple/");
        assertThat(sources.links())
                .extracting(Location::text)
                .containsExactly("/opt/wheels", "https://d.test/links.html");
        assertThat(sources.upstreams())
                .extracting(upstream -> upstream.url().toString())
                .containsExactly(
                        "https://a.test/it's",
                        "https://b.test/simple",
                        "https://c.test/simple",
                        "https://d.test/links.html");
        assertThat(pip + " " + sources).doesNotContain("it's@").doesNotContain("password");
    }

    @Test
    void takesNoIndexAtItsWord() {
        PackageSources sources = new PipSettings(
                        Map.of("no-index", "true", "index-url", "https://a.test", "find-links", "https://b.test/l"))
                .sources(Optional.of("https://default.test/simple"));

        assertThat(sources.main()).isEmpty();
        assertThat(sources.upstreams()).hasSize(1);
    }

    @Test
    void findsTheDefaultInPipsHelpHoweverItBreaksLines() {
        assertThat(
                        DefaultIndex.inHelpOfPip(
                                "  -i, --index-url <url>   Base URL of the Python\n      Package Index (default\n   https://x.test/simple). This"))
                .hasValue("https://x.test/simple");
        assertThat(DefaultIndex.inHelpOfPip("usage: pip")).isEmpty();
    }

    @Test
    void findsTheDefaultInUvsHelp() {
        assertThat(
                        DefaultIndex.inHelpOfUv(
                                "      --index <INDEX>\n          more\n      --default-index <DEFAULT_INDEX>\n"
                                        + "          The default package index (by\n          default: <https://x.test/simple>) [env: X]"))
                .hasValue("https://x.test/simple");
    }

    @Test
    void uvIsToldWherePipTakesPackagesFrom() {
        PipSettings pip = PipSettings.parse(
                """
                :env:.cert='/ca.pem'
                :env:.find-links='/one /two'
                global.index-url='http://weak.invalid/simple'
                install.index-url='http://user:it\\'s@strong.invalid/simple'
                global.extra-index-url='http://a.invalid\\nhttp://b.invalid'
                """);
        assertThat(pip.forUv(Map.of(), true))
                .containsEntry("UV_DEFAULT_INDEX", "http://user:it's@strong.invalid/simple")
                .containsEntry("UV_INDEX", "http://a.invalid http://b.invalid")
                .containsEntry("UV_INDEX_STRATEGY", "unsafe-best-match")
                .containsEntry("UV_FIND_LINKS", "/one,/two")
                .containsEntry("SSL_CERT_FILE", "/ca.pem");
    }

    @Test
    void whatTheUserHasToldUvStays() throws Exception {
        PipSettings pip = new PipSettings(Map.of("index-url", "http://pip.invalid", "cert", "/pip.pem"));
        Map<String, String> variables =
                Map.of("UV_INDEX", "http://uv.invalid", "SSL_CERT_FILE", "/own.pem", "UV_NO_CONFIG", "1");

        assertThat(new InstallerSettings(pip, UvSettings.read(variables, folder)).toldToUv(variables))
                .isEmpty();
    }

    @Test
    void whatUvsOwnFileNamesIsNotOverruledByPip() throws Exception {
        Files.writeString(folder.resolve("uv.toml"), "[[index]]\nname = 'own'\nurl = 'https://own.test/simple'\n");
        PipSettings pip = new PipSettings(Map.of("index-url", "http://pip.invalid", "extra-index-url", "http://two"));
        Map<String, String> variables =
                Map.of("XDG_CONFIG_HOME", folder.resolve("none").toString());

        assertThat(new InstallerSettings(pip, UvSettings.read(variables, folder)).toldToUv(variables))
                .isEmpty();
    }

    @Test
    void readsNetrc() {
        Netrc netrc = Netrc.parse(
                """
                # machine no.test login no password no
                machine a.test
                  login me
                  password "with \\"quotes\\""
                macdef init
                  machine b.test login x password y

                machine c.test login you password them default login any password one
                """);

        assertThat(netrc.find("a.test")).hasValue(new Credentials("me", "with \"quotes\""));
        assertThat(netrc.find("c.test")).hasValue(new Credentials("you", "them"));
        assertThat(netrc.find("b.test")).hasValue(new Credentials("any", "one"));
    }

    @Test
    void namesACertificateFileThatCannotBeUsed() throws Exception {
        Path empty = Files.writeString(folder.resolve("ca.pem"), "nothing");
        PipSettings pip = new PipSettings(Map.of("cert", empty.toString()));
        assertThatThrownBy(() -> network(pip, Map.of())).hasMessageContaining(empty.toString());

        PipSettings client = new PipSettings(Map.of("client-cert", empty.toString()));
        assertThatThrownBy(() -> network(client, Map.of()))
                .hasMessageContaining("no private key")
                .hasMessageContaining("openssl pkcs8");
    }

    private ConfiguredNetwork network(PipSettings pip, Map<String, String> environ) throws Exception {
        return ConfiguredNetwork.of(
                new InstallerSettings(pip, UvSettings.read(Map.of("UV_NO_CONFIG", "1"), folder)), environ, folder);
    }

    @Test
    void keepsIndexesApart() {
        Upstream one =
                Upstream.parse("https://A.test/simple/", Upstream.Kind.SIMPLE).orElseThrow();
        Upstream same =
                Upstream.parse("https://a.test/simple", Upstream.Kind.SIMPLE).orElseThrow();
        Upstream user = Upstream.parse("https://me:x@a.test/simple", Upstream.Kind.SIMPLE)
                .orElseThrow();
        Upstream renewed = Upstream.parse("https://me:y@a.test/simple", Upstream.Kind.SIMPLE)
                .orElseThrow();

        assertThat(one.id()).isEqualTo(same.id()).isNotEqualTo(user.id());
        assertThat(user.id()).isEqualTo(renewed.id());
        assertThat(Upstream.parse("file:///srv/wheels", Upstream.Kind.FLAT)).isEmpty();
        assertThat(Upstream.parse("/srv/wheels", Upstream.Kind.FLAT)).isEmpty();
        assertThat(List.of(user.toString(), user.url().toString())).noneMatch(text -> text.contains("me"));
    }
}

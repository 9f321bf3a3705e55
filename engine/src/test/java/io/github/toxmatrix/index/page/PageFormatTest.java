package io.github.toxmatrix.index.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages are read as pip and uv read them, and come out as they went in. */
class PageFormatTest {

    private static final URI BASE = URI.create("https://index.test/simple/demo/");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| HTML",
                "*/*| HTML",
                "text/html| HTML",
                "application/vnd.pypi.simple.v1+json| JSON",
                "application/vnd.pypi.simple.v1+json, text/html;q=0.01| JSON",
                "application/vnd.pypi.simple.v1+json;q=0.1, text/html| HTML",
                "application/vnd.pypi.simple.latest+json| JSON",
                "text/html;q=0, application/*| JSON",
            })
    void answersWhatIsWanted(String accept, PageFormat format) {
        assertThat(PageFormat.wanted(accept).map(PageFormat.Answer::format)).hasValue(format);
    }

    @ParameterizedTest
    @CsvSource({"image/png", "text/html;q=0", "text/html;q=x", ";;;"})
    void answersNothingElse(String accept) {
        assertThat(PageFormat.wanted(accept)).isEmpty();
    }

    @Test
    void readsLinksHoweverTheyAreWritten() throws Exception {
        Page page = html(
                """
                <!DOCTYPE html><HTML><head><base href="https://files.test/a/"><script>"<a href='no.whl'>"</script></head>
                <!-- <a href="no.whl">no</a> -->
                <A
                  class=x HREF='demo-1.0.tar.gz#egg=demo&amp;sha256=%s' data-yanked>one</A>
                <a href="demo%%202.zip#md5=%s" data-requires-python="&gt;=3.6&#44;!=3.7.*" data-yanked="it&apos;s">two</a>
                <a data-dist-info-metadata=true href=/b/demo-3-py3-none-any.whl >three</a>
                <a href="demo 4.zip">four</a>
                <a href="">none</a><a href="ftp://x/y.zip">none</a><a href="../">none</a><a name=none>none</a>
                <a href="demo-cut-off.tar
                """
                        .formatted("a".repeat(64), "b".repeat(32)));

        assertThat(page.files())
                .extracting(FileLink::filename)
                .containsExactly("demo-1.0.tar.gz", "demo 2.zip", "demo-3-py3-none-any.whl", "demo 4.zip");
        FileLink one = page.files().get(0);
        assertThat(one.url()).isEqualTo(URI.create("https://files.test/a/demo-1.0.tar.gz"));
        assertThat(one.hashes()).isEqualTo(Map.of("sha256", "a".repeat(64)));
        assertThat(one.yanked()).hasValue("");
        FileLink two = page.files().get(1);
        assertThat(two.requiresPython()).hasValue(">=3.6,!=3.7.*");
        assertThat(two.yanked()).hasValue("it's");
        assertThat(page.files().get(2).hasMetadata()).isTrue();
        assertThat(page.files().get(2).url()).isEqualTo(URI.create("https://files.test/b/demo-3-py3-none-any.whl"));
    }

    @Test
    void announcesMetadataForWheelsAlone() throws Exception {
        Page page = html("<a href='demo-1.tar.gz' data-core-metadata='true'>x</a>");

        assertThat(page.files().get(0).hasMetadata()).isFalse();
        assertThat(new String(PageFormat.HTML.render("demo", page, FileLink::filename), UTF_8))
                .doesNotContain("metadata=");
    }

    @Test
    void passesOverNamesThatLeadElsewhere() throws Exception {
        Page page = json("{\"files\": ["
                + String.join(
                        ",",
                        List.of(
                                file("../x.whl"),
                                file("a/x.whl"),
                                file(".hidden"),
                                file(""),
                                file("C:x.whl"),
                                file("x\\\\y.whl"),
                                file("good.whl")))
                + "]}");

        assertThat(page.files()).extracting(FileLink::filename).containsExactly("good.whl");
    }

    private static String file(String name) {
        return "{\"filename\": \"" + name + "\", \"url\": \"https://files.test/x\", \"hashes\": {}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "[]",
                "{}",
                "{\"files\": 3}",
                "{\"files\": [",
                "{\"files\": [{\"filename\": ",
                "{\"files\": []",
                "null"
            })
    void refusesWhatIsNoPage(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(MalformedPageException.class);
        assertThatThrownBy(() -> html("x")).isInstanceOf(MalformedPageException.class);
    }

    @Test
    void refusesAMajorVersionThatIsNotKnown() {
        assertThatThrownBy(() -> json("{\"meta\": {\"api-version\": \"2.0\"}, \"files\": []}"))
                .hasMessageContaining("known is 1");
        assertThatThrownBy(() -> html("<html><meta name='pypi:repository-version' content='2.0'>"))
                .hasMessageContaining("known is 1");
    }

    @Test
    void writesWhatItReads() throws Exception {
        Page page = json(
                """
                {"meta": {"api-version": "1.3"}, "name": "demo", "versions": ["1"], "alternate-locations": [], "files": [
                 {"filename": "demo-1-py3-none-any.whl", "url": "https://f.test/1", "hashes": {"sha256": "%s", "md5": "%s"},
                  "requires-python": ">=3 \\"<&", "yanked": "a\\n<b>", "size": 7, "upload-time": "2024-01-02T03:04:05.123456Z",
                  "core-metadata": {"sha256": "%s"}, "provenance": null},
                 {"filename": "demo-1.zip", "url": "https://f.test/2", "hashes": {}, "yanked": true, "size": 0,
                  "core-metadata": false}]}
                """
                        .formatted("a".repeat(64), "b".repeat(32), "c".repeat(64)));

        assertThat(read(PageFormat.JSON, page)).isEqualTo(page);
        Page fromHtml = read(PageFormat.HTML, page);
        assertThat(fromHtml.files())
                .extracting(FileLink::url)
                .containsExactly(URI.create("https://f.test/1"), URI.create("https://f.test/2"));
        assertThat(fromHtml.files())
                .extracting(FileLink::yanked)
                .containsExactly(Optional.of("a\n<b>"), Optional.of(""));
        assertThat(fromHtml.files().get(0).requiresPython()).hasValue(">=3 \"<&");
        assertThat(fromHtml.files().get(0).metadata().hashes()).containsEntry("sha256", "c".repeat(64));
    }

    /** HTML takes the name from the URL. */
    private static Page read(PageFormat format, Page page) throws MalformedPageException {
        byte[] written = format.render("demo", page, file -> file.url().toString());
        return format == PageFormat.JSON
                ? PageFormat.parse(written, "application/vnd.pypi.simple.v1+json", BASE)
                : PageFormat.parse(written, "text/html", BASE);
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll String text) {
        for (String type : List.of("text/html", "application/vnd.pypi.simple.v1+json")) {
            try {
                assertThat(PageFormat.parse(("<html><a " + text).getBytes(UTF_8), type, BASE))
                        .isNotNull();
            } catch (MalformedPageException refused) {
                assertThat(refused).hasMessageStartingWith("it ");
            }
        }
    }

    private static Page html(String text) throws MalformedPageException {
        return PageFormat.parse(text.getBytes(UTF_8), "text/html; charset=utf-8", BASE);
    }

    private static Page json(String text) throws MalformedPageException {
        return PageFormat.parse(text.getBytes(UTF_8), "application/vnd.pypi.simple.v1+json", BASE);
    }
}

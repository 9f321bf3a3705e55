package io.github.toxmatrix.index.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Pages in the format of PEP 503, and pages of links as {@code --find-links} takes them. */
final class HtmlPage {

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html>
            <head>
            <meta name="pypi:repository-version" content="1.0">
            <title>Links for %1$s</title>
            </head>
            <body>
            <h1>Links for %1$s</h1>
            %2$s</body>
            </html>
            """;

    private HtmlPage() {}

    /** @param base the URL that the page came from */
    static Page parse(byte[] body, URI base) throws MalformedPageException {
        List<FileLink> files = new ArrayList<>();
        URI from = base;
        boolean html = false;
        for (HtmlTags.Tag tag : HtmlTags.of(new String(body, StandardCharsets.UTF_8))) {
            Map<String, String> attributes = tag.attributes();
            switch (tag.name()) {
                case "base" ->
                    from = Links.resolve(base, attributes.getOrDefault("href", ""))
                            .orElse(from);
                case "meta" -> {
                    if (attributes.getOrDefault("name", "").equals("pypi:repository-version")) {
                        RepositoryVersion.check(attributes.getOrDefault("content", ""));
                    }
                }
                case "a" -> link(attributes, from).ifPresent(files::add);
                default -> html |= tag.name().equals("html") || tag.name().equals("body");
            }
        }
        if (files.isEmpty() && !html) {
            throw new MalformedPageException("it is no HTML with links");
        }
        return new Page(files, Optional.empty());
    }

    private static Optional<FileLink> link(Map<String, String> attributes, URI base) {
        String link = attributes.getOrDefault("href", "");
        return Links.resolve(base, link)
                .filter(url -> FileLink.isFilename(filename(url)))
                .map(url -> new FileLink(
                        filename(url),
                        url,
                        Hashes.parse(Links.fragment(link)),
                        Optional.ofNullable(attributes.get("data-requires-python")),
                        Optional.ofNullable(attributes.get("data-yanked")),
                        metadata(attributes),
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    private static String filename(URI url) {
        return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    }

    private static CoreMetadata metadata(Map<String, String> attributes) {
        String value = attributes.getOrDefault(
                "data-core-metadata", attributes.getOrDefault("data-dist-info-metadata", "false"));
        return value.equals("false") ? CoreMetadata.NONE : new CoreMetadata(true, Hashes.parse(value));
    }

    /** @param place gives the URL of a file, relative to the page */
    static byte[] render(String project, Page page, Function<FileLink, String> place) {
        StringBuilder links = new StringBuilder();
        page.files().forEach(file -> links.append(anchor(file, place.apply(file))));
        return PAGE.formatted(escape(project), links).getBytes(StandardCharsets.UTF_8);
    }

    private static String anchor(FileLink file, String url) {
        StringBuilder anchor = new StringBuilder("<a");
        String fragment = best(file.hashes()).map(hash -> "#" + hash).orElse("");
        attribute(anchor, "href", url + fragment);
        file.requiresPython().ifPresent(specifier -> attribute(anchor, "data-requires-python", specifier));
        file.yanked().ifPresent(reason -> attribute(anchor, "data-yanked", reason));
        if (file.hasMetadata()) {
            String value = best(file.metadata().hashes()).orElse("true");
            attribute(anchor, "data-core-metadata", value);
            attribute(anchor, "data-dist-info-metadata", value);
        }
        return anchor.append('>')
                .append(escape(file.filename()))
                .append("</a><br>\n")
                .toString();
    }

    /** The one hash for which there is room: that which pip and uv prefer. */
    private static Optional<String> best(Map<String, String> hashes) {
        return List.of("sha256", "sha512", "sha384", "sha224", "sha1", "md5").stream()
                .filter(hashes::containsKey)
                .findFirst()
                .map(name -> name + "=" + hashes.get(name));
    }

    private static void attribute(StringBuilder tag, String name, String value) {
        tag.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

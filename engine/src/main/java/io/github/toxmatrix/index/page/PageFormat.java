package io.github.toxmatrix.index.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The two formats of pages, PEP 503's and PEP 691's, and which of them a client wants. */
public enum PageFormat {
    JSON("application/vnd.pypi.simple.v1+json", "application/vnd.pypi.simple.latest+json", "application/json"),
    HTML("text/html", "application/vnd.pypi.simple.v1+html", "application/vnd.pypi.simple.latest+html");

    /** What is asked of an index: everything that can be read, JSON first. */
    public static final String ACCEPTED =
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01";

    private static final String XHTML = "application/xhtml+xml";

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> types;

    PageFormat(String... types) {
        this.types = List.of(types);
    }

    /** Of a page that an index gave. Only what says that it is HTML is taken for it. */
    static Optional<PageFormat> of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (JSON.types.contains(type)) {
            return Optional.of(JSON);
        }
        return HTML.types.contains(type) || type.equals(XHTML) ? Optional.of(HTML) : Optional.empty();
    }

    /**
     * What answers a request best.
     *
     * @param format what to write
     * @param contentType what to call it
     */
    public record Answer(PageFormat format, String contentType) {}

    /** One range of media types in an {@code Accept} header. */
    private record Wish(String type, double quality) {}

    /**
     * By an {@code Accept} header (RFC 9110, 12.5.1).
     *
     * @param accept empty if there is none: then it is HTML, as PEP 691 says
     * @return no value if the client takes neither
     */
    public static Optional<Answer> wanted(String accept) {
        List<Wish> wishes = wishes(accept.isBlank() ? "text/html" : accept);
        Optional<Answer> best = Optional.empty();
        double quality = 0;
        for (Answer candidate : candidates()) {
            double own = quality(wishes, candidate.contentType());
            if (own > quality) {
                quality = own;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /** The first of several that are wanted alike wins: HTML under its oldest name, which everybody knows. */
    private static List<Answer> candidates() {
        return List.of(
                new Answer(HTML, HTML.types.get(0)),
                new Answer(JSON, JSON.types.get(0)),
                new Answer(HTML, HTML.types.get(1)),
                new Answer(JSON, JSON.types.get(1)),
                new Answer(HTML, HTML.types.get(2)));
    }

    private static double quality(List<Wish> wishes, String type) {
        for (String range : List.of(type, type.substring(0, type.indexOf('/')) + "/*", "*/*")) {
            for (Wish wish : wishes) {
                if (wish.type().equals(range)) {
                    return wish.quality();
                }
            }
        }
        return 0;
    }

    private static List<Wish> wishes(String accept) {
        List<Wish> wishes = new ArrayList<>();
        for (String part : accept.split(",", -1)) {
            String[] parameters = part.split(";", -1);
            double quality = 1;
            for (int index = 1; index < parameters.length; index++) {
                String parameter = parameters[index].strip().toLowerCase(Locale.ROOT);
                if (parameter.startsWith("q=")) {
                    quality = number(parameter.substring(2));
                }
            }
            wishes.add(new Wish(parameters[0].strip().toLowerCase(Locale.ROOT), quality));
        }
        return wishes;
    }

    private static double number(String text) {
        try {
            double number = Double.parseDouble(text.strip());
            return number >= 0 && number <= 1 ? number : 0;
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    /**
     * Reads a page.
     *
     * @param contentType as the index calls it
     * @param base the URL that it came from, after redirections
     */
    public static Page parse(byte[] body, String contentType, URI base) throws MalformedPageException {
        PageFormat format = of(contentType)
                .orElseThrow(() -> new MalformedPageException("its type is neither HTML nor that of PEP 691"));
        return format == JSON ? JsonPage.parse(body, base) : HtmlPage.parse(body, base);
    }

    /**
     * Writes a page.
     *
     * @param place gives the URL of a file, relative to the page
     */
    public byte[] render(String project, Page page, Function<FileLink, String> place) {
        return this == JSON ? JsonPage.render(project, page, place) : HtmlPage.render(project, page, place);
    }
}

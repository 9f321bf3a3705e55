package io.github.toxmatrix.index;

import com.sun.net.httpserver.Headers;
import io.github.toxmatrix.index.page.FileLink;
import io.github.toxmatrix.index.page.MalformedPageException;
import io.github.toxmatrix.index.page.Page;
import io.github.toxmatrix.index.page.PageFormat;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pages as clients see them: as of a time, in the format that they ask for, naming files of ours. */
final class ShownPages {

    private static final String METADATA = ".metadata";

    private final Pages pages;
    private final Optional<Instant> asOf;

    /** @param asOf what was uploaded later is left out */
    ShownPages(Pages pages, Optional<Instant> asOf) {
        this.pages = pages;
        this.asOf = asOf;
    }

    void answer(Reply reply, Upstream upstream, String project) throws IOException, UpstreamException {
        Optional<PageFormat.Answer> wanted = PageFormat.wanted(reply.asked("Accept"));
        if (wanted.isEmpty()) {
            reply.refuse(406, "there are " + PageFormat.ACCEPTED);
            return;
        }
        Pages.Found found = pages.get(upstream, project, isAskedAnew(reply));
        if (found.page().isUnknown()) {
            reply.refuse(404, upstream.url() + " has no project " + project);
            return;
        }
        String tag = "\""
                + Hashing.hex(wanted.get() + " " + asOf + " "
                        + Hashing.hex(found.page().body())) + "\"";
        Headers headers = reply.headers();
        headers.set("ETag", tag);
        headers.set("Vary", "Accept");
        headers.set("Cache-Control", cacheControl(found.fresh()));
        if (!reply.isKnown(tag)) {
            Page page = parse(upstream, project, found.page());
            headers.set("Content-Type", wanted.get().contentType());
            reply.send(200, wanted.get().format().render(project, page, ShownPages::place));
        }
    }

    /** pip wants it so for every page, uv after {@code --refresh}. */
    private static boolean isAskedAnew(Reply reply) {
        String control = reply.asked("Cache-Control");
        return control.contains("no-cache") || control.matches(".*\\bmax-age=0\\b.*");
    }

    private static String cacheControl(Duration fresh) {
        return fresh.toSeconds() > 0 ? "max-age=" + fresh.toSeconds() : "no-cache";
    }

    private Page parse(Upstream upstream, String project, StoredPage stored) throws UpstreamException {
        try {
            Page page = stored.parse();
            if (asOf.isEmpty()) {
                return page;
            }
            if (!page.hasUploadTimes()) {
                throw new UpstreamException(
                        502,
                        upstream.url() + " does not tell when files of " + project
                                + " were uploaded: it cannot be shown as of " + asOf.get());
            }
            return page.asOf(asOf.get());
        } catch (MalformedPageException malformed) {
            throw new UpstreamException(502, upstream.url() + ": " + malformed.getMessage());
        }
    }

    private static String place(FileLink file) {
        return Artifact.key(file) + "/"
                + URLEncoder.encode(file.filename(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A file, or the metadata beside it, that a page names: nothing else can be had. */
    Optional<FileLink> link(Upstream upstream, String project, String key, String filename) throws UpstreamException {
        Optional<StoredPage> stored = pages.stored(upstream, project);
        Optional<FileLink> link =
                stored.isPresent() ? link(upstream, project, stored.get(), key, filename) : Optional.empty();
        return link.isPresent()
                ? link
                : link(upstream, project, pages.get(upstream, project, false).page(), key, filename);
    }

    private Optional<FileLink> link(Upstream upstream, String project, StoredPage stored, String key, String filename)
            throws UpstreamException {
        if (stored.isUnknown()) {
            return Optional.empty();
        }
        return parse(upstream, project, stored).files().stream()
                .filter(link -> names(link, filename))
                .filter(link -> Artifact.key(link).equals(key))
                .findFirst();
    }

    private static boolean names(FileLink link, String filename) {
        return filename.equals(link.filename()) || (link.hasMetadata() && filename.equals(link.filename() + METADATA));
    }
}

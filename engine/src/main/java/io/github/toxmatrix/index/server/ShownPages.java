package io.github.toxmatrix.index.server;

import com.sun.net.httpserver.Headers;
import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.cache.Artifact;
import io.github.toxmatrix.index.cache.Pages;
import io.github.toxmatrix.index.cache.StoredPage;
import io.github.toxmatrix.index.page.FileLink;
import io.github.toxmatrix.index.page.MalformedPageException;
import io.github.toxmatrix.index.page.Page;
import io.github.toxmatrix.index.page.PageFormat;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.index.upstream.UpstreamException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pages as clients see them: as of a time, in the format that they ask for, naming files of ours. */
final class ShownPages {

    private static final String METADATA = ".metadata";

    /** Of an index without upload times, which neither pip nor uv asks again for. */
    private static final int NO_TIMES = 409;

    private final Pages pages;

    ShownPages(Pages pages) {
        this.pages = pages;
    }

    /**
     * What is looked at.
     *
     * @param asOf what was uploaded later is left out; of links in no index nobody tells the time
     */
    record View(Upstream upstream, Optional<Instant> asOf) {

        View {
            asOf = asOf.filter(unused -> upstream.kind() == Upstream.Kind.SIMPLE);
        }
    }

    void answer(Reply reply, View view, String project) throws IOException, UpstreamException {
        Optional<PageFormat.Answer> wanted = PageFormat.wanted(reply.asked("Accept"));
        if (wanted.isEmpty()) {
            reply.refuse(406, "there are " + PageFormat.ACCEPTED);
            return;
        }
        Pages.Found found = pages.get(view.upstream(), project, isAskedAnew(reply));
        if (found.page().isUnknown()) {
            reply.refuse(404, view.upstream().shown() + " has no project " + project);
            return;
        }
        String tag = "\""
                + Sha256.hex(
                        wanted.get() + " " + view.asOf() + " " + found.page().digest()) + "\"";
        Headers headers = reply.headers();
        headers.set("ETag", tag);
        headers.set("Vary", "Accept");
        headers.set("Cache-Control", cacheControl(found.fresh()));
        if (!reply.isKnown(tag)) {
            Page page = parse(view, project, found.page());
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

    private static Page parse(View view, String project, StoredPage stored) throws UpstreamException {
        try {
            Page page = stored.parse();
            if (view.asOf().isEmpty()) {
                return page;
            }
            if (!page.hasUploadTimes()) {
                String message = view.upstream().shown() + " does not tell when files of " + project
                        + " were uploaded: it cannot be shown as of "
                        + view.asOf().get();
                throw new UpstreamException(NO_TIMES, message);
            }
            return page.asOf(view.asOf().get());
        } catch (MalformedPageException malformed) {
            throw new UpstreamException(502, view.upstream().shown() + ": " + malformed.getMessage());
        }
    }

    private static String place(FileLink file) {
        return Artifact.key(file) + "/"
                + URLEncoder.encode(file.filename(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A file, or the metadata beside it, that a page names: nothing else can be had. */
    Optional<FileLink> link(View view, String project, String key, String filename) throws UpstreamException {
        Optional<StoredPage> stored = pages.stored(view.upstream(), project);
        Optional<FileLink> link =
                stored.isPresent() ? link(view, project, stored.get(), key, filename) : Optional.empty();
        return link.isPresent()
                ? link
                : link(view, project, pages.get(view.upstream(), project, false).page(), key, filename);
    }

    private static Optional<FileLink> link(View view, String project, StoredPage stored, String key, String filename)
            throws UpstreamException {
        if (stored.isUnknown()) {
            return Optional.empty();
        }
        return parse(view, project, stored).files().stream()
                .filter(link -> names(link, filename))
                .filter(link -> Artifact.key(link).equals(key))
                .findFirst();
    }

    private static boolean names(FileLink link, String filename) {
        return filename.equals(link.filename()) || (link.hasMetadata() && filename.equals(link.filename() + METADATA));
    }
}

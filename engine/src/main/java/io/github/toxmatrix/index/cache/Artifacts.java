package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.index.page.FileLink;
import io.github.toxmatrix.index.upstream.Failures;
import io.github.toxmatrix.index.upstream.Reason;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.index.upstream.UpstreamClient;
import io.github.toxmatrix.index.upstream.UpstreamException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Files of the user's indexes: from the cache, or fetched once for all who want them at the same time. */
public final class Artifacts {

    private static final System.Logger LOGGER = System.getLogger(Artifacts.class.getName());

    private static final int MOST_HELD = 64 << 20;

    /** Up to this size a file is fetched whole when a piece of it is wanted: it takes about as long. */
    private static final long SMALL = 4 << 20;

    private final UpstreamClient client;
    private final PackageCache folder;
    private final boolean offline;
    private final Executor executor;
    private final Failures failures;
    private final AtATime<Path, Optional<Download>> starting = new AtATime<>();
    private final AtATime<Path, Long> sizes = new AtATime<>();
    private final Map<Path, Download> running = new ConcurrentHashMap<>();
    private final Set<Path> checked = ConcurrentHashMap.newKeySet();
    private final AtomicLong added = new AtomicLong();

    /** @param executor runs downloads, each to its end */
    public Artifacts(
            UpstreamClient client, PackageCache folder, boolean offline, Executor executor, Failures failures) {
        this.client = client;
        this.folder = folder;
        this.offline = offline;
        this.executor = executor;
        this.failures = failures;
    }

    public Content distribution(Upstream upstream, FileLink link) throws UpstreamException {
        return open(Artifact.of(upstream, link));
    }

    /** The metadata beside a wheel. What a page announces and the index has not is taken out of the wheel. */
    public Content metadata(Upstream upstream, FileLink link) throws UpstreamException {
        Artifact metadata = Artifact.metadataOf(upstream, link);
        Artifact wheel = Artifact.of(upstream, link);
        try (Content content = open(metadata)) {
            if (content.size() <= WheelMetadata.MOST) {
                return WholeContent.of(content);
            }
        } catch (UpstreamException absent) {
            if (absent.status() == UpstreamException.FINAL && !isStored(wheel)) {
                throw absent;
            }
        } catch (IOException failed) {
            failures.note(failed.getMessage() + "; the metadata in the wheel is used");
        }
        return extract(wheel, metadata);
    }

    private Content extract(Artifact wheel, Artifact metadata) throws UpstreamException {
        byte[] text;
        try (Content content = open(wheel)) {
            text = text(wheel, content);
            Optional<MessageDigest> digest = metadata.newDigest();
            digest.ifPresent(own -> own.update(text));
            if (!metadata.isRight(digest)) {
                throw new IOException("the metadata in the wheel is not what the page announces");
            }
        } catch (IOException failed) {
            throw new UpstreamException(502, "no metadata of " + wheel.shown() + ": " + Reason.of(failed));
        }
        try {
            folder.write(metadata.place(folder), file -> Files.write(file, text));
        } catch (IOException full) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot keep metadata in the cache of packages: " + full);
        }
        return WholeContent.of(text);
    }

    /** Once the wheel is here; where the cache cannot take it, it is held for as long as that takes. */
    private byte[] text(Artifact wheel, Content content) throws IOException {
        if (content instanceof PassedThrough) {
            if (content.size() > MOST_HELD) {
                throw new IOException("the cache of packages has no room for it");
            }
            return WheelMetadata.read(WholeContent.of(content).bytes());
        }
        content.read(Math.max(0, content.size() - 1), ByteBuffer.allocate(1));
        return WheelMetadata.read(wheel.place(folder));
    }

    /**
     * A piece of a file as its index gives it.
     *
     * @param range where in the file it lies
     */
    public record Piece(ByteRange range, long total, UpstreamClient.Answer answer) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            answer.close();
        }
    }

    /** A piece of a large file that is not here: not worth the whole. Empty if the whole is to be taken. */
    public Optional<Piece> piece(Upstream upstream, FileLink link, String range) throws UpstreamException {
        Artifact artifact = Artifact.of(upstream, link);
        boolean small = link.size().isPresent() && link.size().getAsLong() <= SMALL;
        if (small || offline || running.containsKey(artifact.place(folder)) || isStored(artifact)) {
            return Optional.empty();
        }
        UpstreamClient.Answer answer = send("GET", artifact, Map.of("Range", range, "Accept-Encoding", "identity"));
        Optional<Piece> piece = answer.status() != 206
                ? Optional.empty()
                : ByteRange.parseContentRange(answer.header("Content-Range"))
                        .map(given -> new Piece(given.range(), given.total(), answer));
        Optional<Piece> asked = piece.filter(given -> ByteRange.parse(range, given.total())
                .filter(given.range()::equals)
                .isPresent());
        if (asked.isEmpty()) {
            close(answer);
        }
        return asked;
    }

    /**
     * How large a file is: as its page says, as it lies here, or as its index answers. Who asks wants a piece next; of a
     * small file that comes from the whole.
     */
    public long size(Upstream upstream, FileLink link) throws UpstreamException {
        if (link.size().isPresent()) {
            return link.size().getAsLong();
        }
        Artifact artifact = Artifact.of(upstream, link);
        return sizes.get(artifact.place(folder), () -> size(artifact));
    }

    private long size(Artifact artifact) throws UpstreamException {
        if (!running.containsKey(artifact.place(folder)) && !isStored(artifact)) {
            UpstreamClient.Answer answer = send("HEAD", artifact, Map.of("Accept-Encoding", "identity"));
            close(answer);
            if (answer.status() == 200 && answer.length() > SMALL) {
                return answer.length();
            }
        }
        Content content = open(artifact);
        close(content);
        return content.size();
    }

    private boolean isStored(Artifact artifact) throws UpstreamException {
        Optional<Content> stored = stored(artifact);
        stored.ifPresent(Artifacts::close);
        return stored.isPresent();
    }

    private Optional<Content> stored(Artifact artifact) throws UpstreamException {
        try {
            return StoredContent.open(artifact.place(folder), artifact.expected(), checked)
                    .map(Content.class::cast);
        } catch (IOException unreadable) {
            throw new UpstreamException(500, "the cache of packages cannot be read: " + unreadable);
        }
    }

    private Content open(Artifact artifact) throws UpstreamException {
        try {
            return kept(artifact);
        } catch (UpstreamException failed) {
            if (failed.status() != Download.NO_ROOM) {
                throw failed;
            }
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    failed.getMessage() + "; " + artifact.shown() + " is passed on without being kept");
            UpstreamClient.Answer answer = get(artifact);
            if (artifact.length(answer) < 0) {
                close(answer);
                throw failed;
            }
            return PassedThrough.of(artifact, answer);
        }
    }

    private Content kept(Artifact artifact) throws UpstreamException {
        Path place = artifact.place(folder);
        while (true) {
            Optional<Content> stored = stored(artifact);
            if (stored.isPresent()) {
                return stored.get();
            }
            Optional<Content> growing = starting.get(place, () -> {
                        Download download = running.get(place);
                        if (download != null) {
                            return Optional.of(download);
                        }
                        return isStored(artifact) ? Optional.empty() : Optional.of(start(artifact));
                    })
                    .flatMap(Download::follow);
            if (growing.isPresent()) {
                return growing.get();
            }
        }
    }

    private UpstreamClient.Answer get(Artifact artifact) throws UpstreamException {
        UpstreamClient.Answer answer = send("GET", artifact, Map.of("Accept-Encoding", "identity"));
        if (answer.status() != 200) {
            close(answer);
            int status = answer.status() >= 400 && answer.status() < 500 ? answer.status() : 502;
            throw new UpstreamException(status, artifact.shown() + " answered with " + answer.status());
        }
        return answer;
    }

    private Download start(Artifact artifact) throws UpstreamException {
        UpstreamClient.Answer answer = get(artifact);
        long length = artifact.length(answer);
        if (length < 0) {
            UntoldFile whole = UntoldFile.fetch(artifact, answer, folder);
            return run(create(artifact, whole, whole.size()), artifact, answer.withBody(whole.content()), whole);
        }
        return run(create(artifact, answer, length), artifact, answer, answer);
    }

    private Download run(Download download, Artifact artifact, UpstreamClient.Answer answer, AutoCloseable closedThen) {
        Path place = artifact.place(folder);
        running.put(place, download);
        executor.execute(() -> {
            download.run(answer);
            close(closedThen);
            ended(download, place);
        });
        return download;
    }

    private void ended(Download download, Path place) {
        running.remove(place, download);
        download.failure()
                .ifPresentOrElse(cause -> failures.note(String.valueOf(cause.getMessage())), () -> checked.add(place));
        trim(download.size());
    }

    private Download create(Artifact artifact, AutoCloseable answer, long length) throws UpstreamException {
        try {
            return Download.create(client, artifact, folder, length);
        } catch (UpstreamException full) {
            close(answer);
            throw full;
        }
    }

    private UpstreamClient.Answer send(String method, Artifact artifact, Map<String, String> headers)
            throws UpstreamException {
        if (offline) {
            throw new UpstreamException(
                    UpstreamException.FINAL, "offline: " + artifact.shown() + " was never fetched through this cache");
        }
        try {
            return client.send(method, artifact.upstream(), artifact.url(), headers, client.timeout());
        } catch (IOException failed) {
            throw new UpstreamException(502, artifact.shown() + ": " + Reason.of(failed));
        }
    }

    private void trim(long size) {
        if (added.addAndGet(size) > folder.most() / 50) {
            added.set(0);
            try {
                folder.trim();
            } catch (IOException failed) {
                LOGGER.log(System.Logger.Level.WARNING, "cannot trim the cache of packages: " + failed);
            }
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyBroken) {
            LOGGER.log(System.Logger.Level.DEBUG, "closing failed", alreadyBroken);
        }
    }
}

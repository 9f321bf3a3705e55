package io.github.toxmatrix.index;

import io.github.toxmatrix.digest.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pages on disk, by index and project. Each is one file, written whole or not at all; processes may share the folder. */
final class PageStore {

    private static final int FORMAT = 1;

    private final PackageCache folder;

    PageStore(PackageCache folder) {
        this.folder = folder;
    }

    /** Empty if there is none that can be read: then it is fetched again. */
    Optional<StoredPage> find(Upstream upstream, String project) {
        Path file = file(upstream, project);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != FORMAT) {
                return Optional.empty();
            }
            StoredPage.Head head = new StoredPage.Head(
                    URI.create(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    Instant.ofEpochMilli(in.readLong()),
                    Duration.ofSeconds(in.readLong()));
            String hash = in.readUTF();
            byte[] body = in.readAllBytes();
            return Sha256.hex(body).equals(hash) ? Optional.of(new StoredPage(head, body)) : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    void put(Upstream upstream, String project, StoredPage page) throws IOException {
        folder.write(file(upstream, project), file -> {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                StoredPage.Head head = page.head();
                out.writeInt(FORMAT);
                out.writeUTF(head.url().toString());
                out.writeUTF(head.contentType());
                out.writeUTF(head.etag());
                out.writeUTF(head.lastModified());
                out.writeLong(head.confirmed().toEpochMilli());
                out.writeLong(head.maxAge().toSeconds());
                byte[] body = page.body();
                out.writeUTF(Sha256.hex(body));
                out.write(body);
            }
        });
    }

    /** A project's name may be that of a device of Windows; with something before it, it is not. */
    private Path file(Upstream upstream, String project) {
        return folder.pages().resolve(upstream.id()).resolve("page-" + project);
    }
}

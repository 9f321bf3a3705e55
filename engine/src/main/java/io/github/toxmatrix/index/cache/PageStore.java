package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.index.upstream.Upstream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Pages on disk, by index and project. Each is one file, written whole or not at all; processes may share the folder. */
public final class PageStore {

    private static final int FORMAT = 3;
    private static final int SEAL = Integer.BYTES;

    private final PackageCache folder;

    public PageStore(PackageCache folder) {
        this.folder = folder;
    }

    /** Empty if there is none that can be read: then it is fetched again. */
    Optional<StoredPage> find(Upstream upstream, String project) {
        Path file = file(upstream, project);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            byte[] all = Files.readAllBytes(file);
            return all.length > SEAL && ByteBuffer.wrap(all).getInt() == seal(all)
                    ? Optional.of(read(new ByteArrayInputStream(all, SEAL, all.length - SEAL)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** CRC-32C of what follows it: against disks and not against anybody, and a processor has an instruction for it. */
    private static int seal(byte[] all) {
        CRC32C checksum = new CRC32C();
        checksum.update(all, SEAL, all.length - SEAL);
        return (int) checksum.getValue();
    }

    private static StoredPage read(InputStream content) throws IOException {
        DataInputStream in = new DataInputStream(content);
        if (in.readInt() != FORMAT) {
            throw new IOException("of another version");
        }
        StoredPage.Head head = new StoredPage.Head(
                URI.create(in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                Instant.ofEpochMilli(in.readLong()),
                Duration.ofSeconds(in.readLong()));
        return new StoredPage(head, in.readUTF(), in.readAllBytes());
    }

    void put(Upstream upstream, String project, StoredPage page) throws IOException {
        byte[] all = bytes(page);
        ByteBuffer.wrap(all).putInt(seal(all));
        folder.write(file(upstream, project), file -> Files.write(file, all));
    }

    /** With room for the seal. */
    private static byte[] bytes(StoredPage page) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[SEAL]);
        StoredPage.Head head = page.head();
        out.writeInt(FORMAT);
        out.writeUTF(head.url().toString());
        out.writeUTF(head.contentType());
        out.writeUTF(head.etag());
        out.writeUTF(head.lastModified());
        out.writeLong(head.confirmed().toEpochMilli());
        out.writeLong(head.maxAge().toSeconds());
        out.writeUTF(page.digest());
        out.write(page.body());
        return bytes.toByteArray();
    }

    /** A project's name may be that of a device of Windows; with something before it, it is not. */
    private Path file(Upstream upstream, String project) {
        return folder.pages().resolve(upstream.id()).resolve("page-" + project);
    }
}

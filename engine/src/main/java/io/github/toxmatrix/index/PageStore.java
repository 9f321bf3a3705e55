package io.github.toxmatrix.index;

import io.github.toxmatrix.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Pages on disk, by index and project. Each is one file, written whole or not at all; processes may share the folder. */
final class PageStore {

    private static final int FORMAT = 2;
    private static final int SEAL = 32; // bytes of a SHA-256

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
        try {
            byte[] all = Files.readAllBytes(file);
            return all.length > SEAL && Arrays.equals(all, 0, SEAL, seal(all), 0, SEAL)
                    ? Optional.of(read(new ByteArrayInputStream(all, SEAL, all.length - SEAL)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Of what follows it. */
    private static byte[] seal(byte[] all) {
        MessageDigest digest = Sha256.begin();
        digest.update(all, SEAL, all.length - SEAL);
        return digest.digest();
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
        return new StoredPage(head, in.readAllBytes());
    }

    void put(Upstream upstream, String project, StoredPage page) throws IOException {
        byte[] all = bytes(page);
        System.arraycopy(seal(all), 0, all, 0, SEAL);
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
        out.write(page.body());
        return bytes.toByteArray();
    }

    /** A project's name may be that of a device of Windows; with something before it, it is not. */
    private Path file(Upstream upstream, String project) {
        return folder.pages().resolve(upstream.id()).resolve("page-" + project);
    }
}

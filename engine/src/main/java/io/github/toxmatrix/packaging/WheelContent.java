package io.github.toxmatrix.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a wheel (PEP 427) holds. */
public final class WheelContent {

    private static final int BUFFER = 64 << 10; // bytes

    private WheelContent() {}

    /**
     * A digest of its files by name, permissions and content, but not of their times, which differ each time that it is built.
     *
     * @return empty where it is none that names only files within it: what to make of such a one is an installer's to say
     * @throws IOException where it cannot be read
     */
    public static Optional<String> digest(Path wheel) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (FileSystem archive = FileSystems.newFileSystem(wheel, Map.of("enablePosixFileAttributes", "true"))) {
            for (Path file : files(archive)) {
                String head = file + " " + Files.getPosixFilePermissions(file) + " " + Files.size(file) + "\n";
                digest.update(head.getBytes(UTF_8));
                update(digest, file);
            }
        } catch (ProviderNotFoundException noArchiveOfFilesWithinIt) {
            return Optional.empty();
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static List<Path> files(FileSystem archive) throws IOException {
        try (Stream<Path> content = Files.walk(archive.getPath("/"))) {
            return content.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }
}

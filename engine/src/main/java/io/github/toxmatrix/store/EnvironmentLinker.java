package io.github.toxmatrix.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Fills one environment from the store: by hard links where both lie on one volume, by copies elsewhere. */
final class EnvironmentLinker {

    private final EnvironmentLayout layout;
    private final boolean hardLinks;
    private final Set<Path> folders = new HashSet<>();

    EnvironmentLinker(EnvironmentLayout layout, boolean hardLinks) {
        this.layout = layout;
        this.hardLinks = hardLinks;
    }

    /** @throws IOException also where the store lost the distribution meanwhile; the environment is incomplete then */
    void link(StoredDistribution distribution) throws IOException {
        Map<Path, byte[]> written = new HashMap<>();
        for (Manifest.Entry entry : distribution.manifest().entries()) {
            if (entry instanceof Manifest.Linked file) {
                link(distribution.linked(file.path()), target(file.path()));
            } else if (entry instanceof Manifest.Written script) {
                String body = Files.readString(distribution.body(script.path()));
                byte[] text = new Script(script.interpreter(), script.arguments(), body)
                        .in(layout.root().toString())
                        .getBytes(UTF_8);
                written.put(write(script.path(), text, true), text);
            }
        }
        for (Manifest.Entry entry : distribution.manifest().entries()) {
            if (entry instanceof Manifest.Adapted) {
                write(entry.path(), record(distribution.body(entry.path()), written), false);
            }
        }
    }

    private void link(Path source, Path target) throws IOException {
        try {
            place(source, target);
        } catch (FileAlreadyExistsException ofAnother) { // as with installers, the last one wins
            Files.delete(target);
            place(source, target);
        }
    }

    private void place(Path source, Path target) throws IOException {
        if (hardLinks) {
            Files.createLink(target, source);
        } else {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Path write(String path, byte[] text, boolean executable) throws IOException {
        Path file = target(path);
        Files.deleteIfExists(file); // never into a file that another distribution is linked to
        Files.write(file, text);
        if (executable && !file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + file + " executable");
        }
        return file;
    }

    private Path target(String path) throws IOException {
        Path target = layout.root().resolve(path);
        Path folder = target.getParent();
        if (folder != null && folders.add(folder) && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return target;
    }

    /** With the hashes and sizes of what was written here. */
    private byte[] record(Path original, Map<Path, byte[]> written) throws IOException {
        StringBuilder text = new StringBuilder();
        for (InstalledRecord.Line line : InstalledRecord.lines(original, layout)) {
            byte[] own = written.get(line.path());
            text.append(own == null ? line.text() : line.field() + ",sha256=" + hash(own) + "," + own.length)
                    .append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String hash(byte[] text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether one file can have a name on both. */
    static boolean onOneVolume(Path one, Path other) throws IOException {
        return Files.getFileStore(one).equals(Files.getFileStore(other));
    }
}

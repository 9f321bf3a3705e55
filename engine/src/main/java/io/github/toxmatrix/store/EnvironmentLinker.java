package io.github.toxmatrix.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills one environment from the store. */
final class EnvironmentLinker {

    private final EnvironmentLayout layout;
    private final FileSharing sharing;
    private final Map<String, String> own;
    private final Set<Path> folders = new HashSet<>();

    /** @param own texts of files of the metadata that this environment gets instead of those that are stored, by name */
    EnvironmentLinker(EnvironmentLayout layout, FileSharing sharing, Map<String, String> own) {
        this.layout = layout;
        this.sharing = sharing;
        this.own = own;
    }

    /** @return whether the store still had all of it; if not, because another process removed it, nothing is left here */
    boolean link(StoredDistribution distribution) throws IOException {
        List<Path> made = new ArrayList<>();
        try {
            link(distribution, made);
            return true;
        } catch (NoSuchFileException lost) {
            for (Path file : made) {
                Files.deleteIfExists(file);
            }
            return false;
        }
    }

    private void link(StoredDistribution distribution, List<Path> made) throws IOException {
        Map<Path, byte[]> written = new HashMap<>();
        for (Manifest.Entry entry : distribution.manifest().entries()) {
            Path target = target(entry.path());
            Optional<String> text = own(target);
            if (text.isPresent()) {
                byte[] bytes = text.get().getBytes(UTF_8);
                write(target, bytes, false);
                written.put(target, bytes);
            } else if (entry instanceof Manifest.Linked file) {
                place(() -> sharing.place(distribution.linked(file.path()), file.size(), target), target);
            } else if (entry instanceof Manifest.Packed file) {
                place(() -> distribution.pack().copy(file, target), target);
            } else if (entry instanceof Manifest.Written script) {
                String body = Files.readString(distribution.body(script.path()));
                byte[] whole = new Script(script.interpreter(), script.arguments(), body)
                        .in(layout.root().toString())
                        .getBytes(UTF_8);
                write(target, whole, true);
                written.put(target, whole);
            }
            made.add(target);
        }
        for (Manifest.Entry entry : distribution.manifest().entries()) {
            if (BytecodeBeside.is(entry.path())) {
                BytecodeBeside.restoreTime(target(entry.path())); // its source is there by now
            } else if (entry instanceof Manifest.Adapted) {
                write(target(entry.path()), record(distribution.body(entry.path()), written), false);
            }
        }
    }

    private Optional<String> own(Path target) {
        Path folder = target.getParent();
        return folder != null && folder.toString().endsWith(".dist-info")
                ? Optional.ofNullable(own.get(String.valueOf(target.getFileName())))
                : Optional.empty();
    }

    /** Puts a file to a place. */
    @FunctionalInterface
    private interface Placing {
        void run() throws IOException;
    }

    private static void place(Placing placing, Path target) throws IOException {
        try {
            placing.run();
        } catch (FileAlreadyExistsException ofAnother) { // as with installers, the last one wins
            Files.delete(target);
            placing.run();
        }
    }

    private static void write(Path file, byte[] text, boolean executable) throws IOException {
        Files.deleteIfExists(file); // never into a file that another distribution is linked to
        Files.write(file, text);
        if (executable && !file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + file + " executable");
        }
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
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.begin().digest(text));
    }
}

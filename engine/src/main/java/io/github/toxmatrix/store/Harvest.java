package io.github.toxmatrix.store;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the files of one installed distribution from an environment into a folder of the store. */
final class Harvest {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final InstalledRecord record;
    private final EnvironmentLayout layout;
    private final StoredDistribution made;
    private final FileSharing sharing;
    private final boolean packs;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    /** @param made its files come into its folder; its manifest is not looked at */
    Harvest(InstalledRecord record, EnvironmentLayout layout, StoredDistribution made) throws IOException {
        this.record = record;
        this.layout = layout;
        this.made = made;
        this.packs = Pack.suits(made.folder());
        this.sharing = FileSharing.between(made.folder(), layout.root());
    }

    /** Empty where there is something that cannot be the same in another environment. */
    Optional<Manifest> take() throws IOException {
        for (InstalledRecord.Line line : record.lines()) {
            Path file = line.path();
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                if (WINDOWS && file.startsWith(layout.scripts())) {
                    return Optional.empty(); // launchers there carry the environment's path in their bytes
                }
                take(file);
            } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty(); // a link or a folder, which no wheel has
            } // else bytecode that the record foresees
        }
        return Optional.of(new Manifest(List.copyOf(entries)));
    }

    private void take(Path file) throws IOException {
        String path = layout.relative(file);
        if (file.equals(record.file())) {
            Path body = ready(made.body(path));
            Files.copy(file, body);
            long size = Files.size(body);
            entries.add(new Manifest.Adapted(path, size, FileState.checksum(body, size)));
            return;
        }
        Optional<Script> script = file.startsWith(layout.scripts()) ? script(file) : Optional.empty();
        if (script.isPresent()) {
            Path body = Files.writeString(ready(made.body(path)), script.get().body());
            long size = Files.size(body);
            entries.add(new Manifest.Written(
                    path, script.get().interpreter(), script.get().arguments(), size, FileState.checksum(body, size)));
            return;
        }
        if (packs && Files.size(file) <= FileSharing.LARGE) {
            entries.add(made.pack().add(path, file));
            return;
        }
        Path own = ready(made.linked(path));
        sharing.place(file, Files.size(file), own);
        entries.add(new Manifest.Linked(path, FileState.of(own)));
    }

    private static Path ready(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }

    private Optional<Script> script(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            if (stream.read() != '#' || stream.read() != '!') {
                return Optional.empty();
            }
        }
        try {
            return Script.parse(Files.readString(file), layout.root().toString());
        } catch (MalformedInputException notText) {
            return Optional.empty();
        }
    }
}

package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The project's own sources, where a person would look for them: not in hidden folders, virtual environments, {@code
 * node_modules} or what was built. Each content is read once in a run. Safe for many threads.
 */
final class ProjectSources {

    /** How many entries are looked at below one root; what comes after is compiled by whoever imports it. */
    private static final int ENTRIES = 100_000;

    private static final long LONGEST = 4L << 20; // bytes: what is longer is data

    private static final Set<String> NO_SOURCES = Set.of("__pycache__", "node_modules", "build", "dist");

    private record State(FileTime modified, long size, @Nullable Object key) {}

    private record Known(State state, SourceFile source) {}

    private final Path workDir;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /** @param workDir tox's, in which environments may lie */
    ProjectSources(Path workDir) {
        this.workDir = workDir;
    }

    /** As they are now. Links to folders are not followed. */
    List<SourceFile> below(Path root) throws IOException {
        Walk walk = new Walk(root);
        Files.walkFileTree(root, walk);
        return walk.found;
    }

    /** One source as it is now. */
    SourceFile read(Path path) throws IOException {
        return read(path, Files.readAttributes(path, BasicFileAttributes.class));
    }

    /** Who asks for one that another thread is reading waits for it: two environments that begin together walk alike. */
    private SourceFile read(Path path, BasicFileAttributes attributes) throws IOException {
        State state = new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        try {
            return Objects.requireNonNull(known.compute(path, (same, before) -> {
                        try {
                            return before != null && before.state().equals(state)
                                    ? before
                                    : new Known(state, SourceFile.read(path));
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                    }))
                    .source();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private final class Walk extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<SourceFile> found = new ArrayList<>();
        private int entries;

        Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || holdsSources(folder)
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        private boolean holdsSources(Path folder) {
            String name = folder.getFileName().toString();
            return !name.startsWith(".")
                    && !NO_SOURCES.contains(name)
                    && !folder.equals(workDir)
                    && !Files.exists(folder.resolve("pyvenv.cfg"));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".py") && attributes.isRegularFile() && attributes.size() <= LONGEST) {
                try {
                    found.add(read(file, attributes));
                } catch (IOException gone) {
                    return FileVisitResult.CONTINUE; // whoever imports it will say more
                }
            }
            return ++entries < ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException notReadable) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException notReadable) {
            return FileVisitResult.CONTINUE;
        }
    }
}

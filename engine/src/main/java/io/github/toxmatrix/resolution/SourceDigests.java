package io.github.toxmatrix.resolution;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.resolution.ResolutionInputs.NotStorable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Digests the files of local projects, each project once in a run: all environments of a run are resolved for the sources as they
 * were when the first one asked. What a build reads cannot be known, so all files count but those that git ignores; without git,
 * all but those in folders that hold no sources. Safe for many threads.
 */
public final class SourceDigests {

    /** A project with more files than this is not looked through. */
    private static final int MOST_FILES = 20_000;

    /** Folders whose files no build of a project reads: results of earlier builds, environments. */
    private static final Set<String> NOT_SOURCES = Set.of("build", "dist", "node_modules", "__pycache__", "target");

    /** What builds leave beside the sources for them to be imported. */
    private static final Pattern IMPORTABLE = Pattern.compile(".*\\.(py|so|pyd)");

    private final Map<Path, String> digests = new HashMap<>();

    /** In hexadecimal digits: of the names, sizes and times of all files, and what versions are made of. */
    synchronized String of(Path project) throws NotStorable, IOException {
        String known = digests.get(project);
        if (known != null) {
            return known;
        }
        String digest = digest(files(project));
        digests.put(project, digest);
        return digest;
    }

    /** Whether a project is now as it was when it was asked for first. */
    public boolean isUnchanged(Path project) throws IOException {
        try {
            return of(project).equals(digest(files(project)));
        } catch (NotStorable tooLarge) {
            return false;
        }
    }

    /**
     * Names what lies in a project now that is not its author's but may be imported: modules that a build has made, such as one that
     * holds the version. Without them, what was installed editable does not work. Without git they are the author's.
     */
    public List<String> generated(Path project) {
        return GitFiles.ignored(project).orElse(List.of()).stream()
                .filter(path -> mayHoldSources(project.relativize(path)))
                .filter(path -> IMPORTABLE.matcher(path.toString()).matches() || Files.isDirectory(path))
                .map(Path::toString)
                .sorted()
                .toList();
    }

    private static String digest(Map<String, String> files) {
        StringBuilder text = new StringBuilder();
        files.forEach(
                (name, state) -> text.append(name).append('\0').append(state).append('\0'));
        return Sha256.hex(text.toString());
    }

    private static Map<String, String> files(Path project) throws NotStorable, IOException {
        Map<String, String> files = new TreeMap<>();
        Optional<GitFiles> ofGit = GitFiles.of(project);
        if (ofGit.isPresent()) {
            files.put("commits", ofGit.get().commits());
            for (Path path : ofGit.get().tracked()) {
                walk(path, files);
            }
            for (Path path : ofGit.get().others()) {
                if (mayHoldSources(project.relativize(path).getParent())) {
                    walk(path, files);
                }
            }
        } else {
            walk(project, files);
        }
        if (files.size() > MOST_FILES) {
            throw new NotStorable("a project of more than " + MOST_FILES + " files");
        }
        return files;
    }

    private static void walk(Path root, Map<String, String> files) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            files.put(root.toString(), "none");
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = !folder.equals(root)
                        && (!mayHoldSources(folder.getFileName()) || Files.exists(folder.resolve("pyvenv.cfg")));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.put(
                        file.toString(),
                        attributes.size() + " " + attributes.lastModifiedTime().toInstant());
                return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
    }

    /** Whether results of builds and tools would lie elsewhere, by the names of folders; null is no folder at all. */
    private static boolean mayHoldSources(@Nullable Path folders) {
        return folders == null
                || StreamSupport.stream(folders.spliterator(), false)
                        .map(Path::toString)
                        .noneMatch(name ->
                                name.startsWith(".") || NOT_SOURCES.contains(name) || name.endsWith(".egg-info"));
    }
}

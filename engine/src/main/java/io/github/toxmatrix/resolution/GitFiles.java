package io.github.toxmatrix.resolution;

import io.github.toxmatrix.interpreter.ShortProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a project is its author's, as git tells it: what is tracked or could be, but not what is ignored, such as the reports
 * and coverage data that each run of the tests writes beside the sources.
 *
 * @param tracked absolute; not all of them need to exist, and a submodule is a folder
 * @param others absolute; a repository that is no submodule is a folder
 * @param commits the current commit and all tags, of which versions are made
 */
record GitFiles(List<Path> tracked, List<Path> others, String commits) {

    private static final List<String> TRACKED = List.of("ls-files", "-z");
    private static final List<String> OTHERS = List.of("ls-files", "-z", "--others", "--exclude-standard");
    private static final List<String> IGNORED =
            List.of("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory");
    private static final List<String> COMMITS = List.of("show-ref", "--head", "--tags", "--dereference");

    /** Nothing where the project is not in a repository, or git is missing, or does not trust its owner. */
    static Optional<GitFiles> of(Path project) {
        if (!isInRepository(project)) {
            return Optional.empty();
        }
        try {
            Optional<String> tracked = git(project, TRACKED);
            Optional<String> others = git(project, OTHERS);
            if (tracked.isEmpty() || others.isEmpty()) {
                return Optional.empty();
            }
            String commits = git(project, COMMITS).orElse("none yet");
            return Optional.of(new GitFiles(paths(tracked.get(), project), paths(others.get(), project), commits));
        } catch (IOException | InvalidPathException silent) {
            return Optional.empty();
        }
    }

    /** What is ignored; a folder where all in it is. */
    static Optional<List<Path>> ignored(Path project) {
        if (!isInRepository(project)) {
            return Optional.empty();
        }
        try {
            return git(project, IGNORED).map(names -> paths(names, project));
        } catch (IOException | InvalidPathException silent) {
            return Optional.empty();
        }
    }

    private static List<Path> paths(String names, Path project) {
        return Stream.of(names.split("\0", -1))
                .filter(name -> !name.isEmpty())
                .map(project::resolve)
                .toList();
    }

    private static boolean isInRepository(Path project) {
        return Stream.<Path>iterate(project.toAbsolutePath(), folder -> folder != null, Path::getParent)
                .anyMatch(folder -> Files.exists(folder.resolve(".git")));
    }

    private static Optional<String> git(Path project, List<String> words) throws IOException {
        Map<String, String> environ = new HashMap<>(System.getenv());
        environ.keySet().removeIf(name -> name.startsWith("GIT_")); // as a hook of git has them, of another repository
        List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(words);
        return ShortProcess.run(command, environ);
    }
}

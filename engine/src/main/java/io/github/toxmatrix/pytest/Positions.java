package io.github.toxmatrix.pytest;

import io.github.toxmatrix.pytest.PytestEvent.TestStarted;
import io.github.toxmatrix.tox.document.SourcePosition;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where the tests of a session stand: by the path of their node id, relative to pytest's rootdir. */
final class Positions {

    private final Optional<Path> rootdir;
    private final Optional<Path> directory;
    private final Map<String, Optional<Path>> files = new HashMap<>();

    private Positions(Optional<Path> rootdir, Optional<Path> directory) {
        this.rootdir = rootdir;
        this.directory = directory;
    }

    static Positions unknown() {
        return new Positions(Optional.empty(), Optional.empty());
    }

    /** @param directory in which pytest was called; may be empty */
    static Positions under(String rootdir, String directory) {
        return new Positions(path(rootdir), path(directory).filter(Path::isAbsolute));
    }

    /**
     * What pytest is given where it was called: node ids count from rootdir, arguments do not. An id that cannot stand in a
     * line is left for its file, and nothing for a file that cannot.
     */
    Optional<String> argument(String nodeId) {
        int end = nodeId.indexOf("::");
        String path = end < 0 ? nodeId : nodeId.substring(0, end);
        String rest = end < 0 ? "" : nodeId.substring(end);
        String argument = fromDirectory(path).orElse(path);
        if (!Xml.cleanLine(argument).equals(argument)) {
            return Optional.empty();
        }
        return Optional.of(Xml.cleanLine(rest).equals(rest) ? argument + rest : argument);
    }

    private Optional<String> fromDirectory(String path) {
        if (rootdir.equals(directory)) {
            return Optional.empty();
        }
        return rootdir.flatMap(root -> path(path).map(root::resolve))
                .filter(Files::exists)
                .flatMap(file -> directory
                        .filter(from -> Objects.equals(from.getRoot(), file.getRoot()))
                        .map(from -> from.relativize(file).toString()));
    }

    Optional<SourcePosition> of(String file, int line) {
        return files.computeIfAbsent(file, this::find).map(path -> new SourcePosition(path, line));
    }

    /**
     * The line that pytest gives, if it is one of the node id's file: Python 2.7's decorated test methods are said to
     * stand in {@code unittest/case.py}.
     */
    int line(TestStarted start) {
        int end = start.nodeId().indexOf("::");
        String file = end < 0 ? start.nodeId() : start.nodeId().substring(0, end);
        return start.file().replace('\\', '/').equals(file) ? start.line() : 0;
    }

    private Optional<Path> find(String file) {
        return rootdir.flatMap(root -> path(file).map(root::resolve))
                .map(Path::normalize)
                .filter(Files::isRegularFile);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty(); // a name that this system's file names cannot have
        }
    }
}

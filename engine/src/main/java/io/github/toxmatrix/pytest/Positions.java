package io.github.toxmatrix.pytest;

import io.github.toxmatrix.pytest.PytestEvent.TestStarted;
import io.github.toxmatrix.tox.SourcePosition;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the tests of a session stand: by the path of their node id, relative to pytest's rootdir. */
final class Positions {

    private final Optional<Path> rootdir;
    private final Map<String, Optional<Path>> files = new HashMap<>();

    private Positions(Optional<Path> rootdir) {
        this.rootdir = rootdir;
    }

    static Positions unknown() {
        return new Positions(Optional.empty());
    }

    static Positions under(String rootdir) {
        return new Positions(path(rootdir));
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

package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.interpreter.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where uv looks for its configuration (uv's {@code uv-settings} and {@code uv-dirs}), whether there is a file or not. */
public final class UvFiles {

    private static final Platform PLATFORM = Platform.current();

    private final Map<String, String> environ;
    private final Path directory;

    /** @param directory where uv is started */
    public UvFiles(Map<String, String> environ, Path directory) {
        this.environ = environ;
        this.directory = directory;
    }

    /** All that may change what uv does. */
    public List<Path> all() {
        List<Path> files = new ArrayList<>(named().stream().toList());
        for (Path folder : projects()) {
            files.add(ofProject(folder));
            files.add(inPyProject(folder));
        }
        user().ifPresent(files::add);
        files.addAll(machine());
        return files;
    }

    /** That is read instead of all others. */
    Optional<Path> named() {
        return variable("UV_CONFIG_FILE").map(directory::resolve);
    }

    /** Where a project may begin: the nearest that has one of the two counts, its own file before the table of the other. */
    List<Path> projects() {
        List<Path> folders = new ArrayList<>();
        for (@Nullable Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
            folders.add(at);
        }
        return folders;
    }

    static Path ofProject(Path folder) {
        return folder.resolve("uv.toml");
    }

    static Path inPyProject(Path folder) {
        return folder.resolve("pyproject.toml");
    }

    Optional<Path> user() {
        return PLATFORM == Platform.WINDOWS
                ? variable("APPDATA").map(UvFiles::below)
                : Optional.of(below(variable("XDG_CONFIG_HOME")
                        .orElseGet(
                                () -> Platform.home(environ).resolve(".config").toString())));
    }

    /** The first that is there counts. */
    List<Path> machine() {
        if (PLATFORM == Platform.WINDOWS) {
            return variable("PROGRAMDATA").map(UvFiles::below).stream().toList();
        }
        return Stream.concat(
                        Stream.of(variable("XDG_CONFIG_DIRS").orElse("/etc/xdg").split(":")), Stream.of("/etc"))
                .filter(folder -> !folder.isEmpty())
                .map(UvFiles::below)
                .toList();
    }

    private static Path below(String folder) {
        return Path.of(folder, "uv", "uv.toml");
    }

    private Optional<String> variable(String name) {
        return Optional.of(PLATFORM.variable(environ, name)).filter(value -> !value.isEmpty());
    }
}

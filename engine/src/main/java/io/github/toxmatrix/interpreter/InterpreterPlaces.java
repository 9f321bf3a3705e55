package io.github.toxmatrix.interpreter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Where interpreters may lie. Starts none, but for the {@code py} launcher of Windows. */
final class InterpreterPlaces {

    private final Map<String, String> environ;
    private final Platform platform;
    private final Path pyenv;

    InterpreterPlaces(Map<String, String> environ, Platform platform) {
        this.environ = environ;
        this.platform = platform;
        String root = platform.variable(environ, "PYENV_ROOT");
        this.pyenv = root.isEmpty() ? Platform.home(environ).resolve(".pyenv") : Path.of(root);
    }

    /** Files that may satisfy a specification, in the order in which they are to be asked. */
    Stream<Path> candidates(PythonSpec spec) {
        if (spec.path().isPresent() && Path.of(spec.path().get()).getNameCount() > 1) {
            return Stream.of(Path.of(spec.path().get()).toAbsolutePath()).filter(Interpreters::isExecutable);
        }
        Set<Path> folders = new LinkedHashSet<>();
        for (Path folder : platform.path(environ)) {
            if (isPyenvShims(folder)) {
                folders.addAll(pyenvVersions(folder.resolveSibling("")));
            } else {
                folders.add(folder);
            }
        }
        folders.addAll(pyenvVersions(pyenv));
        folders.addAll(managedByUv());
        Stream<Path> inFolders = folders.stream()
                .flatMap(folder -> spec.names().stream().map(name -> folder.resolve(platform.executable(name))))
                .filter(Interpreters::isExecutable);
        return platform == Platform.WINDOWS
                ? Stream.concat(inFolders, Stream.of(1).flatMap(once -> PyLauncher.list(environ).stream()))
                : inFolders;
    }

    String describe() {
        return platform == Platform.WINDOWS
                ? "PATH, in " + pyenv + ", among uv's and by the py launcher"
                : "PATH, in " + pyenv.resolve("versions") + " and " + uvRoot();
    }

    /** A shim ends with 127 for every version that is not selected, so the versions behind it are taken instead. */
    private boolean isPyenvShims(Path folder) {
        return folder.equals(pyenv.resolve("shims")) || folder.endsWith(Path.of(".pyenv", "shims"));
    }

    /** The selected versions of pyenv first, then all, the newest first. */
    private List<Path> pyenvVersions(Path root) {
        Path versions = root.resolve("versions");
        Set<Path> folders = new LinkedHashSet<>();
        for (String version : selectedByPyenv(root)) {
            Path folder = versions.resolve(version);
            if (Files.isDirectory(folder)) {
                folders.add(folder);
            }
        }
        folders.addAll(children(versions));
        return folders.stream().map(this::programs).toList();
    }

    private List<String> selectedByPyenv(Path root) {
        String version = platform.variable(environ, "PYENV_VERSION");
        if (!version.isEmpty()) {
            return List.of(version.split(":", -1));
        }
        Path global = root.resolve("version");
        try {
            return Files.isRegularFile(global)
                    ? Files.readAllLines(global).stream().map(String::strip).toList()
                    : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read pyenv's " + global, unreadable);
        }
    }

    private List<Path> managedByUv() {
        return children(uvRoot()).stream().map(this::programs).toList();
    }

    private Path uvRoot() {
        String own = platform.variable(environ, "UV_PYTHON_INSTALL_DIR");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        if (platform == Platform.WINDOWS) {
            return Path.of(platform.variable(environ, "APPDATA"), "uv", "python");
        }
        String data = platform.variable(environ, "XDG_DATA_HOME");
        return (data.isEmpty() ? Platform.home(environ).resolve(".local").resolve("share") : Path.of(data))
                .resolve("uv")
                .resolve("python");
    }

    private Path programs(Path installation) {
        return platform == Platform.WINDOWS ? installation : installation.resolve("bin");
    }

    /** Sub-folders, the highest version first. */
    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .sorted(VersionedFolders.NEWEST_FIRST)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list " + folder, unreadable);
        }
    }
}

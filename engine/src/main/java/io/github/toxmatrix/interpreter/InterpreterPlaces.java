package io.github.toxmatrix.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where interpreters may lie. Starts none, but for the {@code py} launcher of Windows. */
final class InterpreterPlaces {

    /** A name of a folder, and no comment. */
    private static final Pattern VERSION = Pattern.compile("\\w[\\w.+ -]*");

    /** Those whose folders uv names otherwise than {@code cpython-…}. */
    private static final Set<String> OTHERS = Set.of("pypy", "graalpy", "pyodide");

    private final Map<String, String> environ;
    private final Platform platform;
    private final Path pyenv;
    private final Path directory;

    /** @param directory the working folder, absolute */
    InterpreterPlaces(Map<String, String> environ, Platform platform, Path directory) {
        this.directory = directory;
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
            } else if (folder.isAbsolute()) { // else the working folder would say what is started
                folders.add(folder);
            }
        }
        folders.addAll(pyenvVersions(pyenv));
        folders.addAll(managedByUv(spec));
        Stream<Path> inFolders =
                folders.stream().flatMap(folder -> files(folder, spec)).filter(Interpreters::isExecutable);
        return platform == Platform.WINDOWS
                ? Stream.concat(inFolders, Stream.of(1).flatMap(once -> PyLauncher.list(environ).stream()))
                : inFolders;
    }

    private Stream<Path> files(Path folder, PythonSpec spec) {
        Stream<Path> named = spec.names().stream().map(name -> folder.resolve(platform.executable(name)));
        return spec.ranges().isEmpty() ? named : Stream.concat(named, versioned(folder, spec));
    }

    /** Those that a range may hold, the newest first; none where the folder cannot be listed, as for tox. */
    private Stream<Path> versioned(Path folder, PythonSpec spec) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> spec.versioned().test(file.getFileName().toString()))
                    .sorted(VersionedFolders.NEWEST_FIRST)
                    .toList()
                    .stream();
        } catch (IOException notListed) {
            return Stream.empty();
        }
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

    /** As pyenv chooses: its variable, a file in the working folder or above it, the file of the user. */
    private List<String> selectedByPyenv(Path root) {
        String version = platform.variable(environ, "PYENV_VERSION");
        if (!version.isEmpty()) {
            return List.of(version.split(":", -1));
        }
        for (Path folder = directory; folder != null; folder = folder.getParent()) {
            List<String> versions = versionsIn(folder.resolve(".python-version"));
            if (!versions.isEmpty()) {
                return versions;
            }
        }
        return versionsIn(root.resolve("version"));
    }

    private static List<String> versionsIn(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? new String(Files.readAllBytes(file), UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> VERSION.matcher(line).matches())
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            return List.of(); // it only says what comes first
        }
    }

    /** Where no implementation is asked for, uv takes CPython. */
    private List<Path> managedByUv(PythonSpec spec) {
        return children(uvRoot()).stream()
                .filter(folder -> {
                    String implementation = folder.getFileName().toString().split("-", 2)[0];
                    return !OTHERS.contains(implementation)
                            || spec.implementation()
                                    .filter(implementation::equals)
                                    .isPresent();
                })
                .map(this::programs)
                .toList();
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

package io.github.toxmatrix.python;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Real interpreters with pytest: made once in the build folder and used again by the next build. */
public final class PythonWithPytest {

    private static final Path FOLDER = Path.of("target", "pythons").toAbsolutePath();
    private static final Map<String, Path> MADE = new ConcurrentHashMap<>();
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private PythonWithPytest() {}

    /**
     * An interpreter of this version that has pytest, and some plugins of it. The running test is aborted if this
     * machine has no such interpreter.
     *
     * @param version such as {@code 3.11}
     * @param packages what to install; {@code pytest} alone if empty
     */
    public static Path python(String version, String... packages) {
        List<String> wanted = packages.length == 0 ? List.of("pytest") : List.of(packages);
        return MADE.computeIfAbsent(version + wanted, key -> make(version, wanted));
    }

    private static Path make(String version, List<String> packages) {
        Path base = find(version).orElse(null);
        if (base == null) {
            return abort("This machine has no Python " + version + ", neither on PATH nor of pyenv.");
        }
        Path folder = FOLDER.resolve(version + "-" + Integer.toHexString(packages.hashCode()));
        Path python = folder.resolve(WINDOWS ? "Scripts/python.exe" : "bin/python");
        if (Files.exists(folder.resolve("complete"))) {
            return python;
        }
        try {
            Files.createDirectories(FOLDER);
            Optional<Path> uv = onPath("uv");
            if (version.equals("2.7")) {
                makeWithVirtualenv(base, folder);
            } else if (uv.isPresent()) {
                run(List.of(uv.get().toString(), "venv", "--clear", "-p", base.toString(), folder.toString()));
            } else {
                run(List.of(base.toString(), "-m", "venv", "--clear", folder.toString()));
            }
            List<String> install = new ArrayList<>();
            if (uv.isPresent() && !version.equals("2.7")) {
                install.addAll(List.of(uv.get().toString(), "pip", "install", "-p", python.toString()));
            } else {
                install.addAll(List.of(python.toString(), "-m", "pip", "install"));
            }
            install.addAll(packages);
            run(install);
            Files.createFile(folder.resolve("complete"));
            return python;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * An environment of Python 2.7 without anything in it.
     *
     * @param base the interpreter
     */
    public static void makeBare(Path base, Path folder) throws IOException {
        makeWithVirtualenv(base, folder, "--no-pip", "--no-setuptools", "--no-wheel");
    }

    /** The last virtualenv that makes environments of Python 2.7. */
    private static synchronized void makeWithVirtualenv(Path base, Path folder, String... options) throws IOException {
        Path virtualenv = FOLDER.resolve("virtualenv");
        Path program = virtualenv.resolve(WINDOWS ? "Scripts/virtualenv.exe" : "bin/virtualenv");
        if (!Files.exists(program)) {
            Path host = find("3.11").orElseThrow(() -> new IOException("virtualenv < 20.22 needs a Python 3.11"));
            run(List.of(host.toString(), "-m", "venv", virtualenv.toString()));
            String pip =
                    virtualenv.resolve(WINDOWS ? "Scripts/pip.exe" : "bin/pip").toString();
            run(List.of(pip, "install", "virtualenv<20.22"));
        }
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "--clear", "-p", base.toString(), folder.toString()));
        command.addAll(List.of(options));
        run(command);
    }

    private static Optional<Path> find(String version) {
        Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (Files.isDirectory(pyenv)) {
            try (Stream<Path> versions = Files.list(pyenv)) {
                Optional<Path> found = versions.filter(
                                folder -> folder.getFileName().toString().startsWith(version + "."))
                        .map(folder -> folder.resolve(WINDOWS ? "python.exe" : "bin/python"))
                        .filter(Files::isExecutable)
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return onPath("python" + version);
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, WINDOWS ? program + ".exe" : program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}

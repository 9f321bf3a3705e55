package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.invocation.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Python that can import the tox whose reading is compared: the one that the system property {@code tox.python} names,
 * that of a tox on PATH, else one with tox installed from the package index of this machine into {@code target}.
 */
final class InstalledTox {

    /** Other releases read some things differently. */
    private static final String VERSION = "4.67.15";

    private static final Path FOLDER = Path.of("target", "tox-" + VERSION).toAbsolutePath();
    private static final Path LOG = Path.of("target", "tox-install.log").toAbsolutePath();

    private InstalledTox() {}

    /** Empty where there is none and none could be installed. */
    static Optional<Path> python() throws IOException, InterruptedException {
        String named = System.getProperty("tox.python");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Optional<Path> onPath = path("tox").flatMap(InstalledTox::interpreterOf).filter(InstalledTox::hasTox);
        if (onPath.isPresent()) {
            return onPath;
        }
        Path python = interpreterIn(FOLDER);
        if (!hasTox(python)) {
            install(python);
        }
        return Optional.of(python).filter(InstalledTox::hasTox);
    }

    private static void install(Path python) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER.getParent());
        Optional<Path> uv = path("uv");
        String tox = "tox==" + VERSION;
        if (uv.isPresent()) {
            if (run(uv.get().toString(), "venv", "-q", "--clear", "--python", ">=3.11", FOLDER.toString())) {
                run(uv.get().toString(), "pip", "install", "-q", "--python", python.toString(), tox);
            }
            return;
        }
        for (String name : List.of("python3", "python")) {
            Optional<Path> host = path(name);
            if (host.isPresent() && run(host.get().toString(), "-m", "venv", "--clear", FOLDER.toString())) {
                run(python.toString(), "-m", "pip", "install", "-q", "--disable-pip-version-check", tox);
                return;
            }
        }
    }

    private static boolean hasTox(Path python) {
        try {
            return Files.isExecutable(python)
                    && run(
                            python.toString(),
                            "-I",
                            "-c",
                            "import sys; from importlib.metadata import version; sys.exit(version('tox') != '" + VERSION
                                    + "')");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Files.createDirectories(LOG.getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    /** A script names its interpreter in its first line; on Windows the interpreter lies beside the program. */
    private static Optional<Path> interpreterOf(Path tox) {
        if (Host.isWindows()) {
            return Optional.of(tox.resolveSibling("python.exe"));
        }
        try (Stream<String> lines = Files.lines(tox, StandardCharsets.ISO_8859_1)) {
            return lines.findFirst()
                    .filter(line -> line.startsWith("#!/"))
                    .map(line -> Path.of(line.substring(2).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path interpreterIn(Path environment) {
        return Host.isWindows()
                ? environment.resolve("Scripts").resolve("python.exe")
                : environment.resolve("bin").resolve("python");
    }

    private static Optional<Path> path(String program) {
        String name = Host.isWindows() ? program + ".exe" : program;
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator"), -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

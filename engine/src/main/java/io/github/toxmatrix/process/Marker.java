package io.github.toxmatrix.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A variable in the environment of our processes. All that they start inherit it, so that they are found even after they
 * called {@code setsid} or lost their parent. Windows does not show the environment of another process: there, only
 * descendants of a process that still runs are found.
 */
record Marker(String variable, String value) {

    private static final Path PROC = Path.of("/proc");

    static Marker ofRun(String run) {
        return new Marker("TOX_MATRIX_RUN", run);
    }

    static Marker ofScope(String scope) {
        return new Marker("TOX_MATRIX_SCOPE", scope);
    }

    /** The processes of this machine that carry it, as far as this user may see. */
    Set<ProcessHandle> processes() {
        if (Files.exists(PROC.resolve("self/environ"))) {
            return ProcessHandle.allProcesses().filter(this::isInProc).collect(Collectors.toSet());
        }
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            return Set.of();
        }
        return listedByPs();
    }

    private boolean isInProc(ProcessHandle process) {
        try {
            String environ = Files.readString(
                    PROC.resolve(Long.toString(process.pid())).resolve("environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environ).contains("\0" + this + "\0");
        } catch (IOException e) {
            // It ended meanwhile, or is another user's.
            return false;
        }
    }

    private Set<ProcessHandle> listedByPs() {
        try {
            Process ps = new ProcessBuilder("ps", "-axEww", "-o", "pid=,command=")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            ps.getOutputStream().close();
            String list = new String(ps.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return list.lines()
                    .filter(line -> (line + " ").contains(" " + this + " "))
                    .map(line -> Long.parseLong(line.strip().split(" ", 2)[0]))
                    .map(ProcessHandle::of)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            System.getLogger(Marker.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "cannot list processes with ps; some may be left behind: {0}",
                            e.getMessage());
            return Set.of();
        }
    }

    /** Whether a process is there and more than an entry that waits for its parent. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        Path stat = PROC.resolve(Long.toString(process.pid())).resolve("stat");
        try (Stream<String> lines = Files.lines(stat, StandardCharsets.ISO_8859_1)) {
            String line = String.join("\n", lines.toList());
            return !line.substring(line.lastIndexOf(')') + 1).startsWith(" Z");
        } catch (IOException | UncheckedIOException e) { // it ended between the two looks, or there is no /proc
            return process.isAlive();
        }
    }

    /** As it stands in an environment. */
    @Override
    public String toString() {
        return variable + "=" + value;
    }
}

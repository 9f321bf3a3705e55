package io.github.toxmatrix.pytest;

import java.util.Map;

/** How a process ended, in words. */
final class Ending {

    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL, as the kernel sends it when memory runs out"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(15, "SIGTERM"));

    private Ending() {}

    /** Of an exit code: 128 + n and -n stand for signal n. */
    static String describe(int exitCode) {
        int signal = exitCode < 0 ? -exitCode : exitCode - 128;
        if (signal <= 0 || signal > 64) {
            return "exit code " + exitCode;
        }
        String name = SIGNALS.get(signal);
        return "exit code " + exitCode + " (signal " + signal + (name == null ? "" : ", " + name) + ")";
    }

    /** Of pytest's own exit codes (pytest.ExitCode), what is wrong. */
    static String describePytest(int exitCode) {
        return switch (exitCode) {
            case 2 -> "pytest was interrupted";
            case 3 -> "pytest had an internal error";
            case 4 -> "pytest could not run: its command line or configuration is wrong (exit code 4)";
            case 5 -> "pytest found no tests (exit code 5)";
            default -> "no test failed, but the command ended with " + describe(exitCode);
        };
    }
}

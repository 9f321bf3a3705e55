package io.github.toxmatrix.interpreter;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * A question to a program that answers at once, asked while a configuration is read, when there is no scope of
 * processes yet.
 */
public final class ShortProcess {

    private static final System.Logger LOGGER = System.getLogger(ShortProcess.class.getName());
    private static final int SECONDS = 30;

    private ShortProcess() {}

    /**
     * Runs it to its end.
     *
     * @return its standard output, if it ended with 0 within 30 s
     * @throws IOException if it cannot be started
     * @throws CancellationException if the thread is interrupted; the process has been ended then
     */
    public static Optional<String> run(List<String> command, Map<String, String> environ) throws IOException {
        Path output = Files.createTempFile("tox-matrix", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(nullFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environ);
            Process process = builder.start();
            return endsWell(process, command)
                    ? Optional.of(Files.readString(output, StandardCharsets.UTF_8))
                    : Optional.empty();
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean endsWell(Process process, List<String> command) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        command.get(0) + " was ended, as it had not answered within " + SECONDS + " s");
                return false;
            }
            return process.exitValue() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while asking a program");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static File nullFile() {
        return new File(Platform.current() == Platform.WINDOWS ? "NUL" : "/dev/null");
    }
}

package io.github.toxmatrix.interpreter;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAUSE = 5; // milliseconds
    private static final int MOST = 4 << 20; // bytes

    private ShortProcess() {}

    /**
     * What came of a question.
     *
     * @param output of a process that ended with 0
     * @param silent whether it was ended because no answer came in time
     */
    record Outcome(Optional<String> output, boolean silent) {

        private static final Outcome NONE = new Outcome(Optional.empty(), false);
    }

    /**
     * Runs it to its end.
     *
     * @return its standard output, if it ended with 0 within 30 s and has at most 4 MiB
     * @throws IOException if it cannot be started
     * @throws CancellationException if the thread is interrupted; the process has been ended then
     */
    public static Optional<String> run(List<String> command, Map<String, String> environ) throws IOException {
        return ask(command, environ, Optional.empty(), PATIENCE).output();
    }

    /** The same, started in a folder, where relative paths among the variables begin. */
    public static Optional<String> run(List<String> command, Map<String, String> environ, Path directory)
            throws IOException {
        return ask(command, environ, Optional.of(directory), PATIENCE).output();
    }

    static Outcome ask(List<String> command, Map<String, String> environ, Optional<Path> directory, Duration patience)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(
                        ProcessBuilder.Redirect.from(new File(Platform.current().nullFile())))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        directory.map(Path::toAbsolutePath).map(Path::toFile).ifPresent(builder::directory);
        builder.environment().clear();
        builder.environment().putAll(environ);
        Process process = builder.start();
        try {
            return answer(process, command.get(0), patience);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while asking a program");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Nothing is waited for that keeps the pipe open longer than the process, or fills it. */
    private static Outcome answer(Process process, String program, Duration patience)
            throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long end = System.nanoTime() + patience.toNanos();
        boolean ended = false;
        while (!ended) {
            ended = process.waitFor(PAUSE, TimeUnit.MILLISECONDS);
            InputStream output = process.getInputStream();
            for (int more = output.available(); more > 0 && answer.size() <= MOST; more = output.available()) {
                answer.write(output.readNBytes(more));
            }
            if (answer.size() > MOST) {
                ended(program, "it printed more than " + (MOST >> 20) + " MiB");
                return Outcome.NONE;
            }
            if (!ended && System.nanoTime() > end) {
                ended(program, "it had not answered within " + patience.toSeconds() + " s");
                return new Outcome(Optional.empty(), true);
            }
        }
        return process.exitValue() == 0
                ? new Outcome(Optional.of(answer.toString(StandardCharsets.UTF_8)), false)
                : Outcome.NONE;
    }

    private static void ended(String program, String reason) {
        LOGGER.log(System.Logger.Level.WARNING, program + " was ended, as " + reason);
    }
}

package io.github.toxmatrix.interpreter;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    private static final int PAUSE = 5; // milliseconds
    private static final int MOST = 4 << 20; // bytes

    private ShortProcess() {}

    /**
     * Runs it to its end.
     *
     * @return its standard output, if it ended with 0 within 30 s and has at most 4 MiB
     * @throws IOException if it cannot be started
     * @throws CancellationException if the thread is interrupted; the process has been ended then
     */
    public static Optional<String> run(List<String> command, Map<String, String> environ) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(
                        ProcessBuilder.Redirect.from(new File(Platform.current().nullFile())))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environ);
        Process process = builder.start();
        try {
            return answer(process, command.get(0));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while asking a program");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Nothing is waited for that keeps the pipe open longer than the process, or fills it. */
    private static Optional<String> answer(Process process, String program) throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        boolean ended = false;
        while (!ended) {
            ended = process.waitFor(PAUSE, TimeUnit.MILLISECONDS);
            InputStream output = process.getInputStream();
            for (int more = output.available(); more > 0 && answer.size() <= MOST; more = output.available()) {
                answer.write(output.readNBytes(more));
            }
            if (answer.size() > MOST) {
                return ended(program, "it printed more than " + (MOST >> 20) + " MiB");
            }
            if (!ended && System.nanoTime() > end) {
                return ended(program, "it had not answered within " + SECONDS + " s");
            }
        }
        return process.exitValue() == 0 ? Optional.of(answer.toString(StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static Optional<String> ended(String program, String reason) {
        LOGGER.log(System.Logger.Level.WARNING, program + " was ended, as " + reason);
        return Optional.empty();
    }
}

package io.github.toxmatrix.environment;

import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import io.github.toxmatrix.process.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Processes without a guard over their descendants; remembers what was started. */
public final class PlainProcesses implements ProcessScope {

    public final List<List<String>> started = new CopyOnWriteArrayList<>();

    @Override
    public ExitStatus run(ProcessRequest request, OutputSink output)
            throws ProcessStartException, InterruptedException {
        started.add(request.command());
        try {
            List<String> command = new ArrayList<>(request.command());
            String program = command.get(0);
            command.set(
                    0,
                    Program.locate(program, request.directory(), request.environment())
                            .orElseThrow(() -> new IOException("not found: " + program))
                            .toString());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(request.directory().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(request.environment());
            Process process = builder.start();
            output.accept(
                    OutputSink.Channel.OUT,
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return new ExitStatus(process.waitFor(), false);
        } catch (IOException failed) {
            throw new ProcessStartException(failed.toString(), failed);
        }
    }

    @Override
    public void close() {}
}

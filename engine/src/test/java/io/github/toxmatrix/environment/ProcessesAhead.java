package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Those of one environment before its turn; tells when they are closed. */
final class ProcessesAhead implements ProcessScope {

    private static final long LONG = 60; // seconds, which no passing test waits for

    private final PlainProcesses processes = new PlainProcesses();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public ExitStatus run(ProcessRequest request, OutputSink output)
            throws ProcessStartException, InterruptedException {
        return processes.run(request, output);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    void await() throws InterruptedException {
        assertThat(closed.await(LONG, TimeUnit.SECONDS)).isTrue();
    }

    /** The command lines that were started. */
    List<List<String>> started() {
        return processes.started;
    }

    boolean resolved() {
        return started().stream().anyMatch(command -> command.contains("compile"));
    }
}

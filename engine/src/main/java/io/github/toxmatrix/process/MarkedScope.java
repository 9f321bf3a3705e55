package io.github.toxmatrix.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DaemonExecutor;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ProcessDestroyer;

/** A scope whose processes carry a {@link Marker}. commons-exec starts them and reads their output. */
final class MarkedScope implements ProcessScope {

    private final String name;
    private final Marker run;
    private final Marker scope;
    private final Optional<Long> deadline;
    private final Grace grace;
    private final Consumer<ProcessHandle> onStart;
    private final Runnable onClose;
    private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();
    private volatile boolean used;
    private volatile boolean closed;

    /** @param onStart told each process that was started, before its output is read */
    MarkedScope(
            String name,
            Marker run,
            Marker scope,
            Optional<Duration> limit,
            Grace grace,
            Consumer<ProcessHandle> onStart,
            Consumer<MarkedScope> onClose) {
        this.name = name;
        this.run = run;
        this.scope = scope;
        this.deadline = limit.map(time -> System.nanoTime() + time.toNanos());
        this.grace = grace;
        this.onStart = onStart;
        this.onClose = () -> onClose.accept(this);
    }

    @Override
    public ExitStatus run(ProcessRequest request, OutputSink output)
            throws ProcessStartException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("the processes of " + name + " were ended");
        }
        if (deadline.isPresent() && remainingNanos() <= 0) {
            return new ExitStatus(-1, true);
        }
        OutputPump pump = OutputPump.into(output);
        CompletableFuture<Integer> exit = start(request, pump);
        boolean timedOut = false;
        try {
            if (!isDoneInTime(exit)) {
                timedOut = true;
                end();
            }
            int code = exit.get();
            pump.finish();
            pump.failure().ifPresent(failure -> {
                throw failure;
            });
            return new ExitStatus(code, timedOut);
        } catch (InterruptedException e) {
            end();
            pump.finish();
            throw e;
        } catch (ExecutionException e) {
            throw startFailure(request, e.getCause() == null ? e : e.getCause());
        }
    }

    private CompletableFuture<Integer> start(ProcessRequest request, OutputPump pump) throws ProcessStartException {
        if (!Files.isDirectory(request.directory())) {
            throw new ProcessStartException(
                    "cannot start " + request.command().get(0) + " in " + request.directory()
                            + ": there is no such folder",
                    new NoSuchFileException(request.directory().toString()));
        }
        Path program = Program.require(request.command().get(0), request.directory(), request.environment());
        CommandLine line = new CommandLine(program);
        request.command().stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        Map<String, String> environment = new HashMap<>(request.environment());
        environment.put(run.variable(), run.value());
        environment.put(scope.variable(), scope.value());

        DefaultExecutor executor = DaemonExecutor.builder()
                .setExecuteStreamHandler(pump)
                .setWorkingDirectory(request.directory())
                .get();
        executor.setExitValues(null);
        executor.setProcessDestroyer(new Started());
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        used = true;
        try {
            executor.execute(line, environment, new Exit(exit));
        } catch (IOException e) {
            throw startFailure(request, e);
        }
        return exit;
    }

    private boolean isDoneInTime(CompletableFuture<Integer> exit) throws InterruptedException, ExecutionException {
        if (deadline.isEmpty()) {
            exit.get();
            return true;
        }
        try {
            exit.get(Math.max(0, remainingNanos()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private long remainingNanos() {
        return deadline.map(end -> end - System.nanoTime()).orElse(Long.MAX_VALUE);
    }

    private static ProcessStartException startFailure(ProcessRequest request, Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return new ProcessStartException(
                "cannot start " + request.command().get(0) + ": " + deepest.getMessage(), cause);
    }

    private void end() {
        new Ending(this::running, grace).end();
    }

    private Set<ProcessHandle> running() {
        Set<ProcessHandle> running = new HashSet<>(started);
        running.addAll(scope.processes());
        return running;
    }

    /** Starts nothing more. */
    void refuse() {
        closed = true;
    }

    /** The processes that it started itself and that have not ended. */
    Set<ProcessHandle> started() {
        return Set.copyOf(started);
    }

    @Override
    public void close() {
        refuse();
        if (used) { // else nothing can be left, and to look at every process of the machine costs milliseconds
            end();
        }
        onClose.run();
    }

    /** commons-exec tells it each process as soon as it runs. */
    private final class Started implements ProcessDestroyer {

        @Override
        public boolean add(Process process) {
            started.add(process.toHandle());
            onStart.accept(process.toHandle());
            if (closed) {
                process.destroyForcibly();
            }
            return true;
        }

        @Override
        public boolean remove(Process process) {
            return started.remove(process.toHandle());
        }

        @Override
        public int size() {
            return started.size();
        }
    }

    private record Exit(CompletableFuture<Integer> exit) implements ExecuteResultHandler {

        @Override
        public void onProcessComplete(int exitValue) {
            exit.complete(exitValue);
        }

        @Override
        public void onProcessFailed(ExecuteException e) {
            exit.completeExceptionally(e);
        }
    }
}

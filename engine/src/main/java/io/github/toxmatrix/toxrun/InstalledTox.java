package io.github.toxmatrix.toxrun;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.events.EventTail;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import io.github.toxmatrix.process.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tox of this machine, for one project. It is asked once where it runs, so that it provisions itself ({@code
 * requires}) before environments run at the same time: it would lock them out from each other meanwhile. Safe for many
 * threads.
 */
public final class InstalledTox {

    private static final String REQUEST = "TOX_MATRIX_TOX";

    private final String program;
    private final ToxConfiguration configuration;
    private final Map<String, String> environ;
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Found found;
    private @Nullable ToxUnavailableException failure;

    private record Found(ToxPlugin plugin, String python) {}

    /**
     * Starts nothing yet.
     *
     * @param program a name on {@code PATH}, or a path; {@code tox} if empty
     * @param environ the variables of the calling process
     * @param folder for what is needed once
     */
    public InstalledTox(
            Optional<String> program, ToxConfiguration configuration, Map<String, String> environ, Path folder) {
        this.program = program.orElse("tox");
        this.configuration = configuration;
        this.environ = Map.copyOf(configuration.variables(environ));
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Runs an environment.
     *
     * @param files a folder for this run alone
     * @param output takes what tox prints
     * @param events takes what it tells, on a thread of its own; all of it before this returns
     * @throws ToxUnavailableException if there is no tox, or it does not take the plugin; also for each later call
     */
    public ExitStatus run(
            ToxRequest request, Path files, ProcessScope processes, OutputSink output, Consumer<ToxEvent> events)
            throws ToxUnavailableException, ProcessStartException, IOException, InterruptedException {
        Found tox = find(request, processes);
        List<String> command =
                new ArrayList<>(List.of(tox.python(), tox.plugin().script().toString()));
        command.addAll(request.arguments(configuration.arguments()));
        return follow(command, environ, request, files, processes, output, events);
    }

    private Found find(ToxRequest request, ProcessScope processes)
            throws ToxUnavailableException, IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (failure != null) {
                throw failure;
            }
            if (found == null) {
                found = ask(request, processes);
            }
            return found;
        } catch (ToxUnavailableException e) {
            failure = e.isLasting() ? e : null;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private Found ask(ToxRequest request, ProcessScope processes)
            throws ToxUnavailableException, IOException, InterruptedException {
        Path file = Program.locate(program, directory(), environ)
                .orElseThrow(() -> new ToxUnavailableException(
                        "there is no tox to run environments with: '" + program + "' was not found"
                                + (program.equals("tox") ? " on PATH" : "")
                                + "; install tox 4, or name its program by " + Constants.TOX,
                        "",
                        true));
        ToxPlugin plugin = ToxPlugin.unpack(folder.resolve("plugin"));
        Map<String, String> variables = new HashMap<>(environ);
        variables.merge("PYTHONPATH", plugin.folder().toString(), (theirs, ours) -> ours + File.pathSeparator + theirs);
        List<String> command = new ArrayList<>(List.of(file.toString(), "tox-matrix"));
        command.addAll(configuration.arguments());
        StringBuilder printed = new StringBuilder();
        Loaded loaded = new Loaded();
        ExitStatus status;
        try {
            status = follow(
                    command,
                    variables,
                    request,
                    folder.resolve("ask"),
                    processes,
                    (channel, text) -> printed.append(text),
                    loaded);
        } catch (ProcessStartException e) {
            throw new ToxUnavailableException(String.valueOf(e.getMessage()), "", true);
        }
        return new Found(plugin, loaded.python(file, status, printed.toString()));
    }

    private ExitStatus follow(
            List<String> command,
            Map<String, String> environment,
            ToxRequest request,
            Path files,
            ProcessScope processes,
            OutputSink output,
            Consumer<ToxEvent> events)
            throws ProcessStartException, IOException, InterruptedException {
        Path told = files.resolve("events");
        Files.createDirectories(told);
        Path asked = files.resolve("request.json");
        request.write(asked, told.resolve("tox.jsonl"));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(REQUEST, asked.toString());
        EventTail<ToxEvent> tail = EventTail.start(told, new ToxEventReader(), file -> events);
        try (tail) {
            return processes.run(new ProcessRequest(command, directory(), variables), output);
        }
    }

    private Path directory() {
        Path parent = configuration.file().getParent();
        return parent == null ? configuration.file() : parent;
    }

    /** The last tox that says where it runs is the one that runs environments. */
    private static final class Loaded implements Consumer<ToxEvent> {

        private String python = "";
        private String problem = "";

        @Override
        public void accept(ToxEvent event) {
            if (event instanceof ToxEvent.Loaded loaded) {
                python = loaded.python();
            } else if (event instanceof ToxEvent.Unreadable unreadable) {
                problem = unreadable.problem();
            }
        }

        String python(Path program, ExitStatus status, String output) throws ToxUnavailableException {
            if (status.isSuccess() && !python.isEmpty()) {
                return python;
            }
            String why = !problem.isEmpty()
                    ? problem
                    : python.isEmpty()
                            ? "it does not take the plugin of tox-matrix, which takes tox 4"
                            : output.lines()
                                    .filter(line -> !line.isBlank())
                                    .reduce((first, last) -> last)
                                    .orElse("");
            String how = status.timedOut() ? "ended at the time limit" : "exit code " + status.code();
            throw new ToxUnavailableException(
                    "the tox of " + program + " cannot run environments (" + how + "): " + why,
                    output,
                    !status.timedOut());
        }
    }
}

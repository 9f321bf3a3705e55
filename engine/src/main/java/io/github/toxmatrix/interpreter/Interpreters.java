package io.github.toxmatrix.interpreter;

import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.InterpreterLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the interpreters of this machine: on {@code PATH}, those of pyenv, those uv has downloaded, and those the
 * {@code py} launcher of Windows knows. Each is asked once who it is. Safe for many threads.
 */
public final class Interpreters implements InterpreterLookup {

    private static final System.Logger LOGGER = System.getLogger(Interpreters.class.getName());

    /** tox takes the Python that it runs in; there is none here, so the one that a user's shell would start. */
    private static final List<String> DEFAULT = List.of("python3", "python");

    private final Map<String, String> environ;
    private final InterpreterPlaces places;
    private final Map<Path, Optional<Interpreter>> asked = new ConcurrentHashMap<>();
    private final Map<String, Optional<Interpreter>> found = new ConcurrentHashMap<>();

    private final Map<Path, InterpreterSilence> silent = new ConcurrentHashMap<>();
    private final Optional<InterpreterMemory> memory;
    private final Duration patience;
    private final Clock clock;

    private Interpreters(
            Map<String, String> environ, Optional<InterpreterMemory> memory, Duration patience, Clock clock) {
        this.environ = Map.copyOf(environ);
        this.memory = memory;
        this.patience = patience;
        this.clock = clock;
        this.places = new InterpreterPlaces(
                this.environ, Platform.current(), Path.of("").toAbsolutePath());
    }

    /**
     * Starts nothing yet.
     *
     * @param environ the environment variables of the calling process
     */
    public static Interpreters of(Map<String, String> environ) {
        return new Interpreters(environ, Optional.empty(), ShortProcess.PATIENCE, Clock.systemUTC());
    }

    /**
     * The same, but those of earlier runs whose files are unchanged are not asked again; for a while, neither are those that kept silent.
     *
     * @param memory a folder of this user alone
     */
    public static Interpreters of(Map<String, String> environ, Path memory) {
        return of(environ, memory, ShortProcess.PATIENCE, Clock.systemUTC());
    }

    /** @param patience how long an answer is waited for */
    static Interpreters of(Map<String, String> environ, Path memory, Duration patience, Clock clock) {
        return new Interpreters(environ, Optional.of(InterpreterMemory.in(memory, environ)), patience, clock);
    }

    /**
     * Finds the first specification for which there is an interpreter.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    @Override
    public Optional<Interpreter> find(List<String> basePython) {
        return (basePython.isEmpty() ? DEFAULT : basePython)
                .stream()
                        .map(spec -> found.computeIfAbsent(spec, this::find))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private Optional<Interpreter> find(String text) {
        PythonSpec spec = PythonSpec.parse(text);
        return places.candidates(spec)
                .map(this::ask)
                .flatMap(Optional::stream)
                .filter(spec::isSatisfiedBy)
                .findFirst();
    }

    private Optional<Interpreter> ask(Path executable) {
        return asked.computeIfAbsent(executable, file -> memory.flatMap(earlier -> earlier.recall(file))
                .or(() -> askAnew(file)));
    }

    private Optional<Interpreter> askAnew(Path executable) {
        Optional<InterpreterSilence> before = memory.flatMap(earlier -> earlier.silence(executable, clock.instant()));
        if (before.isPresent()) {
            return silent(executable, before.get());
        }
        InterpreterProbe.Answer answer = InterpreterProbe.ask(executable, environ, patience);
        answer.python().ifPresent(python -> memory.ifPresent(later -> later.keep(executable, python)));
        Optional<InterpreterSilence> noted = memory.filter(unused -> answer.silent())
                .flatMap(later -> later.keepSilence(executable, clock.instant()));
        return noted.isPresent() ? silent(executable, noted.get()) : answer.python();
    }

    private Optional<Interpreter> silent(Path executable, InterpreterSilence silence) {
        silent.put(executable, silence);
        LOGGER.log(System.Logger.Level.WARNING, executable + " is no Python for now: " + silence.told());
        return Optional.empty();
    }

    /** Where was looked, and what was met there, for the message of a failure. */
    public String search() {
        String met = Stream.concat(asked.values().stream(), Stream.of(find(List.of("python"))))
                .flatMap(Optional::stream)
                .map(python -> python.implementation() + " " + python.version() + " (" + python.executable() + ")")
                .distinct()
                .sorted()
                .reduce((one, other) -> one + ", " + other)
                .orElse("no Python at all");
        String broken = asked.entrySet().stream()
                .filter(file -> file.getValue().isEmpty())
                .map(file -> file.getKey()
                        + Optional.ofNullable(silent.get(file.getKey()))
                                .map(silence -> " (" + silence.told() + ")")
                                .orElse(""))
                .sorted()
                .collect(Collectors.joining(", "));
        return "looked on " + places.describe() + "; met " + met
                + (broken.isEmpty() ? "" : "; no answer of a Python came from " + broken);
    }

    /** Whether a file can be started. */
    public static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}

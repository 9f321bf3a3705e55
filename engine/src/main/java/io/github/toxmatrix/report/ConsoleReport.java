package io.github.toxmatrix.report;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.SameEnvironments;
import io.github.toxmatrix.result.TestCase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run says on the console: where its environments are made, a line for each that ends with its failures and how to
 * repeat them, and a summary. Safe for many threads; what belongs together is given to the consumer in one call, as lines
 * without a line break at the end.
 */
public final class ConsoleReport {

    private final int environments;
    private final RepeatCommand repeat;
    private final Consumer<String> console;
    private final List<EnvironmentResult> ended = new ArrayList<>();
    private final Map<String, String> twins = new HashMap<>();

    /**
     * @param environments how many the run will end
     * @param console takes one or more lines at a time, never two calls at once
     */
    public ConsoleReport(int environments, RepeatCommand repeat, Consumer<String> console) {
        this.environments = environments;
        this.repeat = repeat;
        this.console = console;
    }

    /**
     * The run begins.
     *
     * @param place where environments lie, for people: {@code RAM (/dev/shm, 11 GiB free)}
     */
    public synchronized void started(String place) {
        console.accept("tox-matrix: " + counted(environments, "environment") + " to run, made in " + place);
    }

    /** An environment is not run, since its work is that of another one. To be called before it has ended. */
    public synchronized void twin(String environment, String first) {
        twins.put(environment, first);
    }

    /** An environment ended. */
    public synchronized void finished(EnvironmentResult result) {
        ended.add(result);
        int left = environments - ended.size();
        Stream<String> first = Stream.of("[" + ended.size() + "/" + environments + "] " + line(result)
                + (left > 0 ? ", " + left + " left" : ""));
        Stream<String> failures = result.failures().stream().flatMap(test -> failure(result.name(), test));
        console.accept(Stream.concat(first, failures).collect(Collectors.joining("\n")));
    }

    /**
     * The run is over.
     *
     * @param duration wall time of the whole run
     * @param sizes what environments took; may be empty
     * @param same which environments were the same
     */
    public synchronized void summary(Duration duration, String sizes, List<SameEnvironments> same) {
        List<String> lines = new ArrayList<>();
        // what needs attention is nearest to the prompt
        ended.stream()
                .sorted(Comparator.comparingInt(result -> attention(result.status())))
                .forEach(result -> lines.add("  " + line(result)));
        int notRun = environments - ended.size();
        if (notRun > 0) {
            lines.add("  " + counted(notRun, "environment") + " did not run to the end");
        }
        same.forEach(each -> lines.add("  the same environment: " + String.join(", ", each.names())
                + (each.sameWork() ? ", and the same work (" + Constants.DUPLICATES + "=once does it once)" : "")));
        if (!sizes.isEmpty()) {
            lines.add("  room taken: " + sizes);
        }
        lines.add("  " + totals() + " in " + seconds(duration));
        console.accept(String.join("\n", lines));
    }

    /** What the environments had is in a file. */
    public synchronized void pins(String file, RunPins pins) {
        Instant now = Instant.now();
        Duration oldest = pins.environments().values().stream()
                .map(environment -> Duration.between(environment.resolved(), now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        console.accept("tox-matrix: pins of " + counted(pins.environments().size(), "environment") + ": " + file
                + " (resolved " + (oldest.toHours() > 0 ? "up to " + oldest.toHours() + " h ago" : "within the hour")
                + ")");
    }

    /** What the environments had could not be written. */
    public synchronized void notWritten(String file, String why) {
        console.accept("tox-matrix: the pins of this run could not be written to " + file + " (" + why
                + "): name another file by " + Constants.PINS_OUTPUT);
    }

    private Stream<String> failure(String environment, TestCase test) {
        return Stream.of("    FAILED " + test.displayName(), "      repeat: " + repeat.of(environment, test));
    }

    private String totals() {
        String environmentsByStatus = Stream.of(EnvironmentResult.Status.values())
                .map(status -> {
                    long count = ended.stream()
                            .filter(result -> result.status() == status)
                            .count();
                    return count == 0 ? "" : count + " " + word(status);
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        int passed = ended.stream().mapToInt(EnvironmentResult::passed).sum();
        int failed = ended.stream().mapToInt(EnvironmentResult::failed).sum();
        int skipped = ended.stream().mapToInt(EnvironmentResult::skipped).sum();
        return counted(ended.size(), "environment")
                + (ended.isEmpty() ? "" : " (" + environmentsByStatus + ")")
                + ", tests: " + counts(passed, failed, skipped);
    }

    private String line(EnvironmentResult result) {
        String first = twins.get(result.name());
        if (first != null) {
            return result.name() + ": " + verdict(result.status()) + ", the same work as " + first;
        }
        return result.name() + ": " + verdict(result.status()) + " ("
                + counts(result.passed(), result.failed(), result.skipped()) + " in " + seconds(result.duration())
                + ")";
    }

    private static String counts(int passed, int failed, int skipped) {
        return passed + " passed"
                + (failed > 0 ? ", " + failed + " failed" : "")
                + (skipped > 0 ? ", " + skipped + " skipped" : "");
    }

    private static int attention(EnvironmentResult.Status status) {
        return switch (status) {
            case PASSED -> 0;
            case SKIPPED -> 1;
            case IGNORED_FAILURE -> 2;
            case FAILED -> 3;
        };
    }

    private static String verdict(EnvironmentResult.Status status) {
        return switch (status) {
            case PASSED -> "OK";
            case FAILED -> "FAIL";
            case IGNORED_FAILURE -> "FAIL, ignored";
            case SKIPPED -> "SKIP";
        };
    }

    private static String word(EnvironmentResult.Status status) {
        return switch (status) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case IGNORED_FAILURE -> "failed and ignored";
            case SKIPPED -> "skipped";
        };
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String seconds(Duration duration) {
        return duration.toMinutes() > 0
                ? String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}

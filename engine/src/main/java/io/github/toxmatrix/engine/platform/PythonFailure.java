package io.github.toxmatrix.engine.platform;

import io.github.toxmatrix.result.Failure;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/**
 * A failure that happened in Python or in a process. What is printed of it is its own text, as pytest or the installer
 * wrote it; the Java stack has nothing to say about it.
 */
public final class PythonFailure extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    private final String where;
    private final String trace;

    private PythonFailure(String where, String message, String trace) {
        super(message);
        this.where = where;
        this.trace = trace;
    }

    private PythonFailure(String where, String message, String trace, Failure.Comparison comparison) {
        super(message, ReportText.clean(comparison.expected()), ReportText.clean(comparison.actual()));
        this.where = where;
        this.trace = trace;
    }

    /**
     * The first failure, with the others suppressed in it.
     *
     * @param where the environment and the test
     */
    public static PythonFailure of(String where, List<Failure> failures) {
        PythonFailure first = of(where, failures.get(0));
        failures.stream().skip(1).map(failure -> of(where, failure)).forEach(first::addSuppressed);
        return first;
    }

    /** A failure of which there is nothing to say but this. */
    public static PythonFailure of(String message) {
        return of("", Failure.of(message, ""));
    }

    private static PythonFailure of(String where, Failure failure) {
        String message = ReportText.clean(failure.message());
        String trace = ReportText.clean(failure.trace());
        PythonFailure result = failure.comparison()
                .map(comparison -> new PythonFailure(where, message, trace, comparison))
                .orElseGet(() -> new PythonFailure(where, message, trace));
        result.setStackTrace(PythonTrace.elements(trace));
        return result;
    }

    /** All that Surefire has for the list at its end of a test without a class that it can load. */
    @Override
    public String getLocalizedMessage() {
        String message = String.valueOf(getMessage());
        return where.isEmpty() ? message : where + ": " + message;
    }

    @Override
    public void printStackTrace(PrintStream stream) {
        stream.println(text());
    }

    @Override
    public void printStackTrace(PrintWriter writer) {
        writer.println(text());
    }

    /** The message, and the trace unless it says the same; then what came after. */
    private String text() {
        String message = String.valueOf(getMessage());
        StringBuilder text = new StringBuilder();
        if (trace.isBlank() || !trace.contains(message)) {
            text.append(message);
        }
        if (!trace.isBlank()) {
            text.append(text.isEmpty() ? "" : "\n").append(trace.stripTrailing());
        }
        for (Throwable later : getSuppressed()) {
            text.append("\n\nThen:\n").append(later instanceof PythonFailure failure ? failure.text() : later);
        }
        return text.toString();
    }
}

package io.github.toxmatrix.run;

import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.tox.document.SourcePosition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps by which tox sets an environment up, each told once, also where it is set up again as RAM had no room for it. */
final class ToxSteps {

    private final Tally tally;
    private final SourcePosition position;
    private final Set<String> passed = new HashSet<>();
    private final StringBuilder output = new StringBuilder();
    private @Nullable String name;
    private @Nullable String told;
    private Optional<String> failure = Optional.empty();

    ToxSteps(Tally tally, SourcePosition position) {
        this.tally = tally;
        this.position = position;
    }

    /** A test that is none of pytest's. */
    TestCase test(String step) {
        return TestCase.ofStep(step, position);
    }

    boolean isOpen() {
        return name != null;
    }

    boolean is(String step) {
        return step.equals(name);
    }

    /** What is told stays open until it comes to its end here. */
    void begin(String step) {
        name = step;
        if (told == null && !passed.contains(step)) {
            told = step;
            tally.started(test(step));
        }
    }

    /** Of the step that is open, if one is. */
    void print(String text) {
        if (isOpen()) {
            output.append(text);
        }
    }

    /** What the one that is open failed for, of which nothing is told yet. */
    void fails(String reason) {
        failure = Optional.of(reason);
    }

    Optional<String> failure() {
        return failure;
    }

    String output() {
        return output.toString();
    }

    /** Everything is done again from the first step on; the one that had failed is told when it has come to its end. */
    void again(String reason) {
        output.append(output.isEmpty() || output.charAt(output.length() - 1) == '\n' ? "" : "\n")
                .append(reason)
                .append('\n');
        name = null;
        failure = Optional.empty();
    }

    void pass() {
        String step = name;
        name = null;
        if (step != null && step.equals(told)) {
            passed.add(step);
            finish(Outcome.passed());
        }
    }

    /** All of them have come to their end, and commands follow. */
    void passAll() {
        name = told; // what another step did this time
        pass();
    }

    void fail(String message, String trace) {
        end(Outcome.failed(Failure.of(message, trace)));
    }

    /** Of the one that is open, if one is. */
    void end(Outcome outcome) {
        if (name != null && told == null) { // one that had passed before, and has not now
            told = name + " (again)";
            tally.started(test(told));
        }
        name = null;
        finish(outcome);
    }

    private void finish(Outcome outcome) {
        String step = told;
        if (step != null) {
            String printed = output.toString();
            output.setLength(0);
            told = null;
            tally.finished(test(step), outcome, printed);
        }
    }
}

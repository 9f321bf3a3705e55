package io.github.toxmatrix.environment.step;

import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import java.util.HashSet;
import java.util.Set;

/** Tells a listener each step once, also of an environment that is made again, as RAM had no room for it or its pins were outdated. */
public final class ProvisionSteps {

    private final ProvisionListener listener;
    private final Set<String> begun = new HashSet<>();
    private final StringBuilder output = new StringBuilder();
    private String open = "";

    public ProvisionSteps(ProvisionListener listener) {
        this.listener = listener;
    }

    /** The first step of what follows may be one that was told before. */
    public void again(String reason) {
        output.append(reason).append('\n');
    }

    public void started(String step) {
        if (begun.add(step)) {
            open = step;
            listener.started(step);
        }
    }

    /** @param note what a reader should know although all went well */
    public void passed(String step, String note, String printed) {
        if (step.equals(open)) {
            finished(new Outcome.Passed(note), printed);
        } else {
            output.append(printed); // of a step that had passed before
        }
    }

    /** A step that is left out. */
    public void skipped(String step, String reason) {
        if (begun.add(step)) {
            listener.finished(step, new Outcome.Skipped(reason), "");
        }
    }

    public void failed(String message, String printed) {
        finished(Outcome.failed(Failure.of(message, output + printed)), printed);
    }

    /** Ends the step that runs. */
    public void finished(Outcome outcome, String printed) {
        String all = output + printed;
        output.setLength(0);
        listener.finished(open, outcome, all);
        open = "";
    }
}

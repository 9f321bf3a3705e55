package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.result.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What a listener was told. */
final class RecordedSteps implements ProvisionListener {

    final List<String> events = new ArrayList<>();
    final List<String> outputs = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    @Override
    public void started(String step) {
        events.add("started " + step);
    }

    @Override
    public void finished(String step, Outcome outcome, String output) {
        events.add(outcome.getClass().getSimpleName() + " " + step);
        outputs.add(output);
        notes.add(outcome instanceof Outcome.Passed passed ? passed.note() : "");
    }
}

package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds every listener to its contract: what starts finishes, and no name comes twice. */
final class RecordedRun implements RunListener {

    final List<TestCase> cases = new ArrayList<>();
    final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    final Map<String, String> outputs = new LinkedHashMap<>();
    private final List<TestCase> running = new ArrayList<>();

    @Override
    public void started(TestCase test) {
        running.add(test);
    }

    @Override
    public void finished(TestCase test, Outcome outcome, String output) {
        assertThat(running.remove(test)).isEqualTo(!(outcome instanceof Outcome.Skipped));
        cases.add(test);
        assertThat(outcomes.put(test.displayName(), outcome)).isNull();
        outputs.put(test.displayName(), output);
    }

    Failure failure(String name) {
        assertThat(outcomes.get(name)).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcomes.get(name)).failures().get(0);
    }
}

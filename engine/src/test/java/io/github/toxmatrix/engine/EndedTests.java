package io.github.toxmatrix.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.testkit.engine.Event;

/** How the tests of a run ended, by {@code environment: test}. */
final class EndedTests {

    private EndedTests() {}

    /** {@code SUCCESSFUL}, {@code FAILED} with the first line of the failure, {@code SKIPPED} with the reason. */
    static Map<String, String> of(List<Event> tests) {
        Map<String, String> ended = new TreeMap<>();
        for (Event event : tests) {
            event.getPayload(TestExecutionResult.class).ifPresent(result -> ended.put(name(event), text(result)));
            event.getPayload(String.class).ifPresent(reason -> ended.put(name(event), "SKIPPED " + reason));
        }
        return ended;
    }

    /** All that failures say. */
    static Map<String, String> failures(List<Event> tests) {
        Map<String, String> failures = new TreeMap<>();
        for (Event event : tests) {
            event.getPayload(TestExecutionResult.class)
                    .flatMap(TestExecutionResult::getThrowable)
                    .ifPresent(failure -> failures.put(name(event), String.valueOf(failure.getMessage())));
        }
        return failures;
    }

    private static String text(TestExecutionResult result) {
        return result.getStatus()
                + result.getThrowable()
                        .map(failure -> " "
                                + String.valueOf(failure.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""))
                        .orElse("");
    }

    private static String name(Event event) {
        String environment = event.getTestDescriptor().getUniqueId().getSegments().stream()
                .filter(segment -> segment.getType().equals("method"))
                .map(UniqueId.Segment::getValue)
                .map(value -> value.replace("()", ""))
                .findFirst()
                .orElse("");
        return environment + ": " + event.getTestDescriptor().getDisplayName();
    }
}

package io.github.toxmatrix.pytest;

import io.github.toxmatrix.pytest.PytestEvent.Explanation;
import io.github.toxmatrix.pytest.PytestEvent.Section;
import io.github.toxmatrix.pytest.PytestEvent.TestReported;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One started test: gathers the reports of its phases into one outcome. */
final class TestRun {

    private final TestCase test;
    private final List<Failure> failures = new ArrayList<>();
    private List<Section> sections = List.of();
    private @Nullable String aborted;
    private @Nullable String xpass;
    private boolean passed;
    private int reruns;
    private @Nullable Failure forgotten;
    private int subtests;
    private int failedSubtests;

    TestRun(TestCase test) {
        this.test = test;
    }

    TestCase test() {
        return test;
    }

    void add(TestReported report) {
        if (!report.sections().isEmpty()) {
            sections = report.sections();
        }
        switch (report.outcome()) {
            case "rerun" -> rerun(failure(report));
            case "passed" -> {
                passed |= report.when().equals("call");
                xpass = report.xfail().map(reason -> described("xpass", reason)).orElse(xpass);
            }
            case "skipped" -> aborted = reason(report.xfail(), report.explanation());
            default -> failures.add(failure(report));
        }
    }

    /** This run does not count, what came before in it is forgotten; another one follows. */
    private void rerun(Failure cause) {
        forgotten = cause;
        failures.clear();
        aborted = null;
        xpass = null;
        passed = false;
        subtests = 0;
        failedSubtests = 0;
    }

    boolean awaitsRerun() {
        return forgotten != null;
    }

    /** The next run begins. */
    void restart() {
        forgotten = null;
        reruns++;
    }

    void addSubtest(boolean failed) {
        subtests++;
        failedSubtests += failed ? 1 : 0;
    }

    /** Fails it for a reason that pytest did not report. */
    void fail(Failure failure) {
        failures.add(failure);
    }

    boolean hasVerdict() {
        return passed || aborted != null || xpass != null || !failures.isEmpty() || failedSubtests > 0;
    }

    Outcome outcome() {
        if (forgotten != null && failures.isEmpty()) { // stopped before the run that was to follow
            fail(forgotten);
        }
        if (failures.isEmpty() && failedSubtests > 0) { // pytest-subtests on pytest <= 8 says passed
            fail(Failure.of(failedSubtests + " of " + subtests + " subtests failed", ""));
        }
        if (!failures.isEmpty()) {
            return new Outcome.Failed(failures);
        }
        if (aborted != null) {
            return new Outcome.Aborted(aborted);
        }
        if (xpass != null) {
            return new Outcome.Passed(xpass);
        }
        if (!passed) {
            return Outcome.failed(Failure.of("pytest told of no result of this test", ""));
        }
        return new Outcome.Passed(reruns == 0 ? "" : "passed after " + reruns + (reruns == 1 ? " rerun" : " reruns"));
    }

    String output() {
        return output(sections);
    }

    static String output(List<Section> sections) {
        StringBuilder output = new StringBuilder();
        for (Section section : sections) {
            output.append("--- ").append(section.name()).append(" ---\n").append(section.content());
            if (!section.content().endsWith("\n")) {
                output.append('\n');
            }
        }
        return Xml.clean(output.toString());
    }

    static String reason(Optional<String> xfail, Explanation explanation) {
        if (xfail.isPresent()) {
            return described("xfail", xfail.get());
        }
        String reason = explanation.message().isEmpty() ? firstLine(explanation.trace()) : explanation.message();
        String prefix = "Skipped: ";
        return Xml.clean(reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason);
    }

    private static String described(String what, String reason) {
        return reason.isBlank() ? what : what + ": " + Xml.clean(reason);
    }

    private static Failure failure(TestReported report) {
        String phase =
                switch (report.when()) {
                    case "setup", "teardown" -> "in " + report.when() + ": ";
                    default -> "";
                };
        return failure(phase, report.explanation());
    }

    static Failure failure(String prefix, Explanation explanation) {
        String message = explanation.message().isEmpty() ? firstLine(explanation.trace()) : explanation.message();
        return new Failure(
                prefix + Xml.clean(message),
                Xml.clean(explanation.trace()),
                explanation
                        .comparison()
                        .map(sides -> new Failure.Comparison(Xml.clean(sides.expected()), Xml.clean(sides.actual()))));
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("pytest gave no reason");
    }
}

package io.github.toxmatrix.pytest;

import io.github.toxmatrix.pytest.PytestEvent.CollectionReported;
import io.github.toxmatrix.pytest.PytestEvent.SubtestReported;
import io.github.toxmatrix.pytest.PytestEvent.TestReported;
import io.github.toxmatrix.pytest.PytestEvent.TestStarted;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The tests of one pytest session, from the events of one file. A command may run several sessions. */
final class SessionEvents implements Consumer<PytestEvent> {

    private final PytestNames names;
    private final PytestListener listener;
    private final Map<String, TestRun> open = new LinkedHashMap<>();
    private final Set<String> notCollected = new HashSet<>();
    private final List<Failure> problems = new ArrayList<>();
    private Positions positions = Positions.unknown();
    private int collected;
    private int started;
    private Optional<Integer> exitCode = Optional.empty();
    private Optional<String> interruption = Optional.empty();

    SessionEvents(PytestNames names, PytestListener listener) {
        this.names = names;
        this.listener = listener;
    }

    @Override
    public void accept(PytestEvent event) {
        // With patterns for switch (Java 21) this is an exhaustive switch.
        if (event instanceof PytestEvent.SessionStarted session) {
            positions = Positions.under(session.rootdir(), session.directory());
        } else if (event instanceof PytestEvent.Collected tests) {
            collected = Math.max(collected, tests.count());
        } else if (event instanceof PytestEvent.Missing missing) {
            missing(missing);
        } else if (event instanceof CollectionReported report) {
            collection(report);
        } else if (event instanceof TestStarted start) {
            started(start);
        } else if (event instanceof TestReported report) {
            reported(report);
        } else if (event instanceof SubtestReported report) {
            subtest(report);
        } else if (event instanceof PytestEvent.TestFinished finish) {
            TestRun run = open.get(finish.nodeId());
            if (run != null && !run.awaitsRerun()) { // rerunfailures ends and starts a test for each run
                finished(finish.nodeId());
            }
        } else if (event instanceof PytestEvent.InternallyFailed error) {
            problem("pytest had an internal error", error.text());
        } else if (event instanceof PytestEvent.Interrupted interrupted) {
            interruption = Optional.of(interrupted.reason());
        } else if (event instanceof PytestEvent.SessionFinished finish) {
            sessionFinished(finish);
        } else if (event instanceof PytestEvent.PluginFailed failed) {
            problem("the pytest plugin of tox-matrix failed; tests may be missing in this report", failed.text());
        } else if (event instanceof PytestEvent.Unreadable unreadable) {
            problem("pytest's events cannot all be read: " + unreadable.problem(), "");
        }
    }

    private void missing(PytestEvent.Missing missing) {
        String message = missing.deselected()
                ? "This test was asked for, but pytest's own options (-k, -m, --deselect) leave it out."
                : "This test was asked for, but pytest did not find it.";
        listener.finished(testCase(missing.nodeId(), "", 0), Outcome.failed(Failure.of(message, "")), "");
    }

    private void collection(CollectionReported report) {
        if (!notCollected.add(report.nodeId())) {
            return; // --doctest-modules collects a file twice
        }
        Outcome outcome = report.outcome().equals("skipped")
                ? new Outcome.Skipped(TestRun.reason(Optional.empty(), report.explanation()))
                : Outcome.failed(TestRun.failure("in collection: ", report.explanation()));
        listener.finished(testCase(report.nodeId(), "", 0), outcome, TestRun.output(report.sections()));
    }

    private void started(TestStarted start) {
        TestRun earlier = open.get(start.nodeId());
        if (earlier != null && earlier.awaitsRerun()) {
            earlier.restart();
            return;
        }
        finished(start.nodeId());
        started++;
        TestRun run = new TestRun(testCase(start.nodeId(), "", positions.line(start)));
        open.put(start.nodeId(), run);
        listener.started(run.test());
    }

    private void reported(TestReported report) {
        TestRun run = open.get(report.nodeId());
        if (run == null) {
            started(new TestStarted(report.nodeId(), "", 0)); // a plugin with a protocol of its own
            run = open.get(report.nodeId());
        }
        if (run != null) {
            run.add(report);
            if (report.when().equals("???")) { // a worker of xdist died: no more comes
                finished(report.nodeId());
            }
        }
    }

    private void subtest(SubtestReported event) {
        TestReported report = event.report();
        TestRun parent = open.get(report.nodeId());
        int line = 0;
        if (parent != null) {
            parent.addSubtest(report.outcome().equals("failed"));
            line = parent.test().position().map(position -> position.line()).orElse(0);
        }
        TestRun run = new TestRun(testCase(report.nodeId(), " " + event.name(), line));
        run.add(report);
        listener.started(run.test());
        listener.finished(run.test(), run.outcome(), run.output());
    }

    private void finished(String nodeId) {
        TestRun run = open.remove(nodeId);
        if (run != null) {
            listener.finished(run.test(), run.outcome(), run.output());
        }
    }

    private void sessionFinished(PytestEvent.SessionFinished finish) {
        List.copyOf(open.keySet()).forEach(this::finished);
        exitCode = Optional.of(finish.exitCode());
        if (finish.exitCode() != 0) { // pytest.exit(reason, 0) is how a project says that all is well
            interruption.ifPresent(this::interrupted);
        }
        interruption = Optional.empty();
        if (finish.lost() > 0) {
            problem(
                    finish.lost() + " events of pytest could not be written; tests may be missing in this report. "
                            + "Is the disk of temporary files full?",
                    "");
        }
        if (notRun() > 0) {
            problem(notRunText(), "");
        }
    }

    /** The process has ended: what is still open ended with it. */
    void processEnded(String how, String lastOutput) {
        for (String nodeId : List.copyOf(open.keySet())) {
            TestRun run = open.get(nodeId);
            if (run != null && !run.hasVerdict()) {
                run.fail(Failure.of("The process ended during this test: " + how, Xml.clean(lastOutput)));
            }
            finished(nodeId);
        }
        interruption.ifPresent(this::interrupted);
        if (exitCode.isEmpty()) {
            problem(
                    "pytest ended before its session did: " + how + (notRun() > 0 ? "; " + notRunText() : ""),
                    lastOutput);
        }
    }

    /** What went wrong beside the tests. */
    List<Failure> problems() {
        return List.copyOf(problems);
    }

    /** Of pytest_sessionfinish; empty if it was not reached. */
    Optional<Integer> exitCode() {
        return exitCode;
    }

    private int notRun() {
        return collected - started;
    }

    private String notRunText() {
        return notRun() + " of " + collected + " collected tests did not run";
    }

    private void interrupted(String reason) {
        problem("pytest was interrupted: " + reason, "");
    }

    private void problem(String message, String trace) {
        problems.add(Failure.of(Xml.clean(message), Xml.clean(trace)));
    }

    /** @param part which part of the test, to stand after its node id */
    private TestCase testCase(String nodeId, String part, int line) {
        int end = nodeId.indexOf("::");
        String path = end < 0 ? nodeId : nodeId.substring(0, end);
        String file = Xml.cleanLine(path);
        String name = names.claim(file, Xml.cleanLine((end < 0 ? "" : nodeId.substring(end + 2)) + part));
        return new TestCase(TestCase.Kind.PYTEST, file, name, positions.of(path, line), positions.argument(nodeId));
    }
}

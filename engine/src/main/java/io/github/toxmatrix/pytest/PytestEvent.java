package io.github.toxmatrix.pytest;

import java.util.List;
import java.util.Optional;

/** What the plugin tells, one line of its file for each. Node ids are as pytest has them, text is untrusted. */
sealed interface PytestEvent {

    /**
     * pytest_sessionstart.
     *
     * @param directory in which pytest was called; empty if not known
     */
    record SessionStarted(String rootdir, String pytestVersion, String directory) implements PytestEvent {}

    /** The tests are known and about to run; more than once under xdist, whose workers each collect all. */
    record Collected(int count) implements PytestEvent {}

    /** A node id that was selected and will not run. */
    record Missing(String nodeId, boolean deselected) implements PytestEvent {}

    /** pytest_collectreport of what could not be collected, or was skipped as a whole. */
    record CollectionReported(String nodeId, String outcome, Explanation explanation, List<Section> sections)
            implements PytestEvent {}

    /**
     * pytest_runtest_logstart.
     *
     * @param file relative to rootdir, or absolute; empty if not known
     * @param line counted from 1; 0 if not known
     */
    record TestStarted(String nodeId, String file, int line) implements PytestEvent {}

    /**
     * pytest_runtest_logreport.
     *
     * @param when {@code setup}, {@code call}, {@code teardown}, or {@code ???} of a crashed worker
     * @param outcome {@code passed}, {@code failed}, {@code skipped}, or {@code rerun}
     * @param xfail the reason, if an expected failure was declared
     * @param sections what was captured in this phase and those before
     */
    record TestReported(
            String nodeId,
            String when,
            String outcome,
            Optional<String> xfail,
            Explanation explanation,
            List<Section> sections)
            implements PytestEvent {}

    /** The report of one subtest. */
    record SubtestReported(TestReported report, String name) implements PytestEvent {}

    /** pytest_runtest_logfinish. */
    record TestFinished(String nodeId) implements PytestEvent {}

    /** pytest_internalerror. */
    record InternallyFailed(String text) implements PytestEvent {}

    /** pytest_keyboard_interrupt, pytest.exit() included. */
    record Interrupted(String reason) implements PytestEvent {}

    /**
     * pytest_sessionfinish.
     *
     * @param lost how many events could not be written
     */
    record SessionFinished(int exitCode, int lost) implements PytestEvent {}

    /** The plugin made a mistake. */
    record PluginFailed(String text) implements PytestEvent {}

    /** A line that is none of these, or a file that cannot be read. */
    record Unreadable(String problem) implements PytestEvent {}

    /** Why: the reason of a skip, or the message and the trace of a failure, each empty if not known. */
    record Explanation(String message, String trace, Optional<Sides> comparison) {}

    /** The two sides of a comparison that failed. */
    record Sides(String expected, String actual) {}

    /** Captured output, such as {@code Captured stdout call}. */
    record Section(String name, String content) {}
}

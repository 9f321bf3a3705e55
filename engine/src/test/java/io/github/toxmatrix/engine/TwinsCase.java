package io.github.toxmatrix.engine;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.toxmatrix.ToxMatrix;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.result.TestCase.Kind;
import io.github.toxmatrix.run.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** {@code matrix.duplicates} on a real configuration, with a run that tells what the test says. */
abstract class TwinsCase {

    static final String ENTRY = "[engine:junit5-tox]/[class:" + Project.class.getName() + "]";

    /** Every environment of the project. */
    @ToxMatrix
    static final class Project {}

    @TempDir
    Path folder;

    final FakeRuns runs = new FakeRuns();

    /** Those that do not pass. */
    final Map<String, Status> ends = new TreeMap<>();

    EngineTestKit.Builder kit;

    @BeforeEach
    void runTwinsOnce() {
        runs.script = (environment, listener) -> tell(ends.getOrDefault(environment.name(), Status.PASSED), listener);
        kit = EngineTestKit.engine(new ToxMatrixTestEngine(runs))
                .configurationParameter("matrix.root", folder.toString())
                .configurationParameter("matrix.duplicates", "once");
    }

    private static Status tell(Status status, RunListener listener) {
        TestCase test = new TestCase(Kind.PYTEST, "test_a.py", "test_it", Optional.empty());
        if (status == Status.SKIPPED) {
            listener.finished(test, new Outcome.Skipped("no interpreter"), "");
            return status;
        }
        listener.started(test);
        listener.finished(test, status == Status.FAILED ? Outcome.failed(Failure.of("no", "")) : Outcome.passed(), "");
        return status;
    }

    void configure(String text) throws IOException {
        Files.writeString(folder.resolve("tox.ini"), "[tox]\n" + text);
    }

    static String skipped(String first, String end) {
        return "SKIPPED not run: its work is that of " + first + ", which " + end + " (matrix.duplicates=once)";
    }

    /** How each test ended. */
    Map<String, String> run(DiscoverySelector... selectors) {
        return EndedTests.of(
                kit.selectors(selectors.length == 0 ? new DiscoverySelector[] {selectClass(Project.class)} : selectors)
                        .execute()
                        .testEvents()
                        .list());
    }
}

package io.github.toxmatrix.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The engine with a run that tells what the test says, on real configurations. */
abstract class FakeRunsCase {

    static final String ENTRY = "[engine:junit5-tox]/[class:" + ExampleMatrix.class.getName() + "]";

    @TempDir
    Path folder;

    final FakeRuns runs = new FakeRuns();
    EngineTestKit.Builder kit;

    @BeforeEach
    void setUp() throws IOException {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = py311, py3.8-flask-v1.1.4, py3.9-flask-v2
                """);
        kit = EngineTestKit.engine(new ToxMatrixTestEngine(runs))
                .configurationParameter("matrix.root", folder.toString());
    }

    EngineExecutionResults execute(DiscoverySelector... selectors) {
        return kit.selectors(selectors).execute();
    }

    static Throwable failure(Events tests) {
        return tests.failed().stream()
                .map(Event::getPayload)
                .flatMap(Optional::stream)
                .map(payload -> ((TestExecutionResult) payload).getThrowable().orElseThrow())
                .findFirst()
                .orElseThrow();
    }
}

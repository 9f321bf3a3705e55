package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A client of JUnit Platform 6 cancels a run with its token. */
class CancellationTest {

    private static final Path PIDS = Path.of("pids.txt");

    /** What the client is told. */
    private static final class Told implements TestExecutionListener {

        private final List<String> skipped = new ArrayList<>();
        private final List<String> aborted = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped.add(test.getDisplayName());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            switch (result.getStatus()) {
                case ABORTED -> aborted.add(test.getDisplayName());
                case FAILED -> failed.add(test.getDisplayName() + ": " + result.getThrowable());
                default -> {}
            }
        }
    }

    @Test
    @Timeout(120)
    void endsWhatRunsAndSkipsWhatHasNotBegun() throws Exception {
        CancellationToken token = CancellationToken.create();
        Told told = new Told();
        LauncherExecutionRequest request = LauncherExecutionRequestBuilder.request(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(StubbornMatrix.class))
                                .filters(EngineFilter.includeEngines("junit5-tox"))
                                .configurationParameter("matrix.envs", "stubborn,quick")
                                .configurationParameter("matrix.execution.parallel.enabled", "false")
                                .build())
                .listeners(told)
                .cancellationToken(token)
                .build();
        Thread user = new Thread(() -> cancelOnceItRuns(token));
        user.start();

        LauncherFactory.create().execute(request);
        user.join();

        List<String> lines = Files.readAllLines(PIDS);
        for (String pid : lines.subList(1, lines.size())) {
            assertFalse(isRunning(pid), pid);
        }
        assertFalse(Files.exists(Path.of(lines.get(0))));
        assertTrue(told.aborted.contains("environment"), told.aborted.toString());
        assertEquals(List.of("quick"), told.skipped);
        assertEquals(List.of(), told.failed);
    }

    private static void cancelOnceItRuns(CancellationToken token) {
        try {
            while (!Files.exists(PIDS)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            return;
        }
        token.cancel();
    }

    /** A process that has ended stays in the list until its new parent looks. */
    private static boolean isRunning(String pid) throws IOException {
        Path stat = Path.of("/proc", pid, "stat");
        return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
    }
}

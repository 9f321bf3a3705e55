package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.toxmatrix.cache.TestCache;
import io.github.toxmatrix.engine.platform.PlatformListener;
import io.github.toxmatrix.engine.platform.PlatformRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A real interpreter and a real pytest: each test is told the moment it ends. */
@Timeout(180)
class LiveReportTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "named pipes are those of a POSIX system");
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = py
                [testenv]
                skip_install = true
                deps = pytest
                commands = python -m pytest -q test_live.py
                """);
        Files.writeString(
                folder.resolve("test_live.py"),
                """
                def test_1():
                    pass

                def test_2():
                    assert open("released").read() == "go"  # blocks until somebody writes
                """);
        Process mkfifo = new ProcessBuilder("mkfifo", "released")
                .directory(folder.toFile())
                .start();
        assertThat(mkfifo.waitFor()).isZero();
    }

    @Test
    void aTestIsReportedWhileTheNextOneStillRuns() {
        List<Event> finished = EngineTestKit.engine(new Releasing())
                .configurationParameter("matrix.root", folder.toString())
                .configurationParameter(
                        "matrix.cache", TestCache.folder().path().toString())
                .selectors(selectClass(ExampleMatrix.class))
                .configurationParameter("matrix.envs", "=py")
                .execute()
                .testEvents()
                .finished()
                .list();

        // test_2 could not have ended if test_1 had not been told before
        assertThat(finished)
                .extracting(event -> event.getTestDescriptor().getDisplayName())
                .endsWith("test_live.py::test_1", "test_live.py::test_2");
        assertThat(finished)
                .extracting(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getStatus())
                .containsOnly(TestExecutionResult.Status.SUCCESSFUL);
    }

    /** The engine, and a listener that lets test_2 go on when it hears that test_1 has ended. */
    private final class Releasing implements TestEngine {

        private final TestEngine engine = new ToxMatrixTestEngine();

        @Override
        public String getId() {
            return engine.getId();
        }

        @Override
        public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
            return engine.discover(request, id);
        }

        @Override
        public void execute(ExecutionRequest request) {
            EngineExecutionListener listener = request.getEngineExecutionListener();
            engine.execute(PlatformRequest.withListener(request, new PlatformListener(listener) {
                @Override
                public synchronized void executionFinished(TestDescriptor test, TestExecutionResult result) {
                    super.executionFinished(test, result);
                    if (test.getDisplayName().endsWith("::test_1")) {
                        release();
                    }
                }
            }));
        }

        private void release() {
            try {
                Files.writeString(folder.resolve("released"), "go");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

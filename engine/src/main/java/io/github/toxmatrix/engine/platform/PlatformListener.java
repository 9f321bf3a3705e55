package io.github.toxmatrix.engine.platform;

import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;

/**
 * The listener of a launcher behind one lock. Clients are not built for concurrent calls, and whoever holds the lock can
 * make several calls that nothing comes between.
 */
public class PlatformListener implements EngineExecutionListener {

    private final EngineExecutionListener listener;

    public PlatformListener(EngineExecutionListener listener) {
        this.listener = listener;
    }

    /** Makes several calls in one hold of the lock. */
    public synchronized void together(Runnable calls) {
        calls.run();
    }

    @Override
    public synchronized void dynamicTestRegistered(TestDescriptor descriptor) {
        listener.dynamicTestRegistered(descriptor);
    }

    @Override
    public synchronized void executionSkipped(TestDescriptor descriptor, String reason) {
        listener.executionSkipped(descriptor, reason);
    }

    @Override
    public synchronized void executionStarted(TestDescriptor descriptor) {
        listener.executionStarted(descriptor);
    }

    @Override
    public synchronized void executionFinished(TestDescriptor descriptor, TestExecutionResult result) {
        listener.executionFinished(descriptor, result);
    }

    @Override
    public synchronized void reportingEntryPublished(TestDescriptor descriptor, ReportEntry entry) {
        listener.reportingEntryPublished(descriptor, entry);
    }

    @Override
    public synchronized void fileEntryPublished(TestDescriptor descriptor, FileEntry entry) {
        listener.fileEntryPublished(descriptor, entry);
    }
}

package io.github.toxmatrix.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** The root: holds what the engine read at discovery. */
final class MatrixEngineDescriptor extends EngineDescriptor implements Node<MatrixContext> {

    private final List<PinsOutput.Ran> projects = new ArrayList<>();
    private @Nullable Thread ending;

    MatrixEngineDescriptor(UniqueId id) {
        super(id, "tox");
    }

    void add(PinsOutput.Ran project) {
        projects.add(project);
    }

    /** Has what the run holds released also where the JVM is told to end: by Ctrl-C, by SIGTERM. */
    @Override
    public MatrixContext prepare(MatrixContext context) {
        Thread hook = new Thread(
                () -> {
                    context.interrupt();
                    context.writePins(projects);
                    close();
                },
                "end of tox-matrix");
        ending = hook;
        Runtime.getRuntime().addShutdownHook(hook);
        context.start(this);
        return context;
    }

    @Override
    public void cleanUp(MatrixContext context) {
        context.close();
        context.writePins(projects);
        close();
        try {
            if (ending != null) {
                Runtime.getRuntime().removeShutdownHook(ending);
            }
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook finds nothing left to do
            return;
        }
    }

    private void close() {
        projects.forEach(ran -> ran.project().close());
    }
}

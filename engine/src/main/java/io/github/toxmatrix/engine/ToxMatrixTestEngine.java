package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.parameter.MatrixProblem;
import io.github.toxmatrix.engine.platform.Parallelism;
import io.github.toxmatrix.engine.platform.PlatformListener;
import io.github.toxmatrix.engine.platform.PlatformRequest;
import io.github.toxmatrix.engine.project.NativeProjectRun;
import io.github.toxmatrix.engine.project.ProjectRun;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestExecutorService;
import org.junit.platform.engine.support.hierarchical.SameThreadHierarchicalTestExecutorService;

/**
 * Runs the environments of tox configurations. Selectors: classes annotated with
 * {@link io.github.toxmatrix.ToxMatrix} (also found by package, class path root and module), methods annotated with
 * {@link io.github.toxmatrix.ToxEnv}, files and folders of tox configurations, unique ids of environments, files and
 * tests. Filters of class and package names are honoured.
 */
public final class ToxMatrixTestEngine implements TestEngine {

    /** Analysers of IDEs look for {@code engine:junit5} in unique ids. */
    static final String ID = "junit5-tox";

    private final ProjectRun.Opener opener;

    public ToxMatrixTestEngine() {
        this(NativeProjectRun::open);
    }

    ToxMatrixTestEngine(ProjectRun.Opener opener) {
        this.opener = opener;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        return new MatrixDiscovery(opener).discover(request, id);
    }

    @Override
    public void execute(ExecutionRequest request) {
        PlatformListener listener = new PlatformListener(request.getEngineExecutionListener());
        new Execution(listener).execute(PlatformRequest.withListener(request, listener));
    }

    /** JUnit's own execution, which takes the listener from the request. */
    private static final class Execution extends HierarchicalTestEngine<MatrixContext> {

        private final PlatformListener listener;
        private @Nullable MatrixContext context;

        Execution(PlatformListener listener) {
            this.listener = listener;
        }

        @Override
        public String getId() {
            return ID;
        }

        @Override
        public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
            throw new UnsupportedOperationException("only executes");
        }

        @Override
        protected HierarchicalTestExecutorService createExecutorService(ExecutionRequest request) {
            try {
                return Parallelism.executorService(request.getConfigurationParameters(), this::waits);
            } catch (MatrixProblem e) {
                return new SameThreadHierarchicalTestExecutorService(); // in it, a test fails with this problem
            }
        }

        @Override
        protected MatrixContext createExecutionContext(ExecutionRequest request) {
            context = new MatrixContext(request, listener);
            return context;
        }

        private List<Set<Integer>> waits() {
            return context == null ? List.of() : context.waits();
        }
    }
}

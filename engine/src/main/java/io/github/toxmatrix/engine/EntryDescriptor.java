package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.parameter.MatrixProblem;
import io.github.toxmatrix.engine.platform.PythonFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** Stands for an entry point that has no environment to show: one test below it says why. */
final class EntryDescriptor extends AbstractTestDescriptor implements Node<MatrixContext> {

    EntryDescriptor(UniqueId engineId, EntryPoint entry, String test, Optional<MatrixProblem> problem) {
        super(engineId.append(entry.segment()), entry.segment().getValue(), entry.source());
        addChild(new Verdict(getUniqueId().append("test", test), test, problem.orElse(null)));
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    private static final class Verdict extends AbstractTestDescriptor implements Node<MatrixContext> {

        private final @Nullable MatrixProblem problem;

        /** Without a source of its own: Surefire 3.5 leaves out the name of a test whose source is a class. */
        Verdict(UniqueId id, String name, @Nullable MatrixProblem problem) {
            super(id, name);
            this.problem = problem;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }

        /** A filter over tags knows nothing of a problem, and must not turn it into a build that ran nothing. */
        @Override
        public void removeFromHierarchy() {
            if (problem == null) {
                super.removeFromHierarchy();
            }
        }

        @Override
        public MatrixContext execute(MatrixContext context, DynamicTestExecutor executor) {
            if (problem != null) {
                throw PythonFailure.of(String.valueOf(problem.getMessage()));
            }
            return context;
        }
    }
}

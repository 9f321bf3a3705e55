package io.github.toxmatrix.engine;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** The root: holds what the engine read at discovery. */
final class MatrixEngineDescriptor extends EngineDescriptor implements Node<MatrixContext> {

    private final List<ProjectRun> projects = new ArrayList<>();

    MatrixEngineDescriptor(UniqueId id) {
        super(id, "tox");
    }

    void add(ProjectRun project) {
        projects.add(project);
    }

    @Override
    public MatrixContext before(MatrixContext context) {
        context.start(this);
        return context;
    }

    @Override
    public void cleanUp(MatrixContext context) {
        context.close();
        projects.forEach(ProjectRun::close);
    }
}

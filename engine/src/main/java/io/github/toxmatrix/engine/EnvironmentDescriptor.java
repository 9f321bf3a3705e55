package io.github.toxmatrix.engine;

import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** An environment. Its one static child is its {@link BoxDescriptor}, below which tests appear while they run. */
final class EnvironmentDescriptor extends AbstractTestDescriptor implements Node<MatrixContext> {

    static final String SEGMENT = "method";

    private final Class<?> type;
    private final Set<TestTag> tags;

    /** @param type the empty class that stands for it */
    EnvironmentDescriptor(UniqueId id, String name, Class<?> type, Set<TestTag> tags) {
        super(id, name, ClassSource.from(type));
        this.type = type;
        this.tags = tags;
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public String getLegacyReportingName() {
        return type.getName();
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }

    /** Without its box, which a filter took away, nothing of it is left. */
    @Override
    public boolean mayRegisterTests() {
        return !getChildren().isEmpty();
    }
}

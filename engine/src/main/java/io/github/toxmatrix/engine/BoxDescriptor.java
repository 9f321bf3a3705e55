package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.project.ProjectRun;
import io.github.toxmatrix.run.RunOptions;
import io.github.toxmatrix.tox.ToxEnvironment;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** The tests of an environment. To execute it is to run the environment. */
final class BoxDescriptor extends AbstractTestDescriptor implements Node<MatrixContext> {

    static final String NAME = "tests";
    static final String SEGMENT = "dynamic-container";

    private final ProjectRun project;
    private final ToxEnvironment environment;
    private final Set<TestTag> tags;

    private final Set<String> files = new LinkedHashSet<>();
    private final Set<String> nodeIds = new LinkedHashSet<>();
    private boolean all;
    private boolean outsideShard;

    BoxDescriptor(
            UniqueId environmentId,
            TestSource source,
            ProjectRun project,
            ToxEnvironment environment,
            Set<TestTag> tags) {
        super(environmentId.append(SEGMENT, NAME), NAME, source);
        this.project = project;
        this.environment = environment;
        this.tags = tags;
    }

    ProjectRun project() {
        return project;
    }

    ToxEnvironment environment() {
        return environment;
    }

    void selectAll() {
        all = true;
    }

    void selectFile(String file) {
        files.add(file);
    }

    void selectNode(String nodeId) {
        nodeIds.add(nodeId);
    }

    void setOutsideShard(boolean outside) {
        outsideShard = outside;
    }

    /** Whether another shard runs it; {@link ShardFilter} takes it away then. */
    boolean isOutsideShard() {
        return outsideShard;
    }

    /** Whether all of its tests run. */
    boolean isWhole() {
        return all;
    }

    /** @param notest whether its commands are left out */
    RunOptions options(Optional<Duration> limit, boolean notest) {
        return all ? new RunOptions(limit, notest, Set.of(), Set.of()) : new RunOptions(limit, notest, files, nodeIds);
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }

    @Override
    public boolean mayRegisterTests() {
        return true;
    }

    @Override
    public MatrixContext execute(MatrixContext context, DynamicTestExecutor executor) {
        context.run(this);
        return context;
    }
}

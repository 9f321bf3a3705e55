package io.github.toxmatrix.environment;

import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;

/** Environments made by uv, and by virtualenv and pip where uv refuses. */
final class VirtualEnvironments implements Environments {

    private final Placement placement;

    VirtualEnvironments(
            ToxProject project, Placement placement, Interpreters interpreters, EnvironmentOptions options) {
        this.placement = placement;
    }

    @Override
    public Provisioned provision(ToxEnvironment environment, ProcessScope processes, ProvisionListener listener) {
        throw new UnsupportedOperationException("not there yet");
    }

    @Override
    public String place() {
        return placement.describe();
    }

    @Override
    public void close() {
        placement.close();
    }
}

package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.tox.ToxEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Leaves everything to others, for those who add something to them. */
public abstract class ForwardingEnvironments implements Environments {

    protected final Environments environments;

    protected ForwardingEnvironments(Environments environments) {
        this.environments = environments;
    }

    @Override
    public void resolveAhead(List<ToxEnvironment> all, Function<ToxEnvironment, ProcessScope> scopesOfOne) {
        environments.resolveAhead(all, scopesOfOne);
    }

    @Override
    public Map<String, List<Pins>> resolve(List<ToxEnvironment> all, Function<ToxEnvironment, ProcessScope> scopesOfOne)
            throws InterruptedException {
        return environments.resolve(all, scopesOfOne);
    }

    @Override
    public void prepareAhead(List<ToxEnvironment> all, Function<ToxEnvironment, ProcessScope> scopesOfOne, int atOnce) {
        environments.prepareAhead(all, scopesOfOne, atOnce);
    }

    @Override
    public Provisioned provision(ToxEnvironment environment, ProcessScope processes, ProvisionListener listener)
            throws InterruptedException {
        return environments.provision(environment, processes, listener);
    }

    @Override
    public List<SharedChange> changes(ToxEnvironment environment) {
        return environments.changes(environment);
    }

    @Override
    public Optional<String> lackOfRoom(ToxEnvironment environment, boolean told) {
        return environments.lackOfRoom(environment, told);
    }

    @Override
    public void discard(ToxEnvironment environment) {
        environments.discard(environment);
    }

    @Override
    public RunPins pins() {
        return environments.pins();
    }

    @Override
    public String place() {
        return environments.place();
    }

    @Override
    public String sizes() {
        return environments.sizes();
    }

    @Override
    public void close() {
        environments.close();
    }
}

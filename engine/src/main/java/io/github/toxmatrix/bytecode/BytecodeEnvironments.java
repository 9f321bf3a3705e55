package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.Environments;
import io.github.toxmatrix.environment.ForwardingEnvironments;
import io.github.toxmatrix.environment.Provisioned;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Environments that get bytecode when they have been made, and give what they lacked when they are discarded. Where that
 * fails, they run as they would without: said to the log, never a failure of a test.
 */
public final class BytecodeEnvironments extends ForwardingEnvironments {

    private static final System.Logger LOGGER = System.getLogger(BytecodeEnvironments.class.getName());

    private final SharedBytecode bytecode;
    private final Supplier<Processes> processes;
    private final Map<ToxEnvironment, PythonEnvironment> served = new ConcurrentHashMap<>();
    private final Map<ToxEnvironment, BytecodeUse> used = new ConcurrentHashMap<>();

    private BytecodeEnvironments(Environments environments, SharedBytecode bytecode, Supplier<Processes> processes) {
        super(environments);
        this.bytecode = bytecode;
        this.processes = processes;
    }

    /**
     * Wraps others.
     *
     * @param cache where bytecode is kept between runs
     * @param placement where environments lie: bytecode is held there for them
     * @param processes of the run
     */
    public static Environments around(
            Environments environments,
            ToxProject project,
            CacheFolder cache,
            Placement placement,
            Supplier<Processes> processes) {
        try {
            SharedBytecode bytecode = SharedBytecode.open(project, cache.open("bytecode"), placement.own("bytecode"));
            return new BytecodeEnvironments(environments, bytecode, processes);
        } catch (IOException failed) {
            LOGGER.log(System.Logger.Level.WARNING, "environments run without shared bytecode: " + message(failed));
            return environments;
        }
    }

    @Override
    public Provisioned provision(ToxEnvironment environment, ProcessScope scope, ProvisionListener listener)
            throws InterruptedException {
        Provisioned provisioned = environments.provision(environment, scope, listener);
        if (provisioned instanceof Provisioned.Ready ready && SharedBytecode.canServe(ready.environment())) {
            try {
                used.put(environment, bytecode.serve(environment, ready.environment(), scope));
                served.put(environment, ready.environment());
            } catch (IOException failed) {
                warn(environment, failed);
            }
        }
        return provisioned;
    }

    @Override
    public List<SharedChange> changes(ToxEnvironment environment) {
        List<SharedChange> changes = new ArrayList<>(environments.changes(environment));
        Optional.ofNullable(used.remove(environment)).flatMap(bytecode::end).ifPresent(changes::add);
        return List.copyOf(changes);
    }

    @Override
    public void discard(ToxEnvironment environment) {
        Optional.ofNullable(served.remove(environment)).ifPresent(made -> learn(environment, made));
        environments.discard(environment);
    }

    private void learn(ToxEnvironment environment, PythonEnvironment made) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            learnBy(environment, made);
        } catch (IllegalStateException ended) {
            return; // the run ends, and no process starts any more: the next one learns what this one did not
        }
    }

    private void learnBy(ToxEnvironment environment, PythonEnvironment made) {
        try (ProcessScope scope = processes.get().scope(environment.name(), Optional.empty())) {
            bytecode.learn(made, scope);
        } catch (IOException failed) {
            warn(environment, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void warn(ToxEnvironment environment, IOException failed) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                environment.name() + " goes without some shared bytecode: " + message(failed));
    }

    private static String message(IOException failed) {
        return failed.getClass() == IOException.class ? String.valueOf(failed.getMessage()) : failed.toString();
    }
}

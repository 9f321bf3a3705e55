package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.tox.ToxEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The making of an environment on a thread of its own, of which a listener is told when it asks. */
final class Preparation implements ProvisionListener {

    private final Environments environments;
    private final ToxEnvironment environment;
    private final Thread thread;
    private final List<Consumer<ProvisionListener>> steps = new ArrayList<>();
    private Optional<Provisioned> made = Optional.empty();

    /** @param scope of the processes that it takes, which is closed here */
    Preparation(Environments environments, ToxEnvironment environment, Supplier<ProcessScope> scope) {
        this.environments = environments;
        this.environment = environment;
        this.thread = new Thread(() -> make(scope), "tox-matrix-ahead-" + environment.name());
        thread.setDaemon(true);
        thread.setContextClassLoader(Preparation.class.getClassLoader());
    }

    ToxEnvironment environment() {
        return environment;
    }

    void begin() {
        thread.start();
    }

    private void make(Supplier<ProcessScope> scope) {
        try (ProcessScope processes = scope.get()) {
            made = Optional.of(environments.provision(environment, processes, this));
        } catch (InterruptedException | RuntimeException untold) { // nothing is made, which whoever asks does again
            made = Optional.empty();
        }
    }

    @Override
    public void started(String step) {
        steps.add(listener -> listener.started(step));
    }

    @Override
    public void finished(String step, Outcome outcome, String output) {
        steps.add(listener -> listener.finished(step, outcome, output));
    }

    /**
     * Waits for what is being made, and tells how.
     *
     * @return nothing, and nothing was told, where it broke off
     */
    Optional<Provisioned> take(ProvisionListener listener) throws InterruptedException {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            end();
            throw interrupted;
        }
        if (made.isPresent()) {
            steps.forEach(step -> step.accept(listener));
        }
        return made;
    }

    /** Nobody wants it any more: returns when nothing is being made. */
    void end() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

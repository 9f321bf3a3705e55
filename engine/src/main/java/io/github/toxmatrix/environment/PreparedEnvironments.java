package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Works beside the commands of a run: makes the next environments while those before them run their commands, no more of them
 * than run at a time, and removes what is done with. How an environment was made is told in its turn.
 *
 * <p>Made in its turn alone is what waits for others ({@code depends}), since what it installs may be what those leave, and what
 * lies where the configuration says, since others may use what lies there.
 */
public final class PreparedEnvironments extends ForwardingEnvironments {

    private final BooleanSupplier room;
    private final ExecutorService remover = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "tox-matrix-removing");
        thread.setDaemon(true);
        return thread;
    });

    private final List<ToxEnvironment> coming = new ArrayList<>();
    private final Map<String, Preparation> prepared = new HashMap<>();
    private Function<ToxEnvironment, ProcessScope> scopes = environment -> {
        throw new IllegalStateException("nothing is foreseen");
    };
    private int most;
    private CompletableFuture<?> removed = CompletableFuture.completedFuture(null);

    PreparedEnvironments(Environments environments, BooleanSupplier room) {
        super(environments);
        this.room = room;
    }

    /** @param placement where environments lie: without room there, none is made before its turn */
    public static Environments around(Environments environments, Placement placement) {
        return new PreparedEnvironments(environments, placement::hasRoom);
    }

    @Override
    public synchronized void prepareAhead(
            List<ToxEnvironment> all, Function<ToxEnvironment, ProcessScope> scopesOfOne, int atOnce) {
        coming.addAll(all);
        scopes = scopesOfOne;
        most = atOnce;
    }

    @Override
    public Provisioned provision(ToxEnvironment environment, ProcessScope processes, ProvisionListener listener)
            throws InterruptedException {
        Optional<Preparation> ahead = begin(environment);
        Optional<Provisioned> prepared = ahead.isPresent() ? ahead.get().take(listener) : Optional.empty();
        if (ahead.isPresent() && prepared.isEmpty()) {
            environments.discard(environment);
        }
        Provisioned provisioned =
                prepared.isPresent() ? prepared.get() : environments.provision(environment, processes, listener);
        prepareNext();
        return provisioned;
    }

    private synchronized Optional<Preparation> begin(ToxEnvironment environment) {
        coming.remove(environment);
        return Optional.ofNullable(prepared.remove(environment.name()));
    }

    /** One for each that begins. */
    private synchronized void prepareNext() {
        if (prepared.size() >= most || !room.getAsBoolean()) {
            return;
        }
        coming.stream()
                .filter(PreparedEnvironments::mayBeMadeBefore)
                .findFirst()
                .ifPresent(next -> {
                    coming.remove(next);
                    Preparation preparation = new Preparation(environments, next, () -> scopes.apply(next));
                    prepared.put(next.name(), preparation);
                    preparation.begin();
                });
    }

    private static boolean mayBeMadeBefore(ToxEnvironment environment) {
        try {
            return environment.get(RunKeys.DEPENDS).isEmpty()
                    && EnvironmentKeys.ENV_DIR.names().stream()
                            .allMatch(name -> environment.positionOf(name).isEmpty());
        } catch (ToxConfigurationException invalid) {
            return false; // which is told in its turn
        }
    }

    @Override
    public void discard(ToxEnvironment environment) {
        synchronized (remover) {
            if (remover.isShutdown()) {
                environments.discard(environment);
            } else {
                removed = CompletableFuture.runAsync(() -> environments.discard(environment), remover);
            }
        }
    }

    /** They are removed one after the other. */
    private void awaitRemovals() {
        CompletableFuture<?> last;
        synchronized (remover) {
            last = removed;
        }
        last.join();
    }

    @Override
    public String sizes() {
        awaitRemovals();
        return environments.sizes();
    }

    @Override
    public void close() {
        List<Preparation> left;
        synchronized (this) {
            most = 0;
            left = List.copyOf(prepared.values());
            prepared.clear();
        }
        for (Preparation one : left) {
            one.end();
            List<SharedChange> unused = environments.changes(one.environment());
            environments.discard(one.environment());
        }
        synchronized (remover) {
            remover.shutdown();
        }
        awaitRemovals();
        environments.close();
    }
}

package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.Eligibility.SkipException;
import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.UvInstaller;
import io.github.toxmatrix.environment.pin.Question;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.packaging.PackagingException;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Has versions found before the environments that get them have their turns, several at a time and in the order of the run: what
 * takes time is waiting for an index. Each question is the one that the environment will ask, which finds the answer then or
 * waits for it; so what fails here, the environment is told in its own turn.
 */
final class ResolvingAhead implements AutoCloseable {

    private final VirtualEnvironments shared;
    private final ForeseenPackage ofPackages;
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
                Thread thread = new Thread(work, "tox-matrix-resolving-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    ResolvingAhead(VirtualEnvironments shared) {
        this.shared = shared;
        this.ofPackages = new ForeseenPackage(shared);
    }

    /** @param scopes of processes for one environment, which are closed here */
    void begin(List<ToxEnvironment> environments, Function<ToxEnvironment, ProcessScope> scopes) {
        environments.forEach(environment -> threads.execute(() -> resolve(environment, scopes, true)));
    }

    /**
     * Waits for the answers.
     *
     * @return by environment, for those whose pins say all that their dependencies are
     */
    Map<String, List<Pins>> find(List<ToxEnvironment> environments, Function<ToxEnvironment, ProcessScope> scopes)
            throws InterruptedException {
        Map<String, Future<Optional<List<Pins>>>> asked = new LinkedHashMap<>();
        environments.forEach(environment ->
                asked.put(environment.name(), threads.submit(() -> resolve(environment, scopes, false))));
        Map<String, List<Pins>> found = new HashMap<>();
        for (Map.Entry<String, Future<Optional<List<Pins>>>> one : asked.entrySet()) {
            try {
                one.getValue().get().ifPresent(pins -> found.put(one.getKey(), pins));
            } catch (ExecutionException defect) {
                throw new IllegalStateException(defect.getCause());
            }
        }
        return found;
    }

    /** @param packages whether what packages ask for is found too, of which pins of dependencies tell nothing */
    private Optional<List<Pins>> resolve(
            ToxEnvironment environment, Function<ToxEnvironment, ProcessScope> scopes, boolean packages) {
        try (ProcessScope scope = scopes.apply(environment)) {
            return resolve(environment, scope, packages);
        } catch (ProvisionException
                | SkipException
                | PackagingException
                | IOException
                | RuntimeException toBeToldInItsTurn) {
            return Optional.empty();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<List<Pins>> resolve(ToxEnvironment environment, ProcessScope scope, boolean packages)
            throws ProvisionException, SkipException, PackagingException, IOException, InterruptedException {
        Interpreter base = new Eligibility(shared, environment).check();
        Installation installation = shared.installation(environment, scope);
        if (!(shared.installer(environment, base, installation) instanceof UvInstaller uv)) {
            return Optional.empty();
        }
        Installation prepared = uv.prepare(installation);
        List<Pins> answers = new ArrayList<>();
        boolean known = isToldByPins(environment, installation);
        for (Pinnable lines : foreseen(environment, base, installation)) {
            Map<String, String> configured = environment.get(EnvironmentKeys.SET_ENV);
            Optional<Pins> answer = shared.pinned()
                    .resolveAhead(uv, new Question(environment.name(), base, prepared, configured, lines));
            answer.ifPresent(answers::add);
            known &= answer.isPresent();
        }
        Optional<List<Pins>> installed = known ? Optional.of(answers) : Optional.empty();
        if (packages) {
            ofPackages.resolve(uv, new ForeseenPackage.Coming(environment, base, prepared, installed), scope);
        }
        return installed;
    }

    /** Not folders of this machine, nor how files are chosen or built. */
    private boolean isToldByPins(ToxEnvironment environment, Installation installation)
            throws ProvisionException, IOException, InterruptedException {
        return !environment.get(PythonKeys.SYSTEM_SITE_PACKAGES)
                && Pinnable.of(shared.dependencies().lines(environment), installation.directory())
                        .filter(Pinnable::isOfAnIndex)
                        .isPresent();
    }

    private List<Pinnable> foreseen(ToxEnvironment environment, Interpreter base, Installation installation)
            throws ProvisionException, IOException, InterruptedException {
        Optional<Pinnable> dependencies = environment.get(PythonKeys.SYSTEM_SITE_PACKAGES)
                        || shared.options().install().skipEnvironment()
                ? Optional.empty()
                : Pinnable.of(shared.dependencies().lines(environment), installation.directory())
                        .filter(lines -> !lines.requirements().isEmpty());
        return OpenEnvironment.seeds(shared, environment, base)
                .map(seeds -> dependencies.map(lines -> List.of(seeds, lines)).orElse(List.of(seeds)))
                .orElseGet(() -> dependencies.map(List::of).orElse(List.of()));
    }

    /** Ends what is being asked. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}

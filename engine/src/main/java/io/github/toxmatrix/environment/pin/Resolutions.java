package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.setting.UvFiles;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.resolution.Resolution;
import io.github.toxmatrix.resolution.ResolutionCleanup;
import io.github.toxmatrix.resolution.ResolutionRequest;
import io.github.toxmatrix.resolution.ResolutionStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the versions that environments get. What several of a run ask alike is asked once: who comes while it is being resolved
 * waits for the answer.
 */
public final class Resolutions {

    private static final System.Logger LOGGER = System.getLogger(Resolutions.class.getName());

    /** What differs for each environment or run, but not what is resolved; {@code COVERAGE_FILE} is where data is written. */
    private static final Set<String> OF_ONE_ENVIRONMENT =
            Set.of("VIRTUAL_ENV", "PYTHONHASHSEED", "UV_LINK_MODE", "COVERAGE_FILE");

    /** Variables of uv that name files whose lines are read with the requirements. */
    private static final List<String> FILES_OF_LINES =
            List.of("UV_CONSTRAINT", "UV_OVERRIDE", "UV_EXCLUDE", "UV_BUILD_CONSTRAINT");

    private static final Platform PLATFORM = Platform.current();

    private final Clock clock = Clock.systemUTC();
    private final ResolutionStore store;
    private final OnceEach<String, Resolution> found = new OnceEach<>();
    private final Set<String> refuted = ConcurrentHashMap.newKeySet();

    Resolutions(EnvironmentOptions options) {
        this.store = new ResolutionStore(folder(options), options.resolution().maxAge(), clock);
    }

    /** A folder that others can write says what they want to be installed. */
    private static Optional<Path> folder(EnvironmentOptions options) {
        try {
            Path folder = options.cache().open("resolutions");
            ResolutionCleanup.run(folder, Instant.now());
            return Optional.of(folder);
        } catch (IOException unusable) {
            LOGGER.log(System.Logger.Level.WARNING, "no resolution is kept for later runs: " + unusable.getMessage());
            return Optional.empty();
        }
    }

    Resolution get(PinInstaller uv, Question question) throws ProvisionException, IOException, InterruptedException {
        Optional<String> key = key(uv, question);
        return key.isPresent()
                ? found.get(key.get(), () -> findOrResolve(key.get(), uv, question))
                : resolve(uv, question);
    }

    /**
     * Asks again, as what an earlier run had found cannot be installed; others of this run that ask the same get this answer too.
     *
     * @return the answer, which may be the same
     */
    Resolution anew(PinInstaller uv, Question question, Resolution outdated)
            throws ProvisionException, IOException, InterruptedException {
        Optional<String> key = key(uv, question);
        if (key.isPresent()) {
            refuted.add(key.get());
            found.forget(key.get(), outdated);
        }
        return get(uv, question);
    }

    /** Under what is kept what an installer makes of a question; empty where that cannot be known before. */
    Optional<String> key(PinInstaller uv, Question question) throws IOException {
        return store.key(request(uv, question));
    }

    /** What this and earlier runs know. */
    ResolutionStore store() {
        return store;
    }

    /** So that {@link #get} has the answer; nothing is asked whose answer could not be known again. */
    Optional<Resolution> findAhead(PinInstaller uv, Question question)
            throws ProvisionException, IOException, InterruptedException {
        Optional<String> key = key(uv, question);
        return key.isPresent()
                ? Optional.of(found.get(key.get(), () -> findOrResolve(key.get(), uv, question)))
                : Optional.empty();
    }

    /** Notes that an answer is wrong, for this run and those to come, as long as it would have been good. */
    void refute(PinInstaller uv, Question question, Resolution wrong, String reason) throws IOException {
        Optional<String> key = key(uv, question);
        Resolution known = wrong.refutedBy(reason);
        if (key.isPresent() && found.replace(key.get(), wrong, known)) {
            keep(key.get(), question, known);
        }
    }

    private Resolution findOrResolve(String key, PinInstaller uv, Question question)
            throws ProvisionException, InterruptedException {
        Optional<Resolution> stored = refuted.contains(key) ? Optional.empty() : store.find(key);
        if (stored.isPresent()) {
            return stored.get();
        }
        Resolution resolved = resolve(uv, question);
        keep(key, question, resolved);
        return resolved;
    }

    private void keep(String key, Question question, Resolution resolved) {
        try {
            store.keep(key, resolved);
        } catch (IOException failed) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "what was resolved for " + question.name() + " is not kept for later runs: " + failed);
        }
    }

    private Resolution resolve(PinInstaller uv, Question question) throws ProvisionException, InterruptedException {
        return new Resolution(
                uv.resolve(question.installation(), question.base(), question.lines()), clock.instant(), false);
    }

    private static ResolutionRequest request(PinInstaller uv, Question question) throws IOException {
        Map<String, String> variables = question.installation().variables();
        List<String> lines = new ArrayList<>(question.lines().requirements());
        FILES_OF_LINES.forEach(
                name -> Stream.of(PLATFORM.variable(variables, name).split("\\s+"))
                        .filter(file -> !file.isEmpty())
                        .forEach(file -> lines.add("-c " + file)));
        List<String> options = new ArrayList<>(question.lines().options());
        question.lines().preferred().forEach(pin -> options.add("preferred " + pin));
        Path directory = question.installation().directory();
        List<Path> ofUv = new UvFiles(variables, directory).all(); // pip's come as variables
        return new ResolutionRequest(
                question.base(),
                lines,
                options,
                directory,
                question.installation().environment(),
                settings(question),
                ofUv,
                uv.identity());
    }

    /** A build that tells a project's dependencies may read any variable; where the environment lies and its name do not count. */
    private static Map<String, String> settings(Question question) {
        Map<String, String> settings = new TreeMap<>();
        String folder = question.installation().environment().toString();
        question.configured().forEach((name, value) -> {
            if (!name.startsWith("TOX_")) {
                String here = value.replace(folder, "{env_dir}");
                settings.put(name, question.name().isEmpty() ? here : here.replace(question.name(), "{env_name}"));
            }
        });
        question.installation().variables().forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (upper.startsWith("UV_") || upper.startsWith("PIP_")) {
                settings.put(name, value);
            }
        });
        settings.keySet().removeAll(OF_ONE_ENVIRONMENT);
        return settings;
    }
}

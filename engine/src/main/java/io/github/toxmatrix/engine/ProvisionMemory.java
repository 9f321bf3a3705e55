package io.github.toxmatrix.engine;

import io.github.toxmatrix.result.EnvironmentResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Provisionings that failed in this JVM. Surefire's {@code rerunFailingTestsCount} runs them again in the same JVM; if one
 * passed then, its tests would run for the first time in a rerun, which leaves new tests out of the verdict.
 */
final class ProvisionMemory {

    /** @param runner another one may make what this one could not */
    private record Place(Path configuration, String environment, Class<?> runner) {}

    private static final Map<Place, List<TestReporter.Ended>> FAILED = new ConcurrentHashMap<>();

    private ProvisionMemory() {}

    static void remember(BoxDescriptor box, TestReporter tests) {
        List<TestReporter.Ended> failed = tests.failedProvisioning();
        if (!failed.isEmpty()) {
            FAILED.put(place(box), failed);
        }
    }

    /** Fails again what failed; null if nothing did. */
    static @Nullable EnvironmentResult repeat(BoxDescriptor box, TestReporter tests) {
        List<TestReporter.Ended> failed = FAILED.get(place(box));
        if (failed == null) {
            return null;
        }
        for (TestReporter.Ended ended : failed) {
            tests.started(ended.test());
            tests.finished(ended.test(), ended.outcome(), ended.output());
        }
        return tests.result(EnvironmentResult.Status.FAILED, Duration.ZERO);
    }

    private static Place place(BoxDescriptor box) {
        return new Place(
                box.project().project().configFile(),
                box.environment().name(),
                box.project().getClass());
    }
}

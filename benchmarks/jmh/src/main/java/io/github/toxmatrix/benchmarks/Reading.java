package io.github.toxmatrix.benchmarks;

import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What is timed: a configuration is read anew each time. */
final class Reading {

    private static final Launcher LAUNCHER = LauncherFactory.create();

    private Reading() {}

    static List<ToxEnvironment> names(Path place) {
        return ToxProject.load(place, ToxInvocation.ofThisProcess()).environments();
    }

    /** How long the descriptions are, so that none is optimised away. */
    static long descriptions(Path place) {
        return names(place).stream()
                .mapToLong(environment -> environment.get(RunKeys.DESCRIPTION).length())
                .sum();
    }

    /** The settings that differ most between environments. */
    static long settings(Path place) {
        return names(place).stream()
                .mapToLong(environment -> environment.get(DependencyKeys.DEPS).size()
                        + environment.get(EnvironmentKeys.SET_ENV).size()
                        + environment.get(EnvironmentKeys.PASS_ENV).size()
                        + environment.get(RunKeys.COMMANDS).size())
                .sum();
    }

    /** What a build tool or IDE makes first: descriptors of all environments, shards and filters applied. */
    static TestPlan plan(Path folder) {
        return LAUNCHER.discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectDirectory(folder.toFile()))
                .build());
    }
}

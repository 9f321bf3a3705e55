package io.github.toxmatrix.engine.platform;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.engine.parameter.MatrixProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.support.config.PrefixedConfigurationParameters;
import org.junit.platform.engine.support.hierarchical.DefaultParallelExecutionConfigurationStrategy;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestExecutorService;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfiguration;
import org.junit.platform.engine.support.hierarchical.SameThreadHierarchicalTestExecutorService;

/** How many environments run at once, by JUnit's own parameters behind {@value Constants#PARALLEL_PREFIX}. */
public final class Parallelism {

    private Parallelism() {}

    /** @param waits which of the tasks wait for which ({@link BoundedExecutorService}) */
    public static HierarchicalTestExecutorService executorService(
            ConfigurationParameters parameters, Supplier<List<Set<Integer>>> waits) {
        return isEnabled(parameters)
                ? new BoundedExecutorService(configuration(parameters).getParallelism(), waits)
                : new SameThreadHierarchicalTestExecutorService();
    }

    private static boolean isEnabled(ConfigurationParameters parameters) {
        return parameters.getBoolean(Constants.PARALLEL_PREFIX + ".enabled").orElse(true);
    }

    /** Whether more than one environment runs at a time. */
    public static boolean isConcurrent(ConfigurationParameters parameters) {
        return atOnce(parameters) > 1;
    }

    /** How many environments run at a time; one where the parameters are in error. */
    public static int atOnce(ConfigurationParameters parameters) {
        try {
            return isEnabled(parameters) ? configuration(parameters).getParallelism() : 1;
        } catch (MatrixProblem saidByATest) {
            return 1;
        }
    }

    /** @throws MatrixProblem that names the parameter if there is no such configuration */
    public static ParallelExecutionConfiguration configuration(ConfigurationParameters parameters) {
        String prefix = Constants.PARALLEL_PREFIX + ".config.";
        String strategy = parameters
                .get(prefix + DefaultParallelExecutionConfigurationStrategy.CONFIG_STRATEGY_PROPERTY_NAME)
                .orElse("dynamic");
        try {
            return DefaultParallelExecutionConfigurationStrategy.valueOf(
                            strategy.strip().toUpperCase(Locale.ROOT))
                    .createConfiguration(new PrefixedConfigurationParameters(parameters, prefix));
        } catch (RuntimeException e) {
            throw new MatrixProblem(prefix + "*: strategy " + strategy + " cannot be used: " + e.getMessage()
                    + "; strategies are "
                    + Arrays.toString(DefaultParallelExecutionConfigurationStrategy.values())
                            .toLowerCase(Locale.ROOT));
        }
    }
}

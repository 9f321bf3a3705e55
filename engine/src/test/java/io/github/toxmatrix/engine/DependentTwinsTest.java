package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Twins beside {@code depends}: what waits for a twin, and twins that wait for each other. */
class DependentTwinsTest extends TwinsCase {

    @Test
    void whatDependsOnATwinWaitsForTheFirst() throws Exception {
        configure(
                """
                env_list = report, b, a
                [testenv]
                commands = pytest
                [testenv:report]
                commands = coverage report
                depends = a
                """);

        assertThat(run()).containsEntry("a: environment", skipped("b", "passed"));
        assertThat(runs.ran).containsExactly("b", "report");
    }

    /** The first is that which the other one waits for, though it is listed later. */
    @Test
    void twinsOfWhichOneDependsOnTheOtherDoNotWaitForEachOther() throws Exception {
        configure(
                """
                env_list = a, b
                [testenv]
                commands = pytest
                depends = b
                """);

        assertThat(run()).containsEntry("a: environment", skipped("b", "passed"));
    }
}

package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.Events;

/** What is wrong with a call or a configuration is a failed test, and what is only old an issue. */
class WrongInputTest extends FakeRunsCase {

    @ParameterizedTest
    @CsvSource({
        "matrix.shard, 5/4",
        "matrix.shard, x",
        "matrix.envs, flusk",
        "matrix.envs, py3.9-flask-v3",
        "matrix.timeout, soon",
        "matrix.skip-missing-interpreters, maybe",
        "matrix.runner, magic",
        "matrix.runner, tox:",
        "matrix.fail-fast, yes",
        "matrix.posargs, 'a \"b'",
        "matrix.execution.parallel.config.strategy, quick",
        "matrix.root, /nowhere/at/all"
    })
    void badInputIsAFailedTestThatNamesIt(String parameter, String value) {
        kit.configurationParameter(parameter, value);
        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        tests.assertStatistics(counts -> counts.started(1).failed(1));
        assertThat(failure(tests)).hasMessageContaining(value);
        assertThat(runs.ran).isEmpty();
    }

    @Test
    void aProblemIsFailedAlsoWhereTagsFilter() {
        kit.configurationParameter("matrix.envs", "no-such").filters(TagFilter.includeTags("flask"));

        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        assertThat(runs.ran).isEmpty();
        tests.assertStatistics(counts -> counts.started(1).failed(1));
    }

    @Test
    void tellsOldSpellingsAsIssuesThatFailNothing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("tox.ini"), "[tox]\nenv_list = a\n[testenv]\nwhitelist_externals = make\n");

        List<DiscoveryIssue> issues =
                kit.selectors(selectClass(ExampleMatrix.class)).discover().getDiscoveryIssues();

        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.INFO);
            assertThat(issue.message()).startsWith(file + ":4: whitelist_externals: ");
            assertThat(issue.source()).contains(FileSource.from(file.toFile(), FilePosition.from(4)));
        });
        execute(selectClass(ExampleMatrix.class)).testEvents().assertStatistics(counts -> counts.failed(0));
    }
}

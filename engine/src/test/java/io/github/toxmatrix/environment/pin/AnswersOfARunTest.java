package io.github.toxmatrix.environment.pin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.SmallDisk;
import io.github.toxmatrix.resolution.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who gets the answer to a question, and where it lies. */
class AnswersOfARunTest extends ResolutionsCase {

    @Test
    void whatARunAsksTwiceIsResolvedOnceAlsoWhereNoAnswerOfAnEarlierRunCounts() throws Exception {
        maxAge = Duration.ZERO;
        Resolutions run = run();
        Resolution first = ask(run);
        assertThat(ask(run)).isEqualTo(first);
        assertThat(processes.resolved).hasValue(1);
        assertThat(first.stored()).isFalse();
        assertThat(resolved()).isEqualTo(1);
    }

    @Test
    void whoAsksWhatIsBeingResolvedWaitsForTheAnswer() throws Exception {
        processes.waits = true;
        Resolutions run = run();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Resolution>> answers = List.of(threads.submit(() -> ask(run)), threads.submit(() -> ask(run)));
            processes.mayEnd.countDown();
            assertThat(answers.get(0).get()).isEqualTo(answers.get(1).get());
        } finally {
            threads.shutdownNow();
        }
        assertThat(processes.resolved).hasValue(1);
    }

    @Test
    void whatIsKnownOfAWrongAnswerComesWithItInThisRunAndTheNext() throws Exception {
        Resolutions run = run();
        Resolution wrong = ask(run);
        refute(run, wrong, "attrs==23.2.0 becomes 0");

        assertThat(ask(run).refuted()).hasValue("attrs==23.2.0 becomes 0");
        assertThat(ask(run()).refuted()).hasValue("attrs==23.2.0 becomes 0");
        assertThat(processes.resolved).hasValue(1);
    }

    @Test
    void anAnswerThatWasReplacedMeanwhileIsNotTheOneThatIsWrong() throws Exception {
        Resolutions run = run();
        Resolution earlier = ask(run());
        Resolution answer = ask(run);
        refute(run, earlier, "attrs==23.2.0 becomes 0");

        assertThat(ask(run)).isSameAs(answer);
        assertThat(ask(run()).refuted()).isEmpty();
    }

    @Test
    void theCacheThatTheCallerNamesIsUsed() throws Exception {
        ask(run());
        assertThat(folder.resolve("cache/tox-matrix/resolutions")).isNotEmptyDirectory();
    }

    @Test
    void aFullCacheCostsTheNextRunAnAnswerAndThisOneNothing() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 1)) {
            environ.put("XDG_CACHE_HOME", small.path().toString());
            Resolutions run = run();
            small.fillTo(0);
            assertThat(ask(run).pins().pinned()).hasSize(1);
            assertThat(small.path().resolve("tox-matrix/resolutions")).isEmptyDirectory();
        }
    }

    @Test
    void whatIsWrittenForAQuestionLiesInTheFolderOfTheRunAndGoesWithIt() throws Exception {
        ask(run());
        assertThat(processes.scratch).isEqualTo(folder.resolve("scratch")).doesNotExist();
    }
}

package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.setting.IndexUse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told where the configured index gives nothing, and nothing was seen of it before. */
class SilentIndexTest extends IndexedEnvironmentsCase {

    private static final String PASSWORD = "hid-den-word";
    private static final String NEXT = "check its address, credentials and proxies: `pip config list`, uv.toml";

    private String failure(String python) throws Exception {
        if (python.equals("2.7")) {
            findVirtualenv();
        }
        environ.put(
                "PIP_INDEX_URL", behind.url("/simple/").toString().replace("http://", "http://me:" + PASSWORD + "@"));
        if (provision("one", python, LONG, new IndexUse.Auto()) instanceof Provisioned.Failed failed) {
            assertThat(failed.reason() + steps.outputs).doesNotContain(PASSWORD).doesNotContainPattern("[0-9a-f]{48}");
            return failed.reason();
        }
        throw new AssertionError("it was made: " + steps.outputs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.11"})
    void oneThatRefusesIsNamedWithTheReasonAndTheNextStep(String python) throws Exception {
        behind.close();

        assertThat(failure(python))
                .containsPattern("cannot ask " + behind.url("/simple")
                        + " for (demo|virtualenv): it cannot be reached, nothing accepts a connection there")
                .contains(NEXT);
    }

    @ParameterizedTest
    @CsvSource({"2.7, 503", "3.11, 503", "3.11, 401"})
    void oneThatAnswersWithAnErrorIsNamedWithIt(String python, int status) throws Exception {
        behind.on("/simple/demo/", FakeIndex.status(status));

        assertThat(failure(python))
                .containsOnlyOnce(behind.url("/simple") + " answered with " + status + " for demo")
                .contains(NEXT);
    }

    @Test
    void aFileThatItDoesNotGiveIsNamed() throws Exception {
        behind.on("/files/" + OTHER.filename(), FakeIndex.cut(OTHER.bytes(), 20));

        assertThat(failure("3.11"))
                .contains(behind.url("/files/" + OTHER.filename()) + ": it was cut off after 20 of ")
                .contains(NEXT);
    }

    @Test
    void oneThatHangsIsNotWaitedForAgainAndAgain() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        behind.on("/simple/demo/", exchange -> end.await());
        environ.put("PIP_TIMEOUT", "2");
        try {
            assertThat(failure("3.11"))
                    .containsOnlyOnce("cannot ask " + behind.url("/simple") + " for demo: timed out")
                    .contains(NEXT);
            assertThat(behind.requests("/simple/demo/")).hasSize(2);
        } finally {
            end.countDown();
        }
    }

    @Test
    void whatIsMissingInAnIndexThatAnswersIsNoFaultOfIt() throws Exception {
        behind.on("/simple/other/", FakeIndex.status(404));

        assertThat(failure("3.11")).contains("other").doesNotContain(NEXT);
    }
}

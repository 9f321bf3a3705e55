package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.resolution.AsOf;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When environments ask an index through ours, with real installers and an index that the test runs. */
class IndexedEnvironmentsTest extends IndexedEnvironmentsCase {

    @Test
    void aColdStoreIsFilledThroughOurIndex() throws Exception {
        ready("one", "3.11", LONG, new IndexUse.Auto());

        assertThat(askers()).containsExactly("tox-matrix");
    }

    @Test
    void knownPinsAreInstalledWithoutARequest() throws Exception {
        ready("one", "3.11", LONG, new IndexUse.Auto());
        int asked = behind.requests().size();

        ready("two", "3.11", LONG, new IndexUse.Auto());
        assertThat(processes.started).as("linked, without an installer").isEmpty();
        store = false;
        ready("three", "3.11", LONG, new IndexUse.Auto());
        assertThat(processes.started)
                .filteredOn(command -> command.contains("install"))
                .singleElement()
                .satisfies(command -> assertThat(command).contains("--offline"));

        assertThat(behind.requests()).hasSize(asked);
    }

    @Test
    void whatUvFetchedByItselfIsNotFetchedAgain() throws Exception {
        store = false;
        ready("one", "3.11", LONG, new IndexUse.Off());
        assertThat(askers()).containsExactly("uv");
        int asked = behind.requests().size();

        ready("two", "3.11", LONG, new IndexUse.Auto());

        assertThat(behind.requests()).hasSize(asked);
    }

    @Test
    void whatWasSeenIsResolvedAndInstalledAtOnceWhenTheIndexIsGone() throws Exception {
        store = false;
        ready("one", "3.11", LONG, new IndexUse.Auto());
        behind.close();

        ready("two", "3.11", Duration.ZERO, new IndexUse.Auto());

        assertThat(steps.outputs.toString()).doesNotContainIgnoringCase("retr");
    }

    @Test
    void aStoreThatIsLostIsFilledAgainWhenTheIndexIsGone() throws Exception {
        ready("one", "3.11", LONG, new IndexUse.Auto());
        behind.close();
        environ.put("UV_CACHE_DIR", folder.resolve("another uv").toString());
        store = false;

        ready("two", "3.11", Duration.ZERO, new IndexUse.Auto());
    }

    @Test
    void pipOfAnOldPythonGoesThroughOurIndex() throws Exception {
        findVirtualenv();
        ready("one", "2.7", LONG, new IndexUse.Auto());
        assertThat(askers()).containsExactly("tox-matrix");
        behind.close();

        ready("two", "2.7", LONG, new IndexUse.Auto());
        assertThat(steps.outputs.toString()).doesNotContain("Retrying");
    }

    @Test
    void pipInstallsWhatThereWasAtATime() throws Exception {
        findVirtualenv();
        behind.publish(
                "demo",
                Map.of(DEMO, "2020-01-01T00:00:00Z", new Wheel("demo", "2.0", "other>=2"), "2021-01-01T00:00:00Z"));
        behind.publish("other", Map.of(OTHER, "2020-01-01T00:00:00Z", new Wheel("other", "9"), "2021-01-01T00:00:00Z"));
        asOf = Optional.of(AsOf.parse("2020-06-01"));

        ready("then", "2.7", LONG, new IndexUse.Auto());
        assertThat(steps.outputs.toString()).contains("demo-1.0 other-2.1").doesNotContain("2.0", "other-9");
        behind.close();
        ready("again", "2.7", LONG, new IndexUse.Auto());
    }

    @Test
    void withoutAnIndexOfOursInstallersAskThemselves() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file where the cache folder should be");
        store = false;

        assertThat(provision("on", "3.11", Duration.ZERO, new IndexUse.On()))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("matrix.index")
                        .contains("cannot make the cache folder"));
        assertThat(behind.requests()).isEmpty();
    }

    @Test
    void aSharedIndexThatIsNotThereIsAnErrorThatNamesNoSecret() throws Exception {
        String secret = "0123456789abcdef".repeat(3);

        assertThat(provision("one", "3.11", LONG, IndexUse.parse("http://127.0.0.1:9/" + secret)))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("127.0.0.1:9 cannot be used")
                        .doesNotContain(secret));
        assertThat(steps.outputs.toString()).doesNotContain(secret);
    }
}

package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Upstream;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where an index is served, from run to run and process to process. */
class PlaceOfAnIndexTest extends ServedIndexCase {

    @Test
    void hasTheSamePlaceInTheNextRun() throws Exception {
        URI first = serve(options());
        closeLast();

        assertThat(serve(options())).isEqualTo(first);
    }

    @Test
    void usesTheServerThatIsThereAndTakesOver() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        PackageIndex first = open(behind.upstream(), options(), PlainNetwork.patient());
        PackageIndex second = open(behind.upstream(), options(), PlainNetwork.patient());
        URI place = second.url(behind.upstream()).orElseThrow();

        assertThat(place).isEqualTo(first.url(behind.upstream()).orElseThrow());
        assertThat(second.isServing()).isFalse();
        first.close();

        while (!second.isServing()) {
            Thread.sleep(10);
        }
        assertThat(get(place.resolve("demo/")).statusCode()).isEqualTo(200);
    }

    @Test
    void servesItsOwnToOtherCredentials() throws Exception {
        Upstream mine =
                new Upstream(behind.upstream().url(), Upstream.Kind.SIMPLE, Optional.of(new Credentials("me", "old")));
        Upstream renewed = new Upstream(mine.url(), mine.kind(), Optional.of(new Credentials("me", "new")));
        PackageIndex first = open(mine, options(), PlainNetwork.patient());
        PackageIndex second = open(renewed, options(), PlainNetwork.patient());

        assertThat(second.isServing()).isTrue();
        assertThat(second.url(renewed)).isNotEqualTo(first.url(mine));
    }
}

package io.github.toxmatrix.index.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.server.PlainNetwork;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What people read where the JDK tells little. */
class ReasonTest {

    @Test
    void anAnswerThatEndsBeforeItsEndWasCutOff() throws Exception {
        try (FakeIndex behind = FakeIndex.start().on("/simple/demo/", exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    exchange.close();
                });
                UpstreamClient client = new UpstreamClient(PlainNetwork.patient());
                UpstreamClient.Answer answer = client.send(
                        "GET",
                        behind.upstream(),
                        behind.upstream().page("demo"),
                        Map.of(),
                        PlainNetwork.patient().timeout())) {
            Throwable cut = Assertions.catchThrowableOfType(IOException.class, () -> answer.read(2000));

            assertThat(Reason.of(cut)).isEqualTo("it was cut off in the middle");
        }
    }
}

package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.setting.IndexUse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often an index is asked for what was seen of it before. */
@Tag("slow")
class FailingIndexAttemptsTest extends IndexedEnvironmentsCase {

    private static final List<String> PAGES = List.of("/simple/demo/", "/simple/other/");

    private int attempts(String name, String python, IndexUse use) throws Exception {
        int before = behind.requests().size();
        environ.put("UV_CACHE_DIR", folder.resolve("uv of " + name).toString());
        ready(name, python, Duration.ZERO, use);
        return behind.requests().size() - before;
    }

    @ParameterizedTest
    @CsvSource({
        "auto, 3.11, answers 503",
        "on, 3.11, answers 503",
        "auto, 3.11, hangs up",
        "auto, 2.7, answers 503",
        "on, 2.7, hangs up"
    })
    void oneThatFailsIsAskedNoMoreOftenThanOneThatAnswers(String index, String python, String failure)
            throws Exception {
        if (python.equals("2.7")) {
            findVirtualenv();
        }
        IndexUse use = index.equals("on") ? new IndexUse.On() : new IndexUse.Auto();
        store = false;
        ready("one", python, Duration.ZERO, use);
        int healthy = attempts("two", python, use);

        FakeIndex.Answer answer = failure.equals("hangs up") ? exchange -> exchange.close() : FakeIndex.status(503);
        PAGES.forEach(page -> behind.on(page, answer));

        assertThat(attempts("three", python, use)).isBetween(1, healthy);
    }
}

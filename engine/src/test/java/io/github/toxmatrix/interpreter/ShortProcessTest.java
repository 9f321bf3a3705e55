package io.github.toxmatrix.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that are asked for a short answer. */
@Timeout(20)
class ShortProcessTest {

    @BeforeEach
    void shell() {
        assumeTrue(File.separatorChar == '/', "the programs of these tests are POSIX ones");
    }

    private static List<String> sh(String script) {
        return List.of("/bin/sh", "-c", script);
    }

    @Test
    void answerWithWhatTheyPrint() throws Exception {
        assertThat(ShortProcess.run(sh("echo one; echo $TWO; echo three >&2"), Map.of("TWO", "two")))
                .contains("one\ntwo\n");
        assertThat(ShortProcess.run(sh("head -c 300000 /dev/zero"), Map.of("PATH", "/usr/bin:/bin")))
                .hasValueSatisfying(answer -> assertThat(answer).hasSize(300_000));
    }

    @Test
    void answerWithNothingWhereTheyFail() throws Exception {
        assertThat(ShortProcess.run(sh("echo one; exit 1"), Map.of())).isEmpty();
    }

    @Test
    void areEndedWhereTheyPrintWithoutEnd() throws Exception {
        assertThat(ShortProcess.run(sh("while :; do echo a line that is not so short as others are; done"), Map.of()))
                .isEmpty();
    }

    @Test
    void areNotWaitedForWhereAChildOfTheirsGoesOn() throws Exception {
        assertThat(ShortProcess.run(sh("sleep 60 & echo one"), Map.of("PATH", "/usr/bin:/bin")))
                .contains("one\n");
    }
}

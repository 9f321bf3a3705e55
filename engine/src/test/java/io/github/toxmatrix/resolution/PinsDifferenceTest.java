package io.github.toxmatrix.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PinsDifferenceTest {

    private static EnvironmentPins hadWith(String python, String... pins) {
        return new EnvironmentPins(
                python,
                Instant.EPOCH,
                Optional.empty(),
                Arrays.stream(pins)
                        .map(text -> text.split("==|:"))
                        .map(parts -> new Pin(
                                parts[0], parts[1], parts.length > 2 ? List.of("sha256:" + parts[2]) : List.of()))
                        .toList(),
                List.of());
    }

    private static EnvironmentPins had(String... pins) {
        return hadWith("cpython 3.11.7", pins);
    }

    private final TreeMap<String, EnvironmentPins> before = new TreeMap<>();
    private final TreeMap<String, EnvironmentPins> after = new TreeMap<>();

    private List<String> lines() {
        return PinsDifference.between(new RunPins(before), new RunPins(after)).lines("A", "B");
    }

    @Test
    void groupsWhatHoldsForSeveralEnvironments() {
        before.put("a", had("django==4.2.8", "attrs==23.1"));
        before.put("b", had("django==4.2.8", "six==1.16"));
        before.put("c", had("django==5.0"));
        after.put("a", had("django==4.2.9", "attrs==23.1"));
        after.put("b", had("django==4.2.9"));
        after.put("c", hadWith("cpython 3.11.9", "django==5.0", "idna==3"));

        assertThat(lines())
                .containsExactly(
                        "django 4.2.8 -> 4.2.9 in 2 environments: a, b",
                        "Python: cpython 3.11.7 -> cpython 3.11.9 in c",
                        "added idna 3 in c",
                        "removed six 1.16 in b");
    }

    @Test
    void saysAllWhereAllOfManyChanged() {
        for (int number = 1; number <= 9; number++) {
            before.put("e" + number, had("a==1"));
            after.put("e" + number, had("a==2"));
        }

        assertThat(lines()).containsExactly("a 1 -> 2 in all 9 environments that both have");
    }

    @Test
    void namesEnvironmentsThatOneRunDidNotHave() {
        before.put("a", had());
        before.put("b", had());
        after.put("b", had());
        after.put("c", had());

        assertThat(lines()).containsExactly("only in A: a", "only in B: c");
    }

    @Test
    void aReleaseWithOtherFilesIsADifference() {
        before.put("a", had("attrs==1:aa", "six==1:aa"));
        after.put("a", had("attrs==1:bb", "six==1"));

        assertThat(lines()).containsExactly("attrs 1: its files changed (1 new, 1 gone) in a");
    }

    @Test
    void theSameIsNoDifferenceWhenEverItWasResolved() {
        before.put("a", had("attrs==1:aa"));
        after.put("a", had("attrs==1:aa"));

        assertThat(PinsDifference.between(new RunPins(before), new RunPins(after))
                        .isEmpty())
                .isTrue();
    }
}

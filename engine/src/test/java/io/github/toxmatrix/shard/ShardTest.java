package io.github.toxmatrix.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    @Property
    void allShardsTogetherAreEverythingAndNoneOverlap(
            @ForAll @IntRange(max = 200) int size, @ForAll @IntRange(min = 1, max = 40) int count) {
        List<Integer> all = IntStream.range(0, size).boxed().toList();
        List<Integer> together = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            List<Integer> share = new Shard(i, count).share(all);
            assertThat(share).isSorted().hasSizeBetween(size / count, size / count + 1);
            together.addAll(share);
        }
        assertThat(together).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void readsWhatItWrites() {
        assertThat(Shard.parse("4/15")).isEqualTo(new Shard(4, 15)).hasToString("4/15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5/4", "0/4", "x", "", "1/0", "-1/2", "1/2/3", "99999999999/99999999999"})
    void refusesWhatIsNoShardAndSaysWhatOneLooksLike(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a shard");
    }
}

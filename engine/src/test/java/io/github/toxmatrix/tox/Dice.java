package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random choices, the same for the same seed. */
final class Dice {

    private final Random random;
    private final boolean careless;

    Dice(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L); // neighbouring seeds begin alike otherwise
        careless = chance(20);
    }

    /**
     * Whether to write here what tox may refuse the whole configuration for: in one of five configurations now and then, in
     * the others never, as what is refused tests little of what else stands in it.
     */
    boolean mistake() {
        return careless && chance(6);
    }

    /** What is right, but for a mistake. */
    String usually(Supplier<String> right, Supplier<String> mistaken) {
        return (mistake() ? mistaken : right).get();
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    /** What is said with a probability in percent, else the other. */
    String mostly(int percent, Supplier<String> usual, Supplier<String> otherwise) {
        return (chance(percent) ? usual : otherwise).get();
    }

    List<String> some(int low, int high, Supplier<String> of) {
        List<String> made = new ArrayList<>();
        for (int left = between(low, high); left > 0; left--) {
            made.add(of.get());
        }
        return made;
    }

    String joined(String separator, int low, int high, Supplier<String> of) {
        return String.join(separator, some(low, high, of));
    }

    /** An array of TOML. */
    String array(int low, int high, Supplier<String> entry) {
        return "[" + joined(", ", low, high, entry) + "]";
    }
}

package io.github.toxmatrix.tox;

import java.util.List;

/**
 * A setting that tox registers.
 *
 * @param names the key as tox 4 spells it, then its aliases in the order tox tries them
 * @param <T> the type of its resolved value
 */
@SuppressWarnings("UnusedTypeParameter")
public record Key<T>(List<String> names) {

    public Key {
        names = List.copyOf(names);
    }

    static <T> Key<T> of(String... names) {
        return new Key<>(List.of(names));
    }

    /** The primary name. */
    public String name() {
        return names.get(0);
    }
}

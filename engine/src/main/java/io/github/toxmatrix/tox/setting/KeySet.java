package io.github.toxmatrix.tox.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that tox registers for the core or for a kind of environment, in the order in which it registers them. */
public final class KeySet {

    private final List<Key<?>> keys;
    private final Map<String, Key<?>> bySpelling = new LinkedHashMap<>();

    private KeySet(List<Key<?>> keys) {
        this.keys = List.copyOf(keys);
        keys.forEach(key -> key.names().forEach(spelling -> bySpelling.put(spelling, key)));
    }

    public static KeySet of(Key<?>... keys) {
        return new KeySet(List.of(keys));
    }

    public KeySet and(KeySet more) {
        List<Key<?>> all = new ArrayList<>(keys);
        all.addAll(more.keys);
        return new KeySet(all);
    }

    public KeySet and(Key<?>... more) {
        return and(of(more));
    }

    public List<Key<?>> keys() {
        return keys;
    }

    public Optional<Key<?>> find(String spelling) {
        return Optional.ofNullable(bySpelling.get(spelling));
    }
}

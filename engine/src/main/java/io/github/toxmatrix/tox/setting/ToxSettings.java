package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the core or of one environment by the names that {@code tox config} prints. Which there are depends on
 * the runner and the packaging of the environment, as tox registers its keys.
 */
public interface ToxSettings {

    /** A value, as tox resolves it. @throws ToxConfigurationException where tox fails for this value */
    <T> T get(Key<T> key);

    /** The registered keys in tox's order. */
    List<Key<?>> keys();

    /** A registered key by any of its spellings. */
    Optional<Key<?>> key(String spelling);

    /** Names in the section itself that tox registers no key for, sorted. */
    List<String> unused();

    /**
     * A value as {@code tox config --format json} prints it (tox's {@code config/loader/native.py}): String, Boolean,
     * Integer, Double, List and Map.
     *
     * @throws ToxConfigurationException where tox prints an error instead
     */
    default <T> Object tree(Key<T> key) {
        return key.type().tree(get(key));
    }

    /** A value as {@code tox config} prints it by default (tox's {@code config/loader/stringify.py}). */
    default <T> String text(Key<T> key) {
        return key.type().print(get(key));
    }

    /** Whether the value is one of several entries, which are printed below the key if there is more than one. */
    default boolean hasEntries(Key<?> key) {
        return key.type().hasEntries();
    }
}

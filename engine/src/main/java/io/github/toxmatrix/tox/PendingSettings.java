package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Key;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The settings of an environment that are being resolved. What is asked for an interpreter can ask for it in turn, where tox
 * goes on until Python's stack ends.
 */
final class PendingSettings {

    private final Set<Question> pending = ConcurrentHashMap.newKeySet();

    /** Nothing that comes of a setting can lead to it again by the same chain of references. */
    private record Question(Thread asking, Key<?> key, List<String> chain) {}

    /** @throws ToxConfigurationException where the value depends on itself */
    <T> T resolve(Key<T> key, List<String> chain, Supplier<String> place, Supplier<T> resolution) {
        if (key == EnvironmentKeys.SET_ENV
                || key.isConstant()) { // which know themselves that an interpreter is asked for
            return resolution.get();
        }
        Question question = new Question(Thread.currentThread(), key, chain);
        if (!pending.add(question)) {
            throw ToxConfigurationException.raised(
                            "RecursionError", "the value of " + key.name() + " depends on itself")
                    .at(place.get());
        }
        try {
            return resolution.get();
        } finally {
            pending.remove(question);
        }
    }
}

package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.factor.Factors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For whom a value is resolved, and the way of references that led to it (tox's {@code ConfigLoadArgs}).
 *
 * @param configuration all that a reference can name
 * @param environment the settings of the environment the value is for; empty for a core setting
 * @param chain the references followed so far, the outermost first
 */
public record Scope(Configuration configuration, Optional<Settings> environment, List<String> chain) {

    public Scope {
        chain = List.copyOf(chain);
    }

    /** The name of the environment the value is for. */
    public Optional<String> environmentName() {
        return environment.map(Settings::name);
    }

    /** Those that hold where the value is for. */
    public Factors factors() {
        return environment.map(Settings::factors).orElse(Factors.OF_CORE);
    }

    /**
     * This scope, one reference further.
     *
     * @throws ToxConfigurationException where the reference is being resolved already
     */
    public Scope following(String reference) {
        if (chain.contains(reference)) {
            throw new ToxConfigurationException(
                    "circular chain detected " + String.join(", ", chain) + ", " + reference);
        }
        return through(reference);
    }

    /** As {@link #following}, where the reference may be there already. */
    public Scope through(String reference) {
        return new Scope(configuration, environment, longer(chain, reference));
    }

    /** A chain with one more link. */
    public static List<String> longer(List<String> chain, String link) {
        List<String> longer = new ArrayList<>(chain);
        longer.add(link);
        return longer;
    }
}

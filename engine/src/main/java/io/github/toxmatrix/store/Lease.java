package io.github.toxmatrix.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One environment's use of the distributions that it is linked to, from before its first command on. */
public final class Lease {

    private final EnvironmentStore store;
    private final String environment;
    private final List<StoredDistribution> distributions;
    private final Set<Lease> others = ConcurrentHashMap.newKeySet();

    Lease(EnvironmentStore store, String environment, Collection<StoredDistribution> distributions) {
        this.store = store;
        this.environment = environment;
        this.distributions = List.copyOf(distributions);
    }

    void meet(Lease other) {
        others.add(other);
        other.others.add(this);
    }

    /**
     * Ends the use when no command of the environment runs any more. What it finds changed, it takes out of the store, so that the
     * next environment gets it as it was installed.
     */
    public List<Damage> end() throws IOException {
        store.ended(this);
        List<Damage> found = new ArrayList<>();
        for (StoredDistribution distribution : distributions) {
            List<String> files = distribution.damaged();
            if (!files.isEmpty()) {
                store.remove(distribution);
                found.add(new Damage(distribution.key(), files, sharing(distribution)));
            }
        }
        return found;
    }

    private Set<String> sharing(StoredDistribution distribution) {
        Set<String> names = ConcurrentHashMap.newKeySet();
        others.stream()
                .filter(other -> other.distributions.contains(distribution))
                .forEach(other -> names.add(other.environment));
        return names;
    }
}

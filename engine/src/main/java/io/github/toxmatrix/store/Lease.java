package io.github.toxmatrix.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One environment's use of files that it shares with the store, from before its first command on. */
public final class Lease {

    private final EnvironmentStore store;
    private final String environment;
    private final List<SharedFile> files;
    private final Set<Lease> others = ConcurrentHashMap.newKeySet();

    Lease(EnvironmentStore store, String environment, Collection<SharedFile> files) {
        this.store = store;
        this.environment = environment;
        this.files = List.copyOf(files);
    }

    void meet(Lease other) {
        others.add(other);
        other.others.add(this);
    }

    /** Told of what was written into, when nobody can be linked to it any more and the use has not ended. */
    @FunctionalInterface
    public interface Removal {
        /** @param files of it that were written into, from the root of an environment */
        void removed(DistributionKey distribution, List<String> files);
    }

    /**
     * Ends the use when no command of the environment runs any more. What it finds changed, it takes out of the store, so that the
     * next environment gets it as it was installed.
     *
     * @param removal for those who are linked to it, and whose use has not begun
     */
    public List<Damage> end(Removal removal) throws IOException {
        Map<StoredDistribution, List<String>> damaged;
        try {
            damaged = damaged();
            for (Map.Entry<StoredDistribution, List<String>> each : damaged.entrySet()) {
                store.remove(each.getKey());
                removal.removed(each.getKey().key(), each.getValue());
            }
        } finally {
            store.ended(this); // not before: whose use begins meanwhile has met this one, or is told of
        }
        List<Damage> found = new ArrayList<>();
        for (Map.Entry<StoredDistribution, List<String>> each : damaged.entrySet()) {
            found.add(new Damage(each.getKey().key(), each.getValue(), sharing(each.getKey())));
        }
        return found;
    }

    private Map<StoredDistribution, List<String>> damaged() throws IOException {
        Map<StoredDistribution, List<String>> damaged = new LinkedHashMap<>();
        for (SharedFile file : files) {
            if (file.isDamaged()) {
                damaged.computeIfAbsent(file.distribution(), first -> new ArrayList<>())
                        .add(file.path());
            }
        }
        return damaged;
    }

    private Set<String> sharing(StoredDistribution distribution) throws IOException {
        Set<String> names = ConcurrentHashMap.newKeySet();
        for (Lease other : others) {
            if (other.files.stream().anyMatch(file -> file.distribution().equals(distribution))) {
                names.add(other.environment);
            }
        }
        if (store.isUsedByAnother()) {
            names.add("environments of another run on this machine");
        }
        return names;
    }
}

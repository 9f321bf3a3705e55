package io.github.toxmatrix.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The store that environments are linked together from. It can be shared by threads and processes, and any part of it may be
 * deleted at any time: what is missing is made anew by installers.
 */
public final class EnvironmentStore {

    /** Makes an empty virtual environment in a folder that does not exist yet, with this prompt. */
    @FunctionalInterface
    public interface VenvMaker<E extends Exception> {
        void make(Path root, String prompt) throws E, IOException, InterruptedException;
    }

    private final DistributionStore distributions;
    private final StoreFolder venvs;
    private final Map<String, VenvTemplate> templates = new ConcurrentHashMap<>();
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

    private EnvironmentStore(DistributionStore distributions, StoreFolder venvs) {
        this.distributions = distributions;
        this.venvs = venvs;
    }

    /**
     * Opens it and removes what nobody used for a week.
     *
     * @param folder best on the volume that environments lie on: only there can files have a second name
     * @throws IOException where it cannot be made or does not belong to this user
     */
    public static EnvironmentStore open(Path folder) throws IOException {
        StoreFolder top = StoreFolder.open(folder);
        return new EnvironmentStore(
                new DistributionStore(StoreFolder.open(top.entry("distributions"))),
                StoreFolder.open(top.entry("venvs")));
    }

    /**
     * Makes an empty virtual environment like the one that was made for the same key before, and by its maker where there was none.
     *
     * @param key in letters and digits: interpreter, kind of environment, and the program that makes it
     * @param root does not exist, or is empty
     */
    public <E extends Exception> void makeVenv(String key, Path root, String prompt, VenvMaker<E> maker)
            throws E, IOException, InterruptedException {
        if (File.separatorChar == '\\' || !VenvTemplate.suits(root, prompt)) {
            maker.make(root, prompt);
            return;
        }
        VenvTemplate template = templates.get(key);
        if (template == null) {
            template = template(key, maker);
            templates.put(key, template);
        }
        template.makeIn(root, prompt);
    }

    private <E extends Exception> VenvTemplate template(String key, VenvMaker<E> maker)
            throws E, IOException, InterruptedException {
        Path entry = venvs.entry(key);
        if (!Files.exists(entry)) {
            Path incomplete = venvs.incomplete();
            try {
                Path venv = incomplete.resolve("venv");
                maker.make(venv, VenvTemplate.PROMPT);
                Files.writeString(incomplete.resolve(VenvTemplate.ORIGIN), venv.toString());
                StoreFolder.publish(incomplete, entry);
            } finally {
                FileTree.delete(incomplete);
            }
        }
        venvs.touch(entry);
        return VenvTemplate.read(entry);
    }

    /**
     * Links what is stored into an environment.
     *
     * @return those of the keys that are not stored, and were left out
     * @throws IOException where room ran out, or the store lost something meanwhile; the environment is incomplete then
     */
    public List<DistributionKey> link(List<DistributionKey> keys, EnvironmentLayout layout) throws IOException {
        List<DistributionKey> missing = new ArrayList<>();
        EnvironmentLinker linker =
                new EnvironmentLinker(layout, EnvironmentLinker.onOneVolume(venvs.path(), layout.root()));
        for (DistributionKey key : keys) {
            Optional<StoredDistribution> stored = distributions.find(key);
            if (stored.isPresent()) {
                linker.link(stored.get());
            } else {
                missing.add(key);
            }
        }
        return missing;
    }

    /**
     * Keeps what an installer has put into an environment, before any command runs in it. The installer must have made files of
     * its own, not links to a cache.
     */
    public void add(List<DistributionKey> keys, EnvironmentLayout layout) throws IOException {
        for (DistributionKey key : keys) {
            distributions.add(key, layout);
        }
    }

    /** Begins an environment's use of what is stored under these keys, before its first command. */
    public Lease lease(String environment, List<DistributionKey> keys) {
        List<StoredDistribution> used = new ArrayList<>();
        for (DistributionKey key : keys) {
            distributions.inUse(key).ifPresent(used::add);
        }
        Lease lease = new Lease(this, environment, used);
        synchronized (leases) {
            leases.forEach(lease::meet);
            leases.add(lease);
        }
        return lease;
    }

    void ended(Lease lease) {
        synchronized (leases) {
            leases.remove(lease);
        }
    }

    void remove(StoredDistribution distribution) throws IOException {
        distributions.remove(distribution);
    }
}

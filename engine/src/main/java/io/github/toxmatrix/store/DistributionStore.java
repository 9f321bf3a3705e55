package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The files of installed distributions, each kept once. Safe for many threads and processes: an entry appears and
 * disappears as a whole, by a rename.
 */
final class DistributionStore {

    /** Of entries, for this version of their format. */
    static final String KIND = "distributions-" + Manifest.FORMAT;

    private final StoreFolder folder;
    private final Path entries;
    private final Map<DistributionKey, StoredDistribution> known = new ConcurrentHashMap<>();
    private final LongAdder added = new LongAdder();

    DistributionStore(StoreFolder folder) throws IOException {
        this.folder = folder;
        this.entries = folder.kind(KIND);
    }

    /**
     * What is stored and whole. An entry that somebody wrote into is removed, so that it is never linked again; it is looked at
     * when this process first asks for it, and after each use ({@link Lease}).
     */
    Optional<StoredDistribution> find(DistributionKey key) throws IOException {
        StoredDistribution found = known.get(key);
        if (found != null) {
            return Optional.of(found);
        }
        Path entry = entries.resolve(key.folderName());
        Optional<Manifest> manifest = Manifest.read(entry);
        if (manifest.isEmpty()) {
            if (Files.exists(entry)) {
                folder.remove(entry); // cut off by a crash of the machine
            }
            return Optional.empty();
        }
        StoredDistribution stored = new StoredDistribution(key, entry, manifest.get());
        if (!stored.isIntact()) {
            remove(stored);
            return Optional.empty();
        }
        StoreFolder.touch(entry);
        known.put(key, stored);
        return Optional.of(stored);
    }

    /** What this process has put there, in bytes. */
    long added() {
        return added.sum();
    }

    /** What this process has linked or added. */
    Optional<StoredDistribution> inUse(DistributionKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Another process removed what was found before. */
    void forget(StoredDistribution distribution) {
        known.remove(distribution.key(), distribution);
    }

    /**
     * Keeps the files of a distribution that an installer has just put into an environment, before anything ran in it.
     *
     * @return empty where its installer left no record to go by, or files that differ from one environment to the next
     */
    Optional<StoredDistribution> add(DistributionKey key, EnvironmentLayout layout) throws IOException {
        Optional<InstalledRecord> record = InstalledRecord.of(key, layout);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        Path entry = entries.resolve(key.folderName());
        Path incomplete = folder.incomplete();
        try {
            StoredDistribution made = new StoredDistribution(key, incomplete, new Manifest(List.of()));
            Optional<Manifest> manifest = new Harvest(record.get(), layout, made).take();
            if (manifest.isEmpty()) {
                return Optional.empty();
            }
            manifest.get().write(incomplete);
            StoreFolder.publish(incomplete, entry);
            added.add(manifest.get().size());
        } finally {
            FileTree.delete(incomplete);
        }
        return find(key);
    }

    /** Environments that are linked to it keep what they have. What another process has put in its place stays. */
    void remove(StoredDistribution distribution) throws IOException {
        forget(distribution);
        if (Manifest.read(distribution.folder()).equals(Optional.of(distribution.manifest()))) {
            folder.remove(distribution.folder());
        }
    }
}

package io.github.toxmatrix.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
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
public final class EnvironmentStore implements AutoCloseable {

    /** Makes an empty virtual environment in a folder that does not exist yet, with this prompt. */
    @FunctionalInterface
    public interface VenvMaker<E extends Exception> {
        void make(Path root, String prompt) throws E, IOException, InterruptedException;
    }

    /** What all of it may take, if the volume is not small; in bytes. */
    private static final long LIMIT = 10L << 30;

    /** It may take one part in so many of a volume. */
    private static final int SHARE = 8;

    private final StoreFolder folder;
    private final DistributionStore distributions;
    private final Path venvs;
    private final Map<String, VenvTemplate> templates = new ConcurrentHashMap<>();
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final long sizeBefore;

    private EnvironmentStore(StoreFolder folder, long limit, Instant now) throws IOException {
        this.folder = folder;
        this.distributions = new DistributionStore(folder);
        this.venvs = folder.kind(VenvTemplate.KIND);
        this.sizeBefore = new Retention(folder, limit, now).runIfDue();
    }

    /**
     * Opens it and removes what nobody used for a week, what is too much, and what killed processes left.
     *
     * @param folder best on the volume that environments lie on: only there can files have a second name
     * @throws IOException where it cannot be made or does not belong to this user
     */
    public static EnvironmentStore open(Path folder) throws IOException {
        StoreFolder opened = StoreFolder.open(folder);
        try {
            long limit = Math.min(LIMIT, Files.getFileStore(opened.path()).getTotalSpace() / SHARE);
            return open(opened, limit, Instant.now());
        } catch (IOException failed) {
            opened.close();
            throw failed;
        }
    }

    static EnvironmentStore open(StoreFolder folder, long limit, Instant now) throws IOException {
        return new EnvironmentStore(folder, limit, now);
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
        Optional<VenvTemplate> known = Optional.ofNullable(templates.get(key));
        if (known.isPresent() && repeat(known.get(), root, prompt)) {
            return;
        }
        Optional<VenvTemplate> stored = templateIfThere(key, maker);
        stored.ifPresentOrElse(template -> templates.put(key, template), () -> templates.remove(key));
        if (stored.isEmpty() || !repeat(stored.get(), root, prompt)) {
            maker.make(root, prompt); // somebody removes what is stored again and again
        }
    }

    /** @return whether the store still had all of it; if not, nothing is left here */
    private static boolean repeat(VenvTemplate template, Path root, String prompt) throws IOException {
        try {
            template.makeIn(root, prompt);
            return true;
        } catch (NoSuchFileException lost) {
            FileTree.deleteWithin(root);
            return false;
        }
    }

    /** Nothing where the store itself was deleted meanwhile, for which its maker may have failed, too. */
    private <E extends Exception> Optional<VenvTemplate> templateIfThere(String key, VenvMaker<E> maker)
            throws E, IOException, InterruptedException {
        try {
            return template(key, maker);
        } catch (Exception failed) {
            if (failed instanceof InterruptedException || folder.isThere()) {
                throw failed;
            }
            return Optional.empty();
        }
    }

    /** What is stored, after it was made where nothing was; empty where another process has removed it meanwhile. */
    private <E extends Exception> Optional<VenvTemplate> template(String key, VenvMaker<E> maker)
            throws E, IOException, InterruptedException {
        Path entry = venvs.resolve(key);
        Optional<VenvTemplate> stored = VenvTemplate.read(entry);
        if (stored.isEmpty()) {
            if (Files.exists(entry) && VenvTemplate.read(entry).isEmpty()) {
                folder.remove(entry); // it is not as it was made, nor has another process made it meanwhile
            }
            addVenv(entry, maker);
            stored = VenvTemplate.read(entry);
        }
        if (stored.isPresent()) {
            StoreFolder.touch(entry);
        }
        return stored;
    }

    private <E extends Exception> void addVenv(Path entry, VenvMaker<E> maker)
            throws E, IOException, InterruptedException {
        Path incomplete = folder.incomplete();
        try {
            maker.make(VenvTemplate.venv(incomplete), VenvTemplate.PROMPT);
            VenvTemplate.describe(incomplete);
            StoreFolder.publish(incomplete, entry);
        } finally {
            FileTree.delete(incomplete);
        }
    }

    /**
     * Links what is stored into an environment.
     *
     * @return those of the keys that are not stored, and were left out
     * @throws IOException where room ran out; the environment is incomplete then
     */
    public List<DistributionKey> link(List<DistributionKey> keys, EnvironmentLayout layout) throws IOException {
        return link(keys, layout, Map.of());
    }

    /**
     * The same, with some texts of its own.
     *
     * @param own by the names of files of the metadata: what is stored under these names is of another environment
     */
    public List<DistributionKey> link(List<DistributionKey> keys, EnvironmentLayout layout, Map<String, String> own)
            throws IOException {
        List<DistributionKey> missing = new ArrayList<>();
        EnvironmentLinker linker = new EnvironmentLinker(layout, sharing(layout), own);
        for (DistributionKey key : keys) {
            Optional<StoredDistribution> stored = distributions.find(key);
            if (stored.isEmpty()) {
                missing.add(key);
            } else if (!linker.link(stored.get())) {
                distributions.forget(stored.get());
                missing.add(key);
            }
        }
        return missing;
    }

    private FileSharing sharing(EnvironmentLayout layout) throws IOException {
        try {
            return FileSharing.between(folder.path(), layout.root());
        } catch (NoSuchFileException deleted) {
            return FileSharing.between(layout.root(), layout.root()); // as it was, for what is linked already
        }
    }

    /**
     * Keeps what an installer has put into an environment, before any command runs in it. The installer must have made files of
     * its own, not links to a cache.
     */
    public void add(List<DistributionKey> keys, EnvironmentLayout layout) throws IOException {
        try {
            for (DistributionKey key : keys) {
                distributions.add(key, layout);
            }
        } catch (NoSuchFileException lost) {
            if (folder.isThere()) {
                throw lost;
            } // else somebody deleted it, and nothing is kept
        }
    }

    /** Begins an environment's use of what it was linked to under these keys, before its first command. */
    public Lease lease(String environment, List<DistributionKey> keys, EnvironmentLayout layout) throws IOException {
        FileSharing sharing = sharing(layout);
        List<SharedFile> shared = new ArrayList<>();
        for (DistributionKey key : keys) {
            Optional<StoredDistribution> used = distributions.inUse(key);
            if (used.isPresent()) {
                for (Manifest.Entry entry : used.get().manifest().entries()) {
                    if (entry instanceof Manifest.Linked file && sharing.shares(file.size())) {
                        SharedFile.of(used.get(), file, layout).ifPresent(shared::add);
                    }
                }
            }
        }
        Lease lease = new Lease(this, environment, shared);
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

    boolean isUsedByAnother() throws IOException {
        return folder.isUsedByAnother();
    }

    /** What can still be put there, in bytes; nothing where somebody deleted it. */
    public long room() throws IOException {
        try {
            return Files.getFileStore(folder.path()).getUsableSpace();
        } catch (NoSuchFileException deleted) {
            return 0;
        }
    }

    /** What all of it takes, in bytes, but for what other processes have added within the last hour. */
    public long size() {
        return sizeBefore + distributions.added();
    }

    /** To be called when nothing is linked from it any more in this run. */
    @Override
    public void close() throws IOException {
        if (Files.isDirectory(folder.path())) { // else somebody deleted it
            Retention.note(folder, distributions.added());
        }
        folder.close();
    }
}

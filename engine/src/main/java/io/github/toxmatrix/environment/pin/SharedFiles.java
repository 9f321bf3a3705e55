package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.installer.PythonInstaller;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.environment.place.Volume;
import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.store.DistributionKey;
import io.github.toxmatrix.store.EnvironmentLayout;
import io.github.toxmatrix.store.EnvironmentStore;
import io.github.toxmatrix.store.Lease;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Lets environments be linked together from files that all of them share, where that is possible, and watches those files. */
public final class SharedFiles {

    private static final System.Logger LOGGER = System.getLogger(SharedFiles.class.getName());

    /** What decides, besides hashes and interpreter, which file of a release is installed. */
    private static final String CHOICE = "UV_(NO_BUILD|NO_BINARY|ONLY_BINARY|CONFIG_SETTINGS).*|PIP_(NO|ONLY)_BINARY";

    private final Optional<EnvironmentStore> store;
    private final Path folder;
    private final Map<String, Set<DistributionKey>> used = new ConcurrentHashMap<>();
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final Map<String, String> spoilt = new ConcurrentHashMap<>();

    private SharedFiles(Optional<EnvironmentStore> store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /** Without a store that can be used, installers make every environment by themselves. */
    public static SharedFiles open(Placement placement, EnvironmentOptions options) {
        Path folder = placement.store();
        if (!options.store()) {
            return new SharedFiles(Optional.empty(), folder);
        }
        try {
            return new SharedFiles(Optional.of(EnvironmentStore.open(folder)), folder);
        } catch (IOException unusable) {
            LOGGER.log(System.Logger.Level.WARNING, "environments share no files: " + unusable.getMessage());
            return new SharedFiles(Optional.empty(), folder);
        }
    }

    /** Makes an environment, without seeds that would grow old in a copy. */
    public String create(
            PinInstaller uv, Installation installation, Interpreter base, PythonInstaller.CreateOptions options)
            throws ProvisionException, IOException, InterruptedException {
        if (store.isEmpty()) {
            return uv.create(installation, base, options);
        }
        String key = digest(List.of(
                "venv", base.toString(), uv.identity(), "" + options.systemSitePackages(), "" + options.seed()));
        StringBuilder output = new StringBuilder();
        store.get()
                .<ProvisionException>makeVenv(
                        key,
                        installation.environment(),
                        options.prompt(),
                        (root, prompt) ->
                                output.append(uv.create(installation.in(root), base, options.withPrompt(prompt))));
        return output.toString();
    }

    /**
     * What an environment did not get from the store.
     *
     * @param pins which an installer has to bring
     * @param keys of those that can be kept then
     */
    record Missing(List<Pin> pins, List<DistributionKey> keys) {}

    /**
     * Links what is stored into an environment.
     *
     * @param pins none of which is installed there
     */
    Missing link(Collection<Pin> pins, PinnedDependencies.Target target, List<String> options) throws IOException {
        if (store.isEmpty()) {
            return new Missing(List.copyOf(pins), List.of());
        }
        Map<DistributionKey, Pin> keys = keys(pins, target, options);
        Set<DistributionKey> linked = linked(target);
        linked.addAll(keys.keySet()); // before it is, so that nobody overlooks it who writes into it
        List<DistributionKey> missing = store.get().link(List.copyOf(keys.keySet()), layout(target.environment()));
        missing.forEach(linked::remove);
        List<Pin> others = new ArrayList<>(pins);
        keys.forEach((key, pin) -> {
            if (!missing.contains(key)) {
                others.remove(pin);
            }
        });
        return new Missing(List.copyOf(others), missing);
    }

    /**
     * Links one distribution that is not known by the hashes of an index.
     *
     * @return whether it was stored, and nothing of its name was there before
     */
    boolean link(DistributionKey key, PinnedDependencies.Target target) throws IOException {
        return link(key, target, Map.of());
    }

    /** @param own texts of its metadata that are of this environment alone, by names of files */
    boolean link(DistributionKey key, PinnedDependencies.Target target, Map<String, String> own) throws IOException {
        if (store.isEmpty()
                || PinnedDependencies.installed(target.environment().sitePackages())
                        .containsKey(key.name())) {
            return false;
        }
        Set<DistributionKey> linked = linked(target);
        linked.add(key);
        if (store.get().link(List.of(key), layout(target.environment()), own).isEmpty()) {
            return true;
        }
        linked.remove(key);
        return false;
    }

    private Set<DistributionKey> linked(PinnedDependencies.Target target) {
        return used.computeIfAbsent(target.name(), name -> ConcurrentHashMap.newKeySet());
    }

    /** Keeps what an installer brought, as long as there is room. The installer must have copied, not linked it. */
    void keep(Missing brought, PinnedDependencies.Target target) throws IOException {
        if (store.isEmpty() || store.get().room() < Placement.ROOM) {
            return;
        }
        linked(target).addAll(brought.keys());
        try {
            store.get().add(brought.keys(), layout(target.environment()));
        } catch (IOException failed) {
            if (!LackOfRoom.isCauseOf(failed)) {
                throw failed;
            }
            LOGGER.log(System.Logger.Level.WARNING, "not all files are kept for other environments: " + failed);
        }
    }

    /** Whether files that installers bring may be linked to their own caches. */
    boolean isUsed() {
        return store.isPresent();
    }

    /** An environment was removed before its first command, and is made again. */
    public void forget(String environment) {
        used.remove(environment);
        spoilt.remove(environment);
    }

    /** Watches what an environment is linked to, from before its first command on. */
    public void begin(String name, PythonEnvironment environment) throws IOException {
        Set<DistributionKey> keys = used.getOrDefault(name, Set.of());
        if (store.isPresent() && !keys.isEmpty()) {
            leases.put(name, store.get().lease(name, List.copyOf(keys), layout(environment)));
            used.remove(name); // when it is watched, and not before
        }
    }

    /** The same while one program of a build runs in an environment that more may be installed into after it. */
    public void beginBuild(String name, PythonEnvironment environment) throws IOException {
        Set<DistributionKey> keys = used.getOrDefault(name, Set.of());
        if (store.isPresent() && !keys.isEmpty()) {
            leases.put(building(environment), store.get().lease(name, List.copyOf(keys), layout(environment)));
        }
    }

    /** What it wrote into. */
    public List<SharedChange> endBuild(String name, PythonEnvironment environment) {
        return end(building(environment), name, "a build of the environment " + name);
    }

    /**
     * What others wrote into that an environment was being made of; to be asked after {@link #begin}, and after {@link #beginBuild}
     * for as long as something is built in it.
     */
    public Optional<String> spoilt(String environment) {
        return Optional.ofNullable(spoilt.get(environment));
    }

    private static String building(PythonEnvironment environment) {
        return "build in " + environment.directory();
    }

    /** What was written into since then. */
    public List<SharedChange> end(String environment) {
        return end(environment, environment, "the tests of the environment " + environment);
    }

    /** Environments that are being made of what it wrote into are not to be used. */
    private List<SharedChange> end(String use, String environment, String writer) {
        Lease lease = leases.remove(use);
        if (lease == null) {
            return List.of();
        }
        try {
            return lease
                    .end((distribution, changed) ->
                            spoil(distribution, environment, SharedChange.spoilt(distribution, changed, writer)))
                    .stream()
                    .map(SharedChange::of)
                    .toList();
        } catch (IOException unknown) {
            return List.of(new SharedChange("cannot tell whether shared files were changed: " + unknown, true));
        }
    }

    private void spoil(DistributionKey distribution, String writer, String message) {
        for (String name : used.keySet()) {
            used.computeIfPresent(name, (other, keys) -> { // whose use begins meanwhile asks afterwards
                if (!other.equals(writer) && keys.contains(distribution)) {
                    spoilt.put(other, message);
                }
                return keys;
            });
        }
    }

    private static EnvironmentLayout layout(PythonEnvironment environment) {
        return new EnvironmentLayout(
                normal(environment.directory()), normal(environment.scripts()), normal(environment.sitePackages()));
    }

    /** What is kept, for people; empty without a store. */
    public Optional<String> size() {
        return store.map(opened -> Volume.size(opened.size()) + " of shared files in " + folder);
    }

    public void close() {
        store.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException failed) {
                LOGGER.log(System.Logger.Level.WARNING, "cannot tidy up in " + folder + ": " + failed);
            }
        });
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Without hashes nothing says which files a version has. */
    private static Map<DistributionKey, Pin> keys(
            Collection<Pin> pins, PinnedDependencies.Target target, List<String> options) {
        Map<String, String> choice = new TreeMap<>(target.installation().variables());
        choice.keySet().removeIf(name -> !name.matches(CHOICE));
        Map<DistributionKey, Pin> keys = new LinkedHashMap<>();
        for (Pin pin : pins) {
            if (!pin.hashes().isEmpty()) {
                List<String> parts = new ArrayList<>(pin.hashes());
                parts.addAll(List.of(target.environment().base().toString(), choice.toString(), options.toString()));
                keys.put(new DistributionKey(pin.name(), pin.version(), digest(parts)), pin);
            }
        }
        return keys;
    }

    static String digest(List<String> parts) {
        return Sha256.hex(String.join("\n", parts)).substring(0, 32);
    }
}

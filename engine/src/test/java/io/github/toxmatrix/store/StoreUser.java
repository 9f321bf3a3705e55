package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A process that fills and uses a store until its standard input ends: {@code STORE SCRATCH}. In every round all such processes
 * want the same distribution, which none has yet, and one of them writes into its shared file. It prints a line for each round.
 */
final class StoreUser {

    private static final String LIBRARY = "lib/python3.11/site-packages/tool/large.so";

    private final Path folder;
    private final EnvironmentStore store;
    private final Path scratch;

    private StoreUser(Path folder, EnvironmentStore store, Path scratch) {
        this.folder = folder;
        this.store = store;
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws IOException {
        try (EnvironmentStore store = EnvironmentStore.open(Path.of(arguments[0]))) {
            StoreUser user = new StoreUser(
                    Path.of(arguments[0]),
                    store,
                    Files.createDirectories(Path.of(arguments[1])).toRealPath());
            for (int round = 0; System.in.available() == 0; round++) {
                user.use(round);
                user.repeatEmpty(round);
                System.out.println(round);
            }
        }
    }

    static DistributionKey key(int round) {
        return new DistributionKey("tool", version(round), String.format("%016x", round));
    }

    private static String version(int round) {
        return "1." + round;
    }

    private void use(int round) throws IOException {
        InstalledFiles environment = InstalledFiles.in(scratch.resolve("env"));
        List<DistributionKey> keys = List.of(key(round));
        if (!store.link(keys, environment.layout()).isEmpty()) {
            Path library = environment.layout().root().resolve(LIBRARY);
            InstalledFiles.write(library, "ELF" + "x".repeat((int) FileSharing.LARGE));
            store.add(keys, environment.install("tool", version(round), LIBRARY).layout());
        }
        check(environment, round);
        Lease lease = store.lease("env", keys, environment.layout());
        if (round % 5 == 0) {
            Files.writeString(environment.layout().root().resolve(LIBRARY), "y", StandardOpenOption.APPEND);
        }
        lease.end(InstalledFiles.NO_OTHERS);
        FileTree.delete(environment.layout().root());
    }

    private void repeatEmpty(int round) throws IOException {
        Path root = scratch.resolve("empty");
        String key = "cp3" + round % 3;
        try {
            store.<RuntimeException>makeVenv(key, root, "user", (made, prompt) -> {
                InstalledFiles.write(made.resolve("pyvenv.cfg"), prompt + " in " + made);
                Files.write(Files.createDirectories(made.resolve("lib")).resolve("same.bin"), new byte[] {(byte) 0xff});
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!Files.readString(root.resolve("pyvenv.cfg")).equals("user in " + root)
                || Files.size(root.resolve("lib/same.bin")) != 1) {
            throw new IllegalStateException("round " + round + ": an empty environment that is not whole");
        }
        FileTree.delete(root);
        if (round % 4 == 0) {
            damage(key);
        }
    }

    /** As a crash of the machine would; or it is gone, as any part of the store may be. */
    private void damage(String key) throws IOException {
        Path entry = folder.resolve(VenvTemplate.KIND).resolve(key);
        try {
            Files.write(entry.resolve(VenvTemplate.DESCRIPTION), new byte[0]);
            Files.deleteIfExists(entry.resolve("venv/lib/same.bin"));
        } catch (NoSuchFileException removedByAnother) {
            // as it may be
        }
    }

    /** Everything of it is there and says the right thing. */
    static void check(InstalledFiles environment, int round) throws IOException {
        String module = Files.readString(environment.site("tool/__init__.py"));
        String script = Files.readString(environment.layout().scripts().resolve("tool"));
        if (!module.equals("version = '" + version(round) + "'\n")
                || !script.equals(
                        "#!" + environment.layout().root() + "/bin/python -E\nprint('" + version(round) + "')\n")
                || !Files.exists(environment.layout().root().resolve(LIBRARY))
                || Files.readAllLines(environment.site("tool-" + version(round) + ".dist-info/RECORD"))
                                .size()
                        != 6) {
            throw new IllegalStateException("round " + round + ": " + module + script);
        }
    }
}

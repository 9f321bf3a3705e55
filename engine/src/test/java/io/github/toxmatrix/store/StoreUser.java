package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A process that fills and uses a store until its standard input ends: {@code STORE SCRATCH}. In every round all such processes
 * want the same distribution, which none has yet, and one of them writes into its shared file. It prints a line for each round.
 */
final class StoreUser {

    private static final String LIBRARY = "lib/python3.11/site-packages/tool/large.so";

    private final EnvironmentStore store;
    private final Path scratch;

    private StoreUser(EnvironmentStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws IOException {
        try (EnvironmentStore store = EnvironmentStore.open(Path.of(arguments[0]))) {
            StoreUser user = new StoreUser(
                    store, Files.createDirectories(Path.of(arguments[1])).toRealPath());
            for (int round = 0; System.in.available() == 0; round++) {
                user.use(round);
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
        lease.end();
        FileTree.delete(environment.layout().root());
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

package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.bytecode.InterpreterStore.Identity.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts bytecode of the store into one environment, in folders that are its own. */
final class BytecodeTree {

    /**
     * Where bytecode is checked by time, a source of the project must be older than what a time can tell apart: a test may
     * write it anew within the second. Installers do not look at that either for what they compile.
     */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final InterpreterStore store;
    private final RunCopies copies;
    private final OptimizationLevel level;
    private final Set<Path> folders = new HashSet<>();
    private final List<RunCopies.Link> links = new ArrayList<>();

    BytecodeTree(InterpreterStore store, RunCopies copies, OptimizationLevel level) {
        this.store = store;
        this.copies = copies;
        this.level = level;
    }

    /** Where Python looks for it by itself. */
    void besideSources(List<SourceFile> sources) throws IOException {
        for (SourceFile source : sources) {
            put(source, source.path().resolveSibling("__pycache__"));
        }
    }

    /** In a tree of their own, folder by folder, as below {@code PYTHONPYCACHEPREFIX}. */
    void apart(SourceTree tree) throws IOException {
        for (SourceFile source : tree.sources()) {
            Path relative = tree.root().relativize(source.path());
            if (store.identity().check() == Check.HASH || isSettled(source.path())) {
                put(source, tree.bytecode().resolve(relative).resolveSibling(""));
            }
        }
    }

    /** What the environment shares with others then. */
    List<RunCopies.Link> links() {
        return List.copyOf(links);
    }

    private void put(SourceFile source, Path folder) throws IOException {
        Optional<Path> stored = store.find(source, level);
        if (stored.isEmpty()) {
            return;
        }
        if (folders.add(folder)) {
            Files.createDirectories(folder);
        }
        Path place = folder.resolve(source.module() + "." + store.identity().tag() + level.suffix() + ".pyc");
        try {
            if (store.identity().check() == Check.HASH) {
                copies.link(stored.get(), place).ifPresent(links::add);
            } else {
                RunCopies.copyFor(source.path(), stored.get(), place);
            }
        } catch (StoredBytecode.DamagedException byACrash) {
            store.discard(source, level); // compiled again when it has been missed
        }
    }

    private static boolean isSettled(Path source) throws IOException {
        return Files.exists(source)
                && Files.getLastModifiedTime(source).toInstant().plus(SETTLED).isBefore(Instant.now());
    }
}

package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Code of modules whose assertions pytest has rewritten, for one interpreter. A file's name is a hash of the source's
 * content, of pytest's rewriter and of what was asked of it; processes read it here, none writes. Nothing marks a file as
 * used, so each is made again when {@link StoreCleanup} has taken it for old.
 */
final class RewrittenModules {

    private final InterpreterStore store;
    private final Path folder;

    RewrittenModules(InterpreterStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /**
     * Has the pytest of an environment rewrite modules, in a process of the interpreter that loads nothing else of it.
     *
     * @param sitePackages where that pytest is installed; nothing is made if it is elsewhere
     */
    void make(List<Notes.Rewritten> modules, Path sitePackages, Compiler compiler)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> fields = new ArrayList<>(List.of(sitePackages.toString(), folder.toString()));
        for (Notes.Rewritten module : modules) {
            fields.add(module.passHook() ? "1" : "0");
            fields.add(module.path().toString());
        }
        store.alone(() -> store.run(compiler, fields, "--rewritten"));
    }
}

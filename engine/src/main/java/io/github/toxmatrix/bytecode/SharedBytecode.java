package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.bytecode.InterpreterStore.Identity.Check;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Serves the environments of one run from the store, and learns from them what to compile. Safe for many threads. */
final class SharedBytecode {

    /** How much is compiled before anybody asked for it; what is beyond is compiled once it has been imported. */
    private static final int AT_ONCE = 2_000;

    private static final long LIMIT = 1L << 30; // bytes of the store

    private final ToxProject project;
    private final Path store;
    private final Path script;
    private final RunCopies copies;
    private final Distributions distributions = new Distributions();
    private final ProjectSources sources;
    private final Map<Interpreter, InterpreterStore> stores = new ConcurrentHashMap<>();
    private final Set<BytecodeUse> uses = new LinkedHashSet<>();

    private SharedBytecode(ToxProject project, Path store, Path script, RunCopies copies) {
        this.project = project;
        this.store = store;
        this.script = script;
        this.copies = copies;
        this.sources = new ProjectSources(project.get(CoreKeys.WORK_DIR));
    }

    /**
     * Opens the store.
     *
     * @param store a folder that is ours alone
     * @param copies a folder of this run
     */
    static SharedBytecode open(ToxProject project, Path store, Path copies) throws IOException {
        new StoreCleanup(store, LIMIT, Instant.now()).runIfDue();
        return new SharedBytecode(project, store, Compiler.unpack(store), new RunCopies(copies));
    }

    /** Whether there is a way for this environment; others run as they would without us. */
    static boolean canServe(PythonEnvironment environment) {
        Interpreter base = environment.base();
        boolean supported = isPython2(environment)
                ? base.minor() == 7 && level(environment).level() == 0
                : base.major() > 3 || base.minor() >= 6;
        return supported
                && base.implementation().equals("cpython")
                && environment
                        .variables()
                        .getOrDefault("PYTHONPYCACHEPREFIX", "")
                        .isEmpty();
    }

    /** Gives a new environment the bytecode that is there; its project's is made if its Pythons may not write any. */
    BytecodeUse serve(ToxEnvironment configured, PythonEnvironment environment, ProcessScope processes)
            throws IOException, InterruptedException {
        Compiler compiler = compiler(environment, processes);
        InterpreterStore compiled = store(environment.base(), compiler);
        OptimizationLevel level = level(environment);
        List<SourceTree> trees = trees(configured, environment);
        if (!environment.variables().getOrDefault("PYTHONDONTWRITEBYTECODE", "").isEmpty()) {
            compiled.compile(foreseen(trees), level, compiler);
        }
        BytecodeTree tree = new BytecodeTree(compiled, copies, level);
        if (isPython2(environment)) { // its installers compile the rest
            new Python2Finder(environment, compiled, notes(environment)).install(trees, compiler);
        } else {
            SourceFile hook = sources.read(ImportHook.install(
                    environment.sitePackages(),
                    trees,
                    environment.directory(),
                    notes(environment),
                    compiled.rewritten().folder()));
            compiled.compile(List.of(hook), level, compiler);
            fill(tree, environment, trees);
        }
        BytecodeUse use = new BytecodeUse(configured.name(), tree.links());
        synchronized (uses) {
            uses.forEach(use::meet);
            uses.add(use);
        }
        return use;
    }

    private void fill(BytecodeTree tree, PythonEnvironment environment, List<SourceTree> trees) throws IOException {
        tree.besideSources(distributions.sources(environment.sitePackages()));
        for (SourceTree one : trees) {
            tree.apart(one);
        }
    }

    /** What was written into of the bytecode that an environment shared, when none of its commands runs any more. */
    Optional<SharedChange> end(BytecodeUse use) {
        synchronized (uses) {
            uses.remove(use);
        }
        return use.end();
    }

    /** Compiles what the environment imported without bytecode, for those after it. */
    void learn(PythonEnvironment environment, ProcessScope processes) throws IOException, InterruptedException {
        Notes notes = notes(environment);
        List<SourceFile> imported = new ArrayList<>();
        for (Notes.Missing source : notes.missingSources()) {
            if (Files.isRegularFile(source.path())) {
                imported.add(SourceFile.read(source.path(), source.named()));
            }
        }
        Compiler compiler = compiler(environment, processes);
        if (!imported.isEmpty()) {
            InterpreterStore compiled = store(environment.base(), compiler);
            if (compiled.identity().check() == Check.NAME) { // others have found what is damaged when they were served
                for (SourceFile source : imported) {
                    compiled.missed(source, level(environment));
                }
            }
            compiled.compile(imported, level(environment), compiler);
        }
        List<Notes.Rewritten> rewritten = notes.rewrittenModules();
        if (!rewritten.isEmpty()) {
            store(environment.base(), compiler).rewritten().make(rewritten, environment.sitePackages(), compiler);
        }
    }

    private Compiler compiler(PythonEnvironment environment, ProcessScope processes) {
        return new Compiler(environment.base().executable(), script, processes, environment.variables());
    }

    private InterpreterStore store(Interpreter base, Compiler compiler) throws IOException, InterruptedException {
        InterpreterStore known = stores.get(base);
        if (known != null) {
            return known;
        }
        InterpreterStore opened = InterpreterStore.open(store, InterpreterStore.Identity.ask(compiler));
        InterpreterStore first = stores.putIfAbsent(base, opened);
        return first == null ? opened : first;
    }

    private static boolean isPython2(PythonEnvironment environment) {
        return environment.base().major() == 2;
    }

    private static OptimizationLevel level(PythonEnvironment environment) {
        return OptimizationLevel.of(environment.variables().getOrDefault("PYTHONOPTIMIZE", ""));
    }

    /** Test modules are left to pytest, which compiles them in its own way. */
    private static List<SourceFile> foreseen(List<SourceTree> trees) {
        return trees.stream()
                .flatMap(tree -> tree.sources().stream())
                .filter(source -> !source.module().startsWith("test_")
                        && !source.module().endsWith("_test")
                        && !source.module().equals("conftest"))
                .limit(AT_ONCE)
                .toList();
    }

    /** The folders of the project's sources as Python may name them, none within another. */
    private List<SourceTree> trees(ToxEnvironment configured, PythonEnvironment environment) throws IOException {
        Set<Path> named = new LinkedHashSet<>();
        for (Path folder :
                List.of(project.root(), project.get(CoreKeys.PACKAGE_ROOT), configured.get(RunKeys.CHANGE_DIR))) {
            Path absolute = folder.toAbsolutePath().normalize();
            if (Files.isDirectory(absolute) && !absolute.startsWith(environment.directory())) {
                named.add(absolute);
                named.add(absolute.toRealPath());
            }
        }
        List<SourceTree> trees = new ArrayList<>();
        for (Path root : named) {
            boolean inAnother = named.stream().anyMatch(other -> !other.equals(root) && root.startsWith(other));
            if (!inAnother && root.getNameCount() > 0) {
                Path bytecode = folder(environment).resolve(String.valueOf(trees.size()));
                trees.add(new SourceTree(root, bytecode, sources.below(root)));
            }
        }
        return trees;
    }

    private static Path folder(PythonEnvironment environment) {
        return environment.directory().resolve(".tox-matrix").resolve("bytecode");
    }

    private static Notes notes(PythonEnvironment environment) throws IOException {
        return new Notes(Files.createDirectories(folder(environment)));
    }
}

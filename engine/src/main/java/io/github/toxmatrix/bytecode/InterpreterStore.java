package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytecode of one interpreter: a file for each content of a source, named by its SHA-256 (for 2.7 for each path, too), or an empty {@code .none} where
 * the source cannot be compiled in silence. Shared by JVMs: files appear at once and whole. Safe for many threads.
 */
final class InterpreterStore {

    private static final Duration TOUCH_AFTER = Duration.ofDays(1);

    /** One compiling at a time in one folder: channels do not lock against their own process. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path folder;
    private final Identity identity;
    private final Set<String> none = ConcurrentHashMap.newKeySet();
    /** Whether its file is known to have been used of late, so that it is not cleared away. */
    private final Map<String, Boolean> compiled = new ConcurrentHashMap<>();

    /**
     * What distinguishes bytecode.
     *
     * @param tag {@code sys.implementation.cache_tag}
     * @param check how it is told to be that of a source
     * @param key differs whenever the bytecode could
     */
    record Identity(String tag, Check check, String key) {

        /** What an interpreter compares with the source. */
        enum Check {
            /** A hash of its content (PEP 552). */
            HASH,
            /** Its time and size. */
            TIME,
            /** Nothing: our finder looks for code by content and path. */
            NAME
        }

        static Identity ask(Compiler compiler) throws IOException, InterruptedException {
            List<String> lines = compiler.run("--describe");
            int start = lines.indexOf("tox-matrix");
            if (start < 0 || lines.size() < start + 4) {
                throw new IOException(compiler.python() + " did not say what its bytecode is: " + lines);
            }
            return new Identity(
                    lines.get(start + 1),
                    switch (lines.get(start + 2)) {
                        case "hashed" -> Check.HASH;
                        case "timed" -> Check.TIME;
                        default -> Check.NAME;
                    },
                    lines.get(start + 3).substring(0, 16));
        }
    }

    private InterpreterStore(Path folder, Identity identity) {
        this.folder = folder;
        this.identity = identity;
    }

    static InterpreterStore open(Path store, Identity identity) throws IOException {
        Path folder = Files.createDirectories(store.resolve(identity.tag() + "-" + identity.key()));
        InterpreterStore opened = new InterpreterStore(folder, identity);
        opened.look();
        return opened;
    }

    private void look() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(".pyc")) {
                    compiled.put(name.substring(0, name.length() - 4), false);
                } else if (name.endsWith(".none")) {
                    none.add(name.substring(0, name.length() - 5));
                }
            }
        }
    }

    Identity identity() {
        return identity;
    }

    /** Where processes of an interpreter that has no other place to look find code themselves ({@code NAME}). */
    Path folder() {
        return folder;
    }

    RewrittenModules rewritten() {
        return new RewrittenModules(this, folder.resolve("rewritten"));
    }

    /** The bytecode of a source, if it is there. */
    Optional<Path> find(SourceFile source, OptimizationLevel level) throws IOException {
        String name = name(source, level);
        Boolean used = compiled.get(name);
        if (used == null) {
            return Optional.empty();
        }
        Path file = folder.resolve(name + ".pyc");
        if (!used) {
            try {
                touch(file);
            } catch (NoSuchFileException clearedAway) { // by another JVM
                compiled.remove(name);
                return Optional.empty();
            }
            compiled.put(name, true);
        }
        return Optional.of(file);
    }

    private static void touch(Path file) throws IOException {
        Instant now = Instant.now();
        if (Files.getLastModifiedTime(file).toInstant().plus(TOUCH_AFTER).isBefore(now)) {
            Files.setLastModifiedTime(file, FileTime.from(now));
        }
    }

    /** The bytecode of a source whose compilation says nothing. */
    byte[] bytecode(SourceFile source, Compiler compiler) throws IOException, InterruptedException {
        OptimizationLevel level = new OptimizationLevel(0);
        missed(source, level);
        compile(List.of(source), level, compiler);
        return StoredBytecode.read(folder.resolve(name(source, level) + ".pyc"));
    }

    /** What processes said that they lack: what is damaged, and what another JVM has cleared away, will be compiled again. */
    void missed(SourceFile source, OptimizationLevel level) throws IOException {
        Optional<Path> stored = find(source, level);
        if (stored.isPresent()) {
            try {
                StoredBytecode.read(stored.get());
            } catch (StoredBytecode.DamagedException byACrash) {
                discard(source, level);
            }
        }
    }

    /** Takes away what is damaged, so that it is compiled again. */
    void discard(SourceFile source, OptimizationLevel level) throws IOException {
        String name = name(source, level);
        compiled.remove(name);
        Files.deleteIfExists(folder.resolve(name + ".pyc"));
    }

    /** Compiles what is neither there nor known not to compile. Nothing is left half-written, whenever it ends. */
    void compile(Collection<SourceFile> sources, OptimizationLevel level, Compiler compiler)
            throws IOException, InterruptedException {
        if (missing(sources, level).isEmpty()) {
            return;
        }
        alone(() -> {
            sources.forEach(source -> lookFor(name(source, level)));
            compileAll(missing(sources, level), level, compiler);
        });
    }

    /** What only one of all JVMs does at a time. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    void alone(Work work) throws IOException, InterruptedException {
        ReentrantLock own = LOCKS.computeIfAbsent(folder, path -> new ReentrantLock());
        own.lockInterruptibly();
        try {
            FileChannel lock = CompileSlot.LockedFile.open(folder.resolve(".lock"));
            try {
                work.run();
            } finally {
                lock.close();
            }
        } finally {
            own.unlock();
        }
    }

    private void compileAll(Collection<SourceFile> missing, OptimizationLevel level, Compiler compiler)
            throws IOException, InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        try {
            run(compiler, list(missing, level));
        } finally {
            missing.forEach(source -> lookFor(name(source, level)));
        }
    }

    /** Compiles what a list says, when a processor is free for it. */
    void run(Compiler compiler, List<String> fields, String... options) throws IOException, InterruptedException {
        Path list = Files.createTempFile(folder, "list", ".part");
        CompileSlot slot = CompileSlot.take(folder.resolveSibling(""));
        try {
            Files.writeString(list, String.join("\0", fields) + "\0");
            List<String> arguments = new ArrayList<>(List.of(options));
            arguments.add(list.toString());
            compiler.run(arguments.toArray(String[]::new));
        } finally {
            slot.close();
            Files.deleteIfExists(list);
        }
    }

    private List<String> list(Collection<SourceFile> sources, OptimizationLevel level) {
        List<String> fields = new ArrayList<>(List.of(String.valueOf(level.level())));
        for (SourceFile source : sources) {
            fields.add(source.path().toString());
            fields.add(source.named());
            fields.add(source.sha256());
            fields.add(folder.resolve(name(source, level)).toString());
        }
        return fields;
    }

    private Collection<SourceFile> missing(Collection<SourceFile> sources, OptimizationLevel level) {
        Map<String, SourceFile> missing = new LinkedHashMap<>();
        for (SourceFile source : sources) {
            String name = name(source, level);
            if (!compiled.containsKey(name) && !none.contains(name)) {
                missing.putIfAbsent(name, source);
            }
        }
        return missing.values();
    }

    private void lookFor(String name) {
        if (compiled.containsKey(name)) {
            return;
        }
        if (Files.exists(folder.resolve(name + ".none"))) {
            none.add(name);
        } else if (Files.exists(folder.resolve(name + ".pyc"))) {
            compiled.put(name, false);
        }
    }

    private String name(SourceFile source, OptimizationLevel level) {
        return (identity.check() == Identity.Check.NAME ? source.sha256WithName() : source.sha256()) + level.suffix();
    }
}

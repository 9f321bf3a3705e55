package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that compiles into a store until its standard input ends: {@code PYTHON STORE SCRATCH}. In every round all such processes
 * want the same modules, which have no bytecode yet. It prints a line for each round.
 */
final class BytecodeUser {

    /** In each round. */
    static final int MODULES = 12;

    private BytecodeUser() {}

    public static void main(String[] arguments) throws Exception {
        Path python = Path.of(arguments[0]);
        Path store = Path.of(arguments[1]);
        Path scratch = Files.createDirectories(Path.of(arguments[2]));
        try (Processes processes = Processes.open();
                ProcessScope scope = processes.scope("user", Optional.empty())) {
            Compiler compiler = new Compiler(python, Compiler.unpack(store), scope, Map.of());
            InterpreterStore opened = InterpreterStore.open(store, InterpreterStore.Identity.ask(compiler));
            for (int round = 0; System.in.available() == 0; round++) {
                compile(opened, sources(scratch, round), compiler);
                System.out.println(round);
            }
        }
    }

    private static void compile(InterpreterStore store, List<SourceFile> sources, Compiler compiler)
            throws IOException, InterruptedException {
        store.compile(sources, new OptimizationLevel(0), compiler);
        for (SourceFile source : sources) {
            Path found = store.find(source, new OptimizationLevel(0)).orElseThrow();
            if (Files.size(found) < 20) {
                throw new IOException(found + " is not whole");
            }
        }
    }

    /** The same for all processes. */
    static List<SourceFile> sources(Path folder, int round) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        for (int number = 0; number < MODULES; number++) {
            String text = "VALUE = " + round + ", " + number + "\n" + "DATA = '" + "x".repeat(20_000) + "'\n";
            sources.add(SourceFile.read(Files.writeString(folder.resolve("mod" + number + ".py"), text)));
        }
        return sources;
    }
}

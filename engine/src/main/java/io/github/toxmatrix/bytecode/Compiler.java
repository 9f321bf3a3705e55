package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An interpreter that compiles, one process for many files.
 *
 * @param python the interpreter itself, not that of a virtual environment
 * @param script {@code compile_bytecode.py}
 * @param variables of the environment; those that tell Python how to work are left out
 */
record Compiler(Path python, Path script, ProcessScope processes, Map<String, String> variables) {

    /**
     * Puts the script where processes can read it.
     *
     * @param folder ours alone
     */
    static Path unpack(Path folder) throws IOException {
        byte[] content = resource("compile_bytecode.py");
        Path script = folder.resolve("compile-" + Sha256.hex(content).substring(0, 16) + ".py");
        if (!Files.exists(script)) {
            Path part = Files.createTempFile(folder, "compile", ".part");
            Files.write(part, content);
            Files.move(part, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream source = Compiler.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IOException(name + " is missing in the jar of tox-matrix");
            }
            return source.readAllBytes();
        }
    }

    /**
     * Runs the script.
     *
     * @return the lines it printed
     * @throws IOException if it cannot be started or fails; with its own words
     */
    List<String> run(String... arguments) throws IOException, InterruptedException {
        Map<String, String> own = new HashMap<>(variables);
        own.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("PYTHON"));
        List<String> command = new ArrayList<>(List.of(python.toString(), "-E", "-S", "-B", script.toString()));
        command.addAll(List.of(arguments));
        List<String> printed = Collections.synchronizedList(new ArrayList<>());
        try {
            ExitStatus status = processes.run(
                    new ProcessRequest(command, script.resolveSibling(""), own), (channel, text) -> printed.add(text));
            if (!status.isSuccess()) {
                throw new IOException(python + " ended with " + status.code()
                        + (status.timedOut() ? " at its time limit" : "") + " when it compiled: " + text(printed));
            }
        } catch (ProcessStartException notStarted) {
            throw new IOException("cannot start " + python + ": " + notStarted.getMessage(), notStarted);
        }
        return text(printed).lines().toList();
    }

    private static String text(List<String> printed) {
        synchronized (printed) {
            return String.join("", printed);
        }
    }
}

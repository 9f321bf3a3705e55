package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code tox_matrix_bytecode_2.py}, compiled, and the {@code .pth} file that starts it in an environment of Python 2.7. It is loaded
 * without a file that tools which measure coverage could take for a source.
 *
 * @param compiled where its processes find code themselves
 * @param notes where sources without code are noted
 */
record Python2Finder(PythonEnvironment environment, InterpreterStore compiled, Notes notes) {

    private static final String MODULE = "tox_matrix_bytecode";
    private static final String NO_FILE = "<tox-matrix>";

    /** Puts it there. */
    void install(List<SourceTree> trees, Compiler compiler) throws IOException, InterruptedException {
        Path source = notes.folder().resolve(MODULE + "_2.py");
        WholeFile.write(source, Compiler.resource(MODULE + "_2.py"));
        Path module = notes.folder().resolve(MODULE);
        WholeFile.write(module, compiled.bytecode(SourceFile.read(source, NO_FILE), compiler));
        String load = "imp.load_compiled('" + MODULE + "', '" + NO_FILE + "', open(" + literal(module) + ", 'rb'))";
        String folders = trees.stream().map(tree -> folder(tree.root())).collect(Collectors.joining(", ", "[", "]"));
        String call = "install(" + folders + ", " + folder(environment.directory()) + ", "
                + pair(compiled.folder(), notes.missing()) + ", "
                + pair(compiled.rewritten().folder(), notes.rewritten()) + ")";
        WholeFile.write(
                environment.sitePackages().resolve("_" + MODULE + ".pth"),
                ("import imp; " + load + "." + call + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String pair(Path one, Path other) {
        return "(" + literal(one) + ", " + literal(other) + ")";
    }

    private static String folder(Path path) {
        return literal(SourceTree.prefix(path));
    }

    private static String literal(Path path) {
        return literal(path.toString());
    }

    /** As Python 2 reads it, whose paths are bytes. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (one >= ' ' && one <= '~' && one != '\\' && one != '\'') {
                literal.append((char) one);
            } else {
                literal.append(String.format("\\x%02x", one & 0xff));
            }
        }
        return literal.append("'").toString();
    }
}

package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** {@code tox_matrix_bytecode.py} in an environment's site-packages, and the {@code .pth} file that starts it. */
final class ImportHook {

    private static final String MODULE = "tox_matrix_bytecode";

    private ImportHook() {}

    /**
     * Puts it there.
     *
     * @param environment {@code env_dir}
     * @param notes where sources without bytecode are noted
     * @param rewritten the folder of modules that pytest has rewritten
     * @return the module, a source like any other
     */
    static Path install(Path sitePackages, List<SourceTree> trees, Path environment, Notes notes, Path rewritten)
            throws IOException {
        Path module = sitePackages.resolve(MODULE + ".py");
        WholeFile.write(module, Compiler.resource(MODULE + ".py"));
        String pairs = trees.stream()
                .map(tree -> "(" + folder(tree.root()) + ", " + folder(tree.bytecode()) + ")")
                .collect(Collectors.joining(", "));
        String call = MODULE + ".install([" + pairs + "], " + folder(environment) + ", [" + folder(sitePackages) + "], "
                + literal(notes.missing().toString()) + ", (" + literal(rewritten.toString()) + ", "
                + literal(notes.rewritten().toString()) + "))";
        // The name comes before those of other .pth files, which may import.
        WholeFile.write(
                sitePackages.resolve("_" + MODULE + ".pth"),
                ("import " + MODULE + "; " + call + "\n").getBytes(StandardCharsets.US_ASCII));
        return module;
    }

    private static String folder(Path path) {
        return literal(SourceTree.prefix(path));
    }

    /** As Python 3 reads it from a file of any encoding. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.codePoints().forEach(character -> {
            if (character == '\\' || character == '\'' || character < ' ' || character > '~') {
                literal.append(String.format("\\U%08x", character));
            } else {
                literal.appendCodePoint(character);
            }
        });
        return literal.append("'").toString();
    }
}

package io.github.toxmatrix.bytecode;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with sources of the project.
 *
 * @param root as Python may name it
 * @param bytecode the folder below which one environment finds their bytecode
 */
record SourceTree(Path root, Path bytecode, List<SourceFile> sources) {

    /** With what the names of all that lies in a folder begin. */
    static String prefix(Path folder) {
        return folder.toString().endsWith(File.separator) ? folder.toString() : folder + File.separator;
    }
}

package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an environment's processes note: by them untrusted, and torn where one was killed.
 *
 * @param folder of one environment
 */
record Notes(Path folder) {

    /**
     * A module that pytest rewrote itself.
     *
     * @param passHook whether {@code pytest_assertion_pass} was to be called, which is code of its own
     */
    record Rewritten(boolean passHook, Path path) {}

    Path missing() {
        return folder.resolve("missing");
    }

    Path rewritten() {
        return folder.resolve("rewritten");
    }

    /** Sources that were imported without bytecode. */
    List<Path> missingSources() throws IOException {
        return texts(missing()).flatMap(Notes::source).toList();
    }

    List<Rewritten> rewrittenModules() throws IOException {
        return texts(rewritten())
                .filter(text -> text.startsWith("0") || text.startsWith("1"))
                .flatMap(text -> source(text.substring(1)).map(path -> new Rewritten(text.charAt(0) == '1', path)))
                .toList();
    }

    private static Stream<Path> source(String text) {
        try {
            return text.endsWith(".py") ? Stream.of(Path.of(text)) : Stream.empty();
        } catch (InvalidPathException torn) {
            return Stream.empty();
        }
    }

    private static Stream<String> texts(Path file) throws IOException {
        return Files.exists(file)
                ? Stream.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"))
                        .distinct()
                : Stream.empty();
    }
}

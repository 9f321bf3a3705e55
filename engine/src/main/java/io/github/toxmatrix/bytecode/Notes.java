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
     * A source that was imported without bytecode.
     *
     * @param named its path as Python said it
     */
    record Missing(Path path, String named) {}

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

    /** Sources that were imported without bytecode: a path, and behind a line feed what Python called it if that was another. */
    List<Missing> missingSources() throws IOException {
        return texts(missing())
                .flatMap(text -> {
                    int end = text.indexOf('\n');
                    String path = end < 0 ? text : text.substring(0, end);
                    return source(path).map(source -> new Missing(source, text.substring(end + 1)));
                })
                .toList();
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

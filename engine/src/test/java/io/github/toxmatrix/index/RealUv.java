package io.github.toxmatrix.index;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.interpreter.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The uv of this machine: on PATH, or where a run has put it. */
public final class RealUv {

    private RealUv() {}

    public static Path find() {
        Path cached = CacheFolder.of(Optional.empty(), System.getenv()).path().resolve("uv");
        return Stream.concat(Platform.current().path(System.getenv()).stream(), versions(cached).stream())
                .map(each -> each.resolve(Platform.current().executable("uv")))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> abort("There is no uv on PATH, and no run has fetched one."));
    }

    private static List<Path> versions(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

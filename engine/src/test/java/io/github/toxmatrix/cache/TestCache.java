package io.github.toxmatrix.cache;

import java.nio.file.Path;

/** What tests keep between runs: in the build's folder, not among what the user's own runs keep. */
public final class TestCache {

    private TestCache() {}

    /** One for all tests, for uv is fetched into it where none is on {@code PATH}. */
    public static CacheFolder folder() {
        return new CacheFolder(Path.of("target", "test-cache").toAbsolutePath());
    }
}

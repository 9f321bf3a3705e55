package io.github.toxmatrix.index.setting;

import java.net.URI;

/** Whether installers go through a caching index. */
public sealed interface IndexUse {

    /** What has to be asked of an index is asked through ours; directly where ours cannot be served. */
    record Auto() implements IndexUse {}

    /** The same, but an error where ours cannot be served. */
    record On() implements IndexUse {}

    /** Never. */
    record Off() implements IndexUse {}

    /**
     * Through one that the command {@code index} serves.
     *
     * @param base {@code http://HOST:PORT/SECRET/}
     */
    record Shared(URI base) implements IndexUse {

        @Override
        public String toString() {
            return "Shared[" + base.getAuthority() + "]";
        }
    }

    /** @throws IllegalArgumentException that says what it may be, and nothing of what it is: that may hold a secret */
    static IndexUse parse(String text) {
        return switch (text.strip()) {
            case "auto" -> new Auto();
            case "on" -> new On();
            case "off" -> new Off();
            default -> shared(text.strip());
        };
    }

    private static Shared shared(String text) {
        if (!text.matches("http://[^/@?#]+/[0-9a-f]{48}/?")) {
            throw new IllegalArgumentException(
                    "it has to be auto, on, off, or a URL that `index` prints, http://HOST:PORT/SECRET/");
        }
        return new Shared(URI.create(text.endsWith("/") ? text : text + "/"));
    }
}

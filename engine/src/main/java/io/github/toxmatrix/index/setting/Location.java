package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.index.server.ServedIndex;
import io.github.toxmatrix.index.upstream.Upstream;
import java.util.Optional;

/**
 * A place where an installer is told to look for packages.
 *
 * @param text as it is configured; may hold credentials
 * @param name that uv knows it by
 * @param upstream no value if our index cannot stand before it: a folder, {@code file:}, what only the installer can reach
 */
public record Location(String text, Optional<String> name, Optional<Upstream> upstream) {

    public static Location of(String text, Upstream.Kind kind) {
        return new Location(text, Optional.empty(), Upstream.parse(text, kind));
    }

    /** What to tell the installer instead. */
    String through(ServedIndex index) {
        String url = upstream.flatMap(index::url).map(String::valueOf).orElse(text);
        return name.map(own -> own + "=" + url).orElse(url);
    }

    @Override
    public String toString() {
        return upstream.map(Upstream::toString).orElse("Location[direct]");
    }
}

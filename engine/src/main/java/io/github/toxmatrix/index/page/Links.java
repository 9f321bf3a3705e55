package io.github.toxmatrix.index.page;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** URLs on pages, which indexes do not always escape as they should. */
final class Links {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Links() {}

    /** Makes a link absolute, without its fragment; empty if it does not lead to a file that HTTP gives. */
    static Optional<URI> resolve(URI base, String link) {
        try {
            URI url = base.resolve(URI.create(escape(withoutFragment(link.strip()))))
                    .normalize();
            boolean usable = url.getScheme() != null
                    && SCHEMES.contains(url.getScheme().toLowerCase(java.util.Locale.ROOT))
                    && url.getHost() != null
                    && url.getPath() != null;
            return usable ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    static String withoutFragment(String link) {
        int hash = link.indexOf('#');
        return hash < 0 ? link : link.substring(0, hash);
    }

    static String fragment(String link) {
        int hash = link.indexOf('#');
        return hash < 0 ? "" : link.substring(hash + 1);
    }

    /** Escapes what no URL may contain, and leaves what is escaped already. */
    private static String escape(String link) {
        StringBuilder escaped = new StringBuilder(link.length());
        for (byte each : link.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            int code = each & 0xff;
            if (code <= ' ' || code >= 0x7f || "\"<>\\^`{|}".indexOf(code) >= 0) {
                escaped.append('%').append(String.format("%02X", code));
            } else {
                escaped.append((char) code);
            }
        }
        return escaped.toString();
    }
}

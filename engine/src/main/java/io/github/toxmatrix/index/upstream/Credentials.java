package io.github.toxmatrix.index.upstream;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A user and a password. Only {@link #authorization} shows them. */
public record Credentials(String user, String password) {

    /** Those in a URL, {@code https://user:password@host}; a token may stand alone. */
    static Optional<Credentials> of(URI url) {
        return Optional.ofNullable(url.getRawUserInfo())
                .filter(info -> !info.isEmpty())
                .map(info -> {
                    int colon = info.indexOf(':');
                    return new Credentials(
                            decode(colon < 0 ? info : info.substring(0, colon)),
                            colon < 0 ? "" : decode(info.substring(colon + 1)));
                });
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return text;
        }
    }

    public String authorization() {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}

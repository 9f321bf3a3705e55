package io.github.toxmatrix.index.upstream;

import io.github.toxmatrix.digest.Sha256;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A package index of the user's.
 *
 * @param url without credentials, query kept, of scheme http or https; of an index without a slash at its end
 * @param kind how it is laid out
 * @param credentials those that were given with its URL; of others {@link Network} knows
 * @param manner how it is asked and understood
 */
public record Upstream(URI url, Kind kind, Optional<Credentials> credentials, Manner manner) {

    /** Stands for a project where an index has one page for all. */
    public static final String ALL = "-";

    public Upstream(URI url, Kind kind, Optional<Credentials> credentials) {
        this(url, kind, credentials, Manner.PLAIN);
    }

    /** How packages lie there. */
    public enum Kind {
        /** A page for each project (PEP 503). */
        SIMPLE,
        /** One page of links to files: pip's and uv's {@code find-links}. */
        FLAT
    }

    /** Reads a URL as it is configured; empty if our index cannot stand before it, as with {@code file:} or a folder. */
    public static Optional<Upstream> parse(String text, Kind kind) {
        try {
            URI url = URI.create(text.strip());
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if ((!scheme.equals("http") && !scheme.equals("https")) || url.getHost() == null) {
                return Optional.empty();
            }
            String path = kind == Kind.SIMPLE ? url.getRawPath().replaceFirst("/+$", "") : url.getRawPath();
            String host = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
            String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            URI plain = URI.create(scheme + "://" + host.toLowerCase(Locale.ROOT) + path + query);
            return Optional.of(new Upstream(plain, kind, Credentials.of(url)));
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    /**
     * Names it in URLs and folders. What two indexes give is never mixed, nor what two users of one index see; a
     * password that changes changes nothing.
     */
    public String id() {
        String user = credentials.map(Credentials::user).orElse("");
        String rules = manner.equals(Manner.PLAIN) ? "" : " " + manner;
        return Sha256.hex(kind + " " + url + " " + user + rules).substring(0, 16);
    }

    /** Whether a user is told and no password: a keyring may have it. */
    public boolean lacksPassword() {
        return credentials.filter(found -> found.password().isEmpty()).isPresent();
    }

    /** For people. */
    public String shown() {
        return shown(url);
    }

    /** A URL for people: what may be a secret in it is left out, a user and a query. */
    public static String shown(URI url) {
        return url.toString().replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    /** Where it is below a place that has several. */
    public URI below(URI base) {
        return URI.create(base + id() + "/" + (kind == Kind.FLAT ? ALL + "/" : ""));
    }

    /** Where the page of a project is. */
    public URI page(String project) {
        return kind == Kind.FLAT ? url : URI.create(url + "/" + project + "/");
    }
}

package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.page.FileLink;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.index.upstream.UpstreamClient;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A file that a page names: a distribution, or the metadata beside one.
 *
 * @param url absolute
 * @param expected what it must hash to, if the page says so
 * @param size in bytes, if the page says so
 */
public record Artifact(Upstream upstream, URI url, Optional<Hashing.Expected> expected, OptionalLong size) {

    /** What nobody can make a second content for; so one copy serves all indexes that name it. */
    private static final Set<String> STRONG = Set.of("SHA-224", "SHA-256", "SHA-384", "SHA-512");

    static Artifact of(Upstream upstream, FileLink link) {
        return new Artifact(upstream, link.url(), Hashing.Expected.of(link.hashes()), link.size());
    }

    static Artifact metadataOf(Upstream upstream, FileLink link) {
        String query = link.url().getRawQuery() == null ? "" : "?" + link.url().getRawQuery();
        String path = link.url().toString();
        URI url = URI.create(path.substring(0, path.length() - query.length()) + ".metadata" + query);
        return new Artifact(upstream, url, Hashing.Expected.of(link.metadata().hashes()), OptionalLong.empty());
    }

    /** For people. */
    String shown() {
        return Upstream.shown(url);
    }

    /** What stands for it in URLs: of another content it is another one. */
    public static String key(FileLink link) {
        return Sha256.hex(Hashing.Expected.of(link.hashes())
                        .map(Hashing.Expected::toString)
                        .orElseGet(() -> link.url().toString()))
                .substring(0, 24);
    }

    /** Whether its content is told by a hash that can be checked, so that of another content it is another file. */
    public static boolean isLasting(FileLink link) {
        return Hashing.Expected.of(link.hashes()).isPresent();
    }

    /** In bytes, as its index tells, or else its page; -1 if neither does. */
    long length(UpstreamClient.Answer answer) {
        return answer.length() >= 0 ? answer.length() : size.orElse(-1);
    }

    /** Where it lies. A file without a strong hash is its index's own: nobody else could say that it is the same. */
    Path place(PackageCache folder) {
        String name = expected.filter(hash -> STRONG.contains(hash.algorithm()))
                .map(hash -> hash.algorithm() + "-" + hash.digits())
                .orElseGet(() -> upstream.id() + "-" + Sha256.hex(expected + " " + url));
        return folder.files().resolve(Sha256.hex(name).substring(0, 2)).resolve(name);
    }

    /** For its hash, if one is known. */
    Optional<MessageDigest> newDigest() {
        return expected.map(hash -> Hashing.digest(hash.algorithm()));
    }

    /** Whether what was digested is it. */
    boolean isRight(Optional<MessageDigest> digested) {
        return expected.map(hash -> hash.matches(digested.orElseThrow())).orElse(true);
    }
}

package io.github.toxmatrix.index.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, and how to show who one is: PEM files, as pip and uv take them.
 *
 * @param authorities bundles of certificates; the JDK's own and then the machine's if there are none
 * @param client a certificate with its private key
 * @param machine where bundles of the machine may be, of which the first that is there counts
 */
public record Certificates(List<Path> authorities, Optional<Path> client, List<Path> machine) {

    /** Where systems have theirs, to which administrators add their own, and which newer pips and uv trust. */
    private static final List<Path> OF_SYSTEMS = Stream.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/ca-bundle.pem",
                    "/etc/ssl/cert.pem")
            .map(Path::of)
            .toList();

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final char[] NO_PASSWORD = new char[0];

    public Certificates(List<Path> authorities, Optional<Path> client) {
        this(authorities, client, OF_SYSTEMS);
    }

    /**
     * Looks whether files have in them what they are named for. To read them all takes longer than most runs have to wait for
     * an index, so it is left to the first request.
     *
     * @throws IOException if one has not; names it
     */
    public void check() throws IOException {
        for (Path file : authorities) {
            requireCertificates(file, blocks(file));
        }
        if (client.isPresent()) {
            List<MatchResult> blocks = blocks(client.get());
            key(client.get(), blocks);
            requireCertificates(client.get(), blocks);
        }
    }

    /** @throws IOException if a file cannot be used; names it */
    public SSLContext context(boolean verified) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(client.isPresent() ? identity(client.get()) : null, NO_PASSWORD);
            TrustManager[] trust = verified ? trust() : new TrustManager[] {new Anybody()};
            context.init(keys.getKeyManagers(), trust, null);
            return context;
        } catch (GeneralSecurityException failed) {
            throw new IOException("the certificates of " + authorities + client + " cannot be used: " + failed, failed);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException, IOException {
        if (!authorities.isEmpty()) {
            return managers(store(authorities));
        }
        TrustManager[] own = managers(null);
        Optional<Path> bundle = machine.stream().filter(Files::isRegularFile).findFirst();
        return bundle.isPresent() && own.length == 1 && own[0] instanceof X509ExtendedTrustManager first
                ? new TrustManager[] {new SecondTrust(first, () -> second(bundle.get()))}
                : own;
    }

    private static X509ExtendedTrustManager second(Path bundle) throws CertificateException {
        try {
            return (X509ExtendedTrustManager) managers(store(List.of(bundle)))[0];
        } catch (GeneralSecurityException | IOException unusable) {
            throw new CertificateException("the certificates of " + bundle + " cannot be used", unusable);
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore store(List<Path> bundles) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (Path file : bundles) {
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("authority" + store.size(), certificate);
            }
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> found = new ArrayList<>();
        for (MatchResult block : requireCertificates(file, blocks(file))) {
            found.add(factory.generateCertificate(new ByteArrayInputStream(decode(block))));
        }
        return found;
    }

    private static List<MatchResult> requireCertificates(Path file, List<MatchResult> blocks) throws IOException {
        List<MatchResult> found = blocks.stream()
                .filter(block -> block.group(1).endsWith("CERTIFICATE"))
                .toList();
        if (found.isEmpty()) {
            throw new IOException(file + " has no certificates in it");
        }
        return found;
    }

    private static KeyStore identity(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(
                "client",
                privateKey(decode(key(file, blocks(file)))),
                NO_PASSWORD,
                certificates(file).toArray(Certificate[]::new));
        return store;
    }

    private static MatchResult key(Path file, List<MatchResult> blocks) throws IOException {
        return blocks.stream()
                .filter(block -> block.group(1).equals("PRIVATE KEY"))
                .findFirst()
                .orElseThrow(() -> new IOException(file + " has no private key of the form PKCS #8 (BEGIN PRIVATE KEY);"
                        + " `openssl pkcs8 -topk8 -nodes` makes one of another form"));
    }

    private static PrivateKey privateKey(byte[] key) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("no kind of key");
        for (String kind : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(key));
            } catch (GeneralSecurityException another) {
                last = another;
            }
        }
        throw last;
    }

    private static List<MatchResult> blocks(Path file) throws IOException {
        return BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .results()
                .toList();
    }

    private static byte[] decode(MatchResult block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    /** For hosts that the user has told pip or uv to trust without a certificate. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

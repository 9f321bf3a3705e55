package io.github.toxmatrix.index.upstream;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts whom one trusts, or else another, which is not made before it is needed: to read all certificates of a machine takes long. */
final class SecondTrust extends X509ExtendedTrustManager {

    /** Makes the other. */
    @FunctionalInterface
    interface Second {
        X509ExtendedTrustManager get() throws CertificateException;
    }

    /** Asks one. */
    @FunctionalInterface
    private interface Check {
        void by(X509ExtendedTrustManager trust) throws CertificateException;
    }

    private final X509ExtendedTrustManager first;
    private final Second second;
    private @Nullable X509ExtendedTrustManager made;

    SecondTrust(X509ExtendedTrustManager first, Second second) {
        super();
        this.first = first;
        this.second = second;
    }

    /** What the first has to say is told, unless the second trusts. */
    private void check(Check check) throws CertificateException {
        try {
            check.by(first);
        } catch (CertificateException unknown) {
            try {
                check.by(second());
            } catch (CertificateException unknownToo) {
                unknown.addSuppressed(unknownToo);
                throw unknown;
            }
        }
    }

    /** Made for the first whom it is needed for. */
    private synchronized X509ExtendedTrustManager second() throws CertificateException {
        if (made == null) {
            made = second.get();
        }
        return made;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(trust -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(trust -> trust.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(trust -> trust.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        first.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        first.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        first.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return first.getAcceptedIssuers();
    }
}

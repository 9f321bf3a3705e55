package io.github.toxmatrix.index;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;

/** Why something failed, in words, where the JDK's exceptions have none. */
final class Reason {

    private Reason() {}

    static String of(Throwable failed) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
                return "its host is not known";
            }
        }
        if (failed instanceof HttpTimeoutException) {
            if (failed instanceof ClosedChannelException) {
                return "interrupted";
            }
            return failed.getMessage() == null ? "it does not answer" : "timed out: " + failed.getMessage();
        }
        if (failed instanceof ConnectException) {
            return "it cannot be reached";
        }
        if (failed instanceof ClosedChannelException) {
            return "interrupted";
        }
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }
}

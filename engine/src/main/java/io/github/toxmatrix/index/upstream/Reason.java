package io.github.toxmatrix.index.upstream;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.stream.Stream;

/** Why something failed, in words, where the JDK's exceptions have none. */
public final class Reason {

    private Reason() {}

    public static String of(Throwable failed) {
        if (isUnknownHost(failed)) {
            return "its host is not known";
        }
        String message = failed.getMessage();
        if (failed instanceof HttpTimeoutException) {
            return message == null ? "it does not answer" : "timed out: " + message;
        }
        if (failed instanceof ConnectException) {
            return "it cannot be reached, nothing accepts a connection there";
        }
        if (failed instanceof ClosedChannelException) {
            return "interrupted";
        }
        if ("closed".equals(message)) { // the JDK's word for a body that ends before its end
            return "it was cut off in the middle";
        }
        return message == null ? failed.getClass().getSimpleName() : message;
    }

    private static boolean isUnknownHost(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .anyMatch(each -> Stream.of(UnresolvedAddressException.class, UnknownHostException.class)
                        .anyMatch(kind -> kind.isInstance(each)));
    }
}

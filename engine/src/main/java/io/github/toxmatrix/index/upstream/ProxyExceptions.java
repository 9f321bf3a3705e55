package io.github.toxmatrix.index.upstream;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is asked without a proxy, as {@code NO_PROXY} lists it: {@code *} for everything, names of hosts, each with all below it,
 * addresses, networks ({@code 10.0.0.0/8}); one with a port is for that port alone.
 *
 * @param entries in lower case
 */
record ProxyExceptions(List<String> entries) {

    private static final Pattern FOUR = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}(?<!\\.)");

    ProxyExceptions {
        entries = List.copyOf(entries);
    }

    static ProxyExceptions none() {
        return new ProxyExceptions(List.of());
    }

    static ProxyExceptions parse(String text) {
        return new ProxyExceptions(Stream.of(text.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean cover(URI url) {
        String host = withoutBrackets(String.valueOf(url.getHost()).toLowerCase(Locale.ROOT));
        return entries.stream().anyMatch(entry -> covers(entry, host, url.getPort()));
    }

    private static boolean covers(String entry, String host, int port) {
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return isWithin(address(host), address(entry.substring(0, slash)), entry.substring(slash + 1));
        }
        String name = entry.replaceFirst("^\\*?\\.", "");
        if (name.matches("[^:]+:\\d+|\\[.*]:\\d+")) {
            int colon = name.lastIndexOf(':');
            return name.substring(colon + 1).equals(String.valueOf(port))
                    && isSameOrAbove(withoutBrackets(name.substring(0, colon)), host);
        }
        return name.equals("*") || isSameOrAbove(withoutBrackets(name), host);
    }

    private static boolean isSameOrAbove(String name, String host) {
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isWithin(Optional<byte[]> host, Optional<byte[]> network, String length) {
        if (host.isEmpty() || network.isEmpty() || !length.matches("\\d{1,3}")) {
            return false;
        }
        int rest = 8 * network.get().length - Integer.parseInt(length);
        return host.get().length == network.get().length
                && rest >= 0
                && new BigInteger(1, host.get())
                        .shiftRight(rest)
                        .equals(new BigInteger(1, network.get()).shiftRight(rest));
    }

    /** Of what is one; no name is looked up. */
    private static Optional<byte[]> address(String text) {
        boolean four = FOUR.matcher(text).matches();
        if (!four && !text.contains(":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    InetAddress.getByName(four ? text : "[" + text + "]").getAddress());
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    private static String withoutBrackets(String host) {
        return host.replaceFirst("^\\[(.*)]$", "$1");
    }
}

package io.github.toxmatrix.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.toxmatrix.index.server.IndexOptions;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A forward proxy on loopback, for URLs in request lines and for {@code CONNECT}. It takes every name for that of one server, whose names
 * nobody else knows then, and remembers what it was asked for.
 */
public final class ForwardProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int behind;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    private ForwardProxy(ServerSocket server, int behind) {
        this.server = server;
        this.behind = behind;
    }

    /** @param behind the port of the server */
    public static ForwardProxy start(int behind) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(IndexOptions.loopback(), 0));
            ForwardProxy proxy = new ForwardProxy(server, behind);
            proxy.executor.execute(proxy::accept);
            return proxy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Methods and targets, as {@code GET http://…} and {@code CONNECT host:port}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                executor.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket target = new Socket(IndexOptions.loopback(), behind)) {
            open.add(target);
            String head = head(client.getInputStream());
            String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
            requests.add(line[0] + " " + line[1]);
            if (line[0].equals("CONNECT")) {
                client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
                executor.execute(() -> pump(client, target));
            } else {
                target.getOutputStream()
                        .write(forwarded(head, URI.create(line[1])).getBytes(ISO_8859_1));
            }
            pump(target, client);
        } catch (IOException ended) {
            return;
        }
    }

    /** One request for each connection: what comes after it would have to be read here, too. */
    private static String forwarded(String head, URI target) {
        return head.replaceFirst(" \\S+ ", " " + target.getRawPath() + " ")
                .replaceAll("(?im)^(proxy-)?connection:.*\r\n", "")
                .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
    }

    private static String head(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = from.read(); next >= 0; next = from.read()) {
            head.write(next);
            if (head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1);
            }
        }
        throw new IOException("no request");
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException ended) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Closeable each : open) {
            each.close();
        }
        executor.shutdownNow();
    }
}

package io.github.toxmatrix.cli;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.index.server.IndexOptions;
import io.github.toxmatrix.index.server.PackageIndex;
import io.github.toxmatrix.index.server.ServedIndex;
import io.github.toxmatrix.index.setting.ConfiguredNetwork;
import io.github.toxmatrix.index.setting.DefaultIndex;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.index.setting.InstallerSettings;
import io.github.toxmatrix.index.setting.PackageSources;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.report.PosixShell;
import io.github.toxmatrix.resolution.AsOf;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a caching package index until it is ended, in front of those that pip and uv are configured for. */
@Command(
        name = "index",
        description = "serve a caching package index in front of the configured ones",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class IndexCommand implements Callable<Integer> {

    private final Map<String, String> environ;
    private final PrintStream out;
    private final CountDownLatch end;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "the address to listen on; whoever reaches it and knows the URL can use your indexes"
                    + " with your credentials (default: 127.0.0.1)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "the port (default: that of the last time)")
    private int port;

    @Option(names = "--offline", description = "ask no index; serve what the cache has")
    private boolean offline;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "print the place where what was uploaded until then is served: 2024-05-01 or 2024-05-01T12:00:00Z")
    private @Nullable String asOf;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "the folder for what is kept between runs, as matrix.cache")
    private @Nullable String cache;

    /** @param end opened when it is to end; a user ends the process */
    IndexCommand(Map<String, String> environ, PrintStream out, CountDownLatch end) {
        this.environ = Map.copyOf(environ);
        this.out = out;
        this.end = end;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new HandledException("--port takes a number from 1 to 65535, not " + port);
        }
        IndexOptions options = new IndexOptions(
                CacheFolder.of(Optional.ofNullable(cache), environ),
                IndexOptions.DEFAULT_SIZE,
                address(),
                port,
                offline);
        Optional<Instant> time = time();
        try {
            Path python = python();
            InstallerSettings told = InstallerSettings.read(Optional.of(python), environ, Path.of(""));
            boolean complete = told.pip().namesMainIndex() && !told.uv().namesSources();
            String byDefault = complete ? "" : DefaultIndex.ofPip(python, environ);
            PackageSources pip = told.forPip(byDefault);
            PackageSources uv = told.forUv(byDefault);
            Set<Upstream> upstreams = new LinkedHashSet<>(pip.upstreams());
            upstreams.addAll(uv.upstreams());
            if (upstreams.isEmpty()) {
                throw new HandledException("neither pip nor uv is configured for an index of http or https");
            }
            try (PackageIndex index = PackageIndex.open(
                    new ArrayList<>(upstreams), ConfiguredNetwork.of(told, environ, Path.of("")), options)) {
                Map<String, String> forUv = new TreeMap<>(told.toldToUv(environ));
                forUv.keySet().retainAll(Set.of("UV_INDEX_STRATEGY", "UV_NO_INDEX")); // others may hold credentials
                forUv.putAll(environ);
                ServedIndex shown = time.map(index::asOf).orElse(index);
                print(index, options);
                print("pip", told.reasonForPipToAskItself(byDefault, new IndexUse.On()), pip.forPip(shown, environ));
                if (told.pip().hasOwnProxy()) {
                    print(
                            "# pip asks its own `proxy` for this, too: tell it of that by HTTP_PROXY and HTTPS_PROXY instead");
                }
                print("uv", told.reasonForUvToAskItself(byDefault, new IndexUse.On()), uv.forUv(shown, forUv));
                out.flush();
                end.await();
            }
            return ExitCode.OK;
        } catch (IOException failed) {
            throw new HandledException("cannot serve a package index: " + failed.getMessage());
        }
    }

    private Path python() {
        return Interpreters.of(environ)
                .find(List.of())
                .orElseThrow(() -> new HandledException(
                        "there is no Python on PATH whose pip could say which package index this machine uses"))
                .executable();
    }

    private InetAddress address() {
        try {
            InetAddress address = host == null ? IndexOptions.loopback() : InetAddress.getByName(host);
            if (address.isAnyLocalAddress()) {
                throw new HandledException(
                        "--host takes the one address by which others reach this machine, for it stands in the URLs");
            }
            return address;
        } catch (UnknownHostException unknown) {
            throw new HandledException("--host " + host + " is no address of this machine");
        }
    }

    private Optional<Instant> time() {
        if (asOf == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(AsOf.parse(asOf).time());
        } catch (IllegalArgumentException invalid) {
            throw new HandledException("--as-of " + asOf + ": " + invalid.getMessage());
        }
    }

    private void print(PackageIndex index, IndexOptions options) {
        print("# " + (index.isServing() ? "serving" : "another process serves; this one takes over when it ends")
                + ", cache in " + options.cache().path() + (options.offline() ? ", offline" : ""));
        String runs = "# for runs of the matrix: matrix.index=" + index.base();
        print(time().map(time -> runs + " matrix.as-of=" + time).orElse(runs));
    }

    private void print(String installer, Optional<String> reason, Map<String, String> variables) {
        print(reason.map(cause -> "# not for " + installer + ": " + cause).orElse("# for " + installer));
        if (reason.isEmpty()) {
            changes(variables);
        }
    }

    private void changes(Map<String, String> variables) {
        environ.keySet().stream()
                .filter(name -> !variables.containsKey(name))
                .sorted()
                .forEach(name -> print("unset " + name));
        new TreeMap<>(variables).forEach((name, value) -> {
            if (!value.equals(environ.get(name))) {
                print("export " + name + "=" + PosixShell.quote(value));
            }
        });
    }

    private void print(String line) {
        out.print(line + "\n");
    }
}

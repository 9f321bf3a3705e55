package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Manner;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user has told uv: its variables, then {@code uv.toml} and {@code pyproject.toml} of the project, of the user
 * and of the machine, in uv's order. The values may hold credentials.
 */
public final class UvSettings {

    private final Map<String, String> environ;
    private final List<UvFile> files;

    private UvSettings(Map<String, String> environ, List<UvFile> files) {
        this.environ = Map.copyOf(environ);
        this.files = List.copyOf(files);
    }

    /**
     * Reads them.
     *
     * @param folder where uv is started
     * @throws IOException if a file cannot be read; names it
     */
    public static UvSettings read(Map<String, String> environ, Path folder) throws IOException {
        UvFiles files = new UvFiles(environ, folder);
        List<UvFile> found = new ArrayList<>();
        if (files.named().isPresent()) {
            found.add(UvFile.read(files.named().get()));
        } else if (!isTrue(environ.getOrDefault("UV_NO_CONFIG", ""))) {
            UvFile.ofProject(files).ifPresent(found::add);
            addFirst(files.user().stream(), found);
            addFirst(files.machine().stream(), found);
        }
        return new UvSettings(environ, found);
    }

    private static void addFirst(Stream<Path> files, List<UvFile> found) throws IOException {
        Optional<Path> first = files.filter(Files::isRegularFile).findFirst();
        if (first.isPresent()) {
            found.add(UvFile.read(first.get()));
        }
    }

    /** Whether it was told where packages are. */
    public boolean namesSources() {
        return sources(Optional.empty()).isPresent();
    }

    /**
     * Where it looks for packages; empty if it was told nothing of that.
     *
     * @param byDefault its index where it was told of others alone
     */
    Optional<PackageSources> sources(Optional<String> byDefault) {
        List<Location> others = new ArrayList<>();
        Optional<Location> main =
                variable("UV_DEFAULT_INDEX").or(() -> variable("UV_INDEX_URL")).map(this::named);
        words("UV_INDEX", "\\s+").map(this::named).forEach(others::add);
        words("UV_EXTRA_INDEX_URL", "\\s+").map(this::named).forEach(others::add);
        List<Location> links = new ArrayList<>(words("UV_FIND_LINKS", ",")
                .map(text -> Location.of(text, Upstream.Kind.FLAT))
                .toList());
        boolean none = isTrue(variable("UV_NO_INDEX").orElse(""));
        boolean withoutDefault = false;
        for (UvFile file : files) {
            withoutDefault |= main.isEmpty()
                    && file.indexes()
                            .filter(UvIndex::isDefault)
                            .findFirst()
                            .filter(UvIndex::isExplicit)
                            .isPresent();
            main = main.or(() ->
                            tables(file).filter(UvIndex::isDefault).findFirst().map(this::location))
                    .or(() -> file.texts("index-url")
                            .findFirst()
                            .map(file::placed)
                            .map(this::named));
            tables(file).filter(table -> !table.isDefault()).map(this::location).forEach(others::add);
            file.texts("extra-index-url").map(file::placed).map(this::named).forEach(others::add);
            file.texts("find-links")
                    .map(text -> Location.of(file.placed(text), Upstream.Kind.FLAT))
                    .forEach(links::add);
            none |= file.isTrue("no-index");
        }
        if (main.isEmpty() && others.isEmpty() && links.isEmpty() && !none && !withoutDefault) {
            return Optional.empty();
        }
        Optional<Location> named = withoutDefault ? Optional.empty() : main.or(() -> byDefault.map(this::named));
        return Optional.of(
                none
                        ? new PackageSources(Optional.empty(), List.of(), links)
                        : new PackageSources(named, others, links));
    }

    /** Why uv has to ask its indexes itself, if its files name one that variables cannot name in its place. */
    Optional<String> flatIndex() {
        return files.stream()
                .flatMap(UvSettings::tables)
                .filter(UvIndex::isFlat)
                .findFirst()
                .map(table -> "uv's files have a flat index" + called(table)
                        + ", which no variable can name in its place; `find-links` could");
    }

    /** Why it has to, if it gets a password for one of these from a keyring. */
    Optional<String> reasonToAskKeyring(PackageSources sources) {
        return needsKeyring(sources)
                ? Optional.of("uv takes a password from a keyring (keyring-provider), which it alone asks")
                : Optional.empty();
    }

    /** Hosts whose certificates it does not check. */
    Stream<String> insecureHosts() {
        return Stream.concat(
                words("UV_INSECURE_HOST", "[,\\s]+"),
                files.stream().flatMap(file -> file.texts("allow-insecure-host")));
    }

    private boolean needsKeyring(PackageSources sources) {
        boolean used = variable("UV_KEYRING_PROVIDER")
                .or(() -> files.stream()
                        .flatMap(file -> file.texts("keyring-provider"))
                        .findFirst())
                .filter("subprocess"::equals)
                .isPresent();
        boolean always = files.stream().flatMap(UvSettings::tables).anyMatch(UvIndex::wantsCredentials);
        return used && (always || sources.upstreams().stream().anyMatch(Upstream::lacksPassword));
    }

    private static String called(UvIndex index) {
        return index.name().map(name -> " (" + name + ")").orElse("");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environ.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Stream<String> words(String name, String separator) {
        return variable(name).stream()
                .flatMap(value -> Stream.of(value.split(separator, -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }

    /** {@code url} or {@code name=url}. */
    private Location named(String text) {
        int equals = text.indexOf('=');
        boolean named = equals > 0 && text.substring(0, equals).matches("[A-Za-z0-9._-]+");
        return named
                ? location(Optional.of(text.substring(0, equals)), text.substring(equals + 1), Manner.PLAIN)
                : location(Optional.empty(), text, Manner.PLAIN);
    }

    /** Of a flat one variables cannot say that it is: uv goes there itself. */
    private Location location(UvIndex index) {
        return index.isFlat()
                ? new Location(index.url(), index.name(), Optional.empty())
                : location(index.name(), index.url(), index.manner());
    }

    private Location location(Optional<String> name, String url, Manner manner) {
        return new Location(
                url,
                name,
                Upstream.parse(url, Upstream.Kind.SIMPLE)
                        .map(found -> new Upstream(
                                found.url(),
                                found.kind(),
                                name.flatMap(this::credentials).or(found::credentials),
                                manner)));
    }

    /** The variables of the user and the password of an index. */
    static List<String> credentialVariables(String index) {
        String prefix = "UV_INDEX_" + index.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return List.of(prefix + "_USERNAME", prefix + "_PASSWORD");
    }

    private Optional<Credentials> credentials(String name) {
        Optional<String> user = variable(credentialVariables(name).get(0));
        Optional<String> password = variable(credentialVariables(name).get(1));
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(user.orElse(""), password.orElse("")));
    }

    /** Those that are for every package; the others remain what the project says they are for. */
    private static Stream<UvIndex> tables(UvFile file) {
        return file.indexes().filter(index -> !index.isExplicit());
    }

    private static boolean isTrue(String value) {
        return List.of("1", "true", "yes", "on", "y", "t").contains(value.toLowerCase(Locale.ROOT));
    }
}

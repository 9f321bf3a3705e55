package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * What the user has told uv: its variables, then {@code uv.toml} and {@code pyproject.toml} of the project, of the user
 * and of the machine, in uv's order. The values may hold credentials.
 */
public final class UvSettings {

    private final Map<String, String> environ;
    private final List<TomlTable> files;

    private UvSettings(Map<String, String> environ, List<TomlTable> files) {
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
        List<TomlTable> found = new ArrayList<>();
        if (files.named().isPresent()) {
            found.add(parse(files.named().get()));
        } else if (!isTrue(environ.getOrDefault("UV_NO_CONFIG", ""))) {
            ofProject(files).ifPresent(found::add);
            addFirst(files.user().stream(), found);
            addFirst(files.machine().stream(), found);
        }
        return new UvSettings(environ, found);
    }

    private static Optional<TomlTable> ofProject(UvFiles files) throws IOException {
        for (Path folder : files.projects()) {
            Path own = UvFiles.ofProject(folder);
            if (Files.isRegularFile(own)) {
                return Optional.of(parse(own));
            }
            Path shared = UvFiles.inPyProject(folder);
            if (Files.isRegularFile(shared)) {
                @Nullable TomlTable table = parse(shared).getTable("tool.uv");
                if (table != null) {
                    return Optional.of(table);
                }
            }
        }
        return Optional.empty();
    }

    private static void addFirst(Stream<Path> files, List<TomlTable> found) throws IOException {
        Optional<Path> first = files.filter(Files::isRegularFile).findFirst();
        if (first.isPresent()) {
            found.add(parse(first.get()));
        }
    }

    private static TomlParseResult parse(Path file) throws IOException {
        TomlParseResult result;
        try {
            result = Toml.parse(file);
        } catch (CharacterCodingException notText) {
            throw new IOException(file + ": it is not UTF-8", notText);
        }
        if (result.hasErrors()) {
            throw new IOException(file + ": " + result.errors().get(0));
        }
        return result;
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
        for (TomlTable file : files) {
            main = main.or(() -> tables(file)
                            .filter(UvSettings::isDefault)
                            .findFirst()
                            .map(this::location))
                    .or(() -> texts(file, "index-url").findFirst().map(this::named));
            tables(file).filter(table -> !isDefault(table)).map(this::location).forEach(others::add);
            texts(file, "extra-index-url").map(this::named).forEach(others::add);
            texts(file, "find-links")
                    .map(text -> Location.of(text, Upstream.Kind.FLAT))
                    .forEach(links::add);
            none |= Boolean.TRUE.equals(file.get("no-index"));
        }
        if (main.isEmpty() && others.isEmpty() && links.isEmpty() && !none) {
            return Optional.empty();
        }
        return Optional.of(
                none
                        ? new PackageSources(Optional.empty(), List.of(), links)
                        : new PackageSources(main.or(() -> byDefault.map(this::named)), others, links));
    }

    /** Why uv has to ask its indexes itself, if its files name one that variables cannot name in its place. */
    Optional<String> flatIndex() {
        return files.stream()
                .flatMap(UvSettings::tables)
                .filter(UvSettings::isFlat)
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

    private boolean needsKeyring(PackageSources sources) {
        boolean used = variable("UV_KEYRING_PROVIDER")
                .or(() -> files.stream()
                        .flatMap(file -> texts(file, "keyring-provider"))
                        .findFirst())
                .filter("subprocess"::equals)
                .isPresent();
        boolean always = files.stream().flatMap(UvSettings::tables).anyMatch(table -> "always"
                .equals(table.getString("authenticate")));
        return used && (always || sources.upstreams().stream().anyMatch(Upstream::lacksPassword));
    }

    private static String called(TomlTable table) {
        @Nullable String name = table.getString("name");
        return name == null ? "" : " (" + name + ")";
    }

    private static boolean isFlat(TomlTable table) {
        return "flat".equals(table.getString("format"));
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
                ? location(Optional.of(text.substring(0, equals)), text.substring(equals + 1), false)
                : location(Optional.empty(), text, false);
    }

    private Location location(TomlTable table) {
        return location(
                Optional.ofNullable(table.getString("name")), String.valueOf(table.getString("url")), isFlat(table));
    }

    private Location location(Optional<String> name, String url, boolean flat) {
        // Variables cannot say that an index is flat: uv goes there itself.
        Optional<Upstream> upstream = flat ? Optional.empty() : Upstream.parse(url, Upstream.Kind.SIMPLE);
        return new Location(
                url,
                name,
                upstream.map(found -> new Upstream(
                        found.url(),
                        found.kind(),
                        name.flatMap(this::credentials).or(found::credentials))));
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
    private static Stream<TomlTable> tables(TomlTable file) {
        @Nullable TomlArray array = file.getArray("index");
        return array == null
                ? Stream.empty()
                : array.toList().stream()
                        .filter(TomlTable.class::isInstance)
                        .map(TomlTable.class::cast)
                        .filter(table -> !Boolean.TRUE.equals(table.getBoolean("explicit")));
    }

    private static boolean isDefault(TomlTable table) {
        return Boolean.TRUE.equals(table.getBoolean("default"));
    }

    /** Of {@code [pip]}, which is for {@code uv pip}, and then of the top. */
    private static Stream<String> texts(TomlTable file, String key) {
        return Stream.of("pip." + key, key)
                .map(file::get)
                .filter(value -> value != null)
                .limit(1)
                .flatMap(value -> value instanceof TomlArray array
                        ? array.toList().stream().map(String::valueOf)
                        : Stream.of(String.valueOf(value)));
    }

    private static boolean isTrue(String value) {
        return List.of("1", "true", "yes", "on", "y", "t").contains(value.toLowerCase(Locale.ROOT));
    }
}

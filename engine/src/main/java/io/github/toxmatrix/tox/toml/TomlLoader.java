package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.TomlDocument;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.substitution.Substitution;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.value.SetEnvLines;
import io.github.toxmatrix.tox.value.SetEnvText;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One table of a TOML configuration (tox's {@code config/loader/toml/__init__.py}). */
final class TomlLoader implements Loader {

    private final TomlSource source;
    private final List<String> path;
    private final Map<String, Object> content;

    /** @param path of the table, below the table that holds the configuration */
    TomlLoader(TomlSource source, List<String> path, Map<String, Object> content) {
        this.source = source;
        this.path = List.copyOf(path);
        this.content = content;
    }

    @Override
    public String section() {
        String name = String.join(".", path);
        return name.isEmpty() ? "tox" : name;
    }

    @Override
    public SourcePosition position() {
        return source.position(path);
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(content.keySet());
        keys.removeAll(source.tablesOf(path));
        return keys;
    }

    @Override
    public Optional<SourcePosition> position(String key) {
        return content.containsKey(key) ? Optional.of(positionOf(key)) : Optional.empty();
    }

    @Override
    public <T> Optional<T> load(String key, ValueType<T> type, Scope scope) {
        @Nullable Object raw = content.get(key);
        if (raw == null) {
            return Optional.empty();
        }
        try {
            Object tree = TomlReplacement.of(source, scope, type).resolve(raw);
            return Optional.of(type.ofTree(tree));
        } catch (IllegalArgumentException e) {
            throw failure(key, scope, e);
        } catch (ToxConfigurationException e) {
            throw e.referredTo((error, reason) -> "failed to load " + name(key, scope) + ": " + reason);
        }
    }

    @Override
    public Optional<SetEnvLines> loadSetEnv(String key, Scope scope) {
        @Nullable Object raw = content.get(key);
        if (raw == null) {
            return Optional.empty();
        }
        try {
            Object tree = TomlReplacement.withoutText(source, scope).resolve(raw);
            return Optional.of(setEnv(tree));
        } catch (IllegalArgumentException e) {
            throw failure(key, scope, e);
        }
    }

    @Override
    public String substitute(String text, Scope scope) {
        return new Substitution(scope, new TomlReferences(source)).replace(text);
    }

    @Override
    public String substituteOnce(String text, Scope scope) {
        return new Substitution(scope, new TomlReferences(source)).replaceOnce(text);
    }

    @Override
    public String namespace() {
        return path.isEmpty() ? "" : source.dotted(path.toArray(String[]::new));
    }

    @Override
    public <T> T convert(String text, ValueType<T> type, Scope scope) {
        return type.ofText(new Substitution(scope, new TomlReferences(source)).replaceFor(type, text));
    }

    private static SetEnvLines setEnv(Object tree) {
        if (tree instanceof String text) {
            return SetEnvText.parse(text);
        }
        List<SetEnvLines.Entry> entries = new ArrayList<>();
        for (Object part : tree instanceof List<?> parts ? parts : List.of(tree)) {
            Map<String, Object> table = TomlDocument.table(part).orElseThrow(() -> notSetEnv(tree));
            table.forEach((name, value) -> entries.add(entry(name, value, tree)));
        }
        return new SetEnvLines(entries);
    }

    /** A text, or a table of a value and a marker. */
    private static SetEnvLines.Entry entry(String name, Object value, Object tree) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("invalid set_env entry with an empty name");
        }
        if (value instanceof String || value instanceof TomlReplacement.Expression) {
            String text = string(name, value);
            return name.equals("file")
                    ? new SetEnvLines.EnvFile(text)
                    : new SetEnvLines.Assignment(name, text, Optional.empty());
        }
        Map<String, Object> table = TomlDocument.table(value).orElseThrow(() -> notSetEnv(tree));
        Object text = table.get("value");
        if (!(text instanceof String || text instanceof TomlReplacement.Expression)) {
            throw notSetEnv(tree);
        }
        return new SetEnvLines.Assignment(name, string(name, text), marker(name, table));
    }

    private static IllegalArgumentException notSetEnv(Object tree) {
        return new IllegalArgumentException("set_env expected str, dict[str, str], or list[dict[str, str]], got "
                + PythonText.type(tree) + ": " + PythonText.repr(tree));
    }

    private static Optional<String> marker(String name, Map<String, Object> table) {
        return Optional.ofNullable(table.get("marker"))
                .map(marker -> string("marker of " + name, marker))
                .filter(marker -> !marker.isEmpty());
    }

    private static String string(String what, Object value) {
        if (value instanceof TomlReplacement.Expression expression) {
            return expression.text();
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the " + what + " must be a string, not " + TomlDocument.kind(value));
    }

    private SourcePosition positionOf(String key) {
        List<String> whole = new ArrayList<>(path);
        whole.add(key);
        return source.position(whole);
    }

    private ToxConfigurationException failure(String key, Scope scope, IllegalArgumentException cause) {
        return ToxConfigurationException.load(
                positionOf(key) + ": " + section() + "." + key + " = " + content.get(key), name(key, scope), cause);
    }

    private static String name(String key, Scope scope) {
        return scope.environmentName().orElse("core") + "." + key;
    }
}

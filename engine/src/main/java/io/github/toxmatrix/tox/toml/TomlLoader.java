package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.substitution.Substitution;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.value.SetEnvLines;
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
    public Optional<String> written(String key) {
        return Optional.ofNullable(content.get(key))
                .map(value -> value instanceof Boolean flag ? flag.toString() : PythonText.repr(value));
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
            return Optional.of(TomlSetEnv.lines(tree));
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

    private SourcePosition positionOf(String key) {
        List<String> whole = new ArrayList<>(path);
        whole.add(key);
        return source.position(whole);
    }

    private ToxConfigurationException failure(String key, Scope scope, IllegalArgumentException cause) {
        return ToxConfigurationException.load(
                positionOf(key) + ": " + section() + "." + key + " = "
                        + written(key).orElse(""),
                name(key, scope),
                cause);
    }

    private static String name(String key, Scope scope) {
        return scope.environmentName().orElse("core") + "." + key;
    }
}

package io.github.toxmatrix.environment;

import io.github.toxmatrix.tox.DefinedEnvironment;
import io.github.toxmatrix.tox.Hint;
import io.github.toxmatrix.tox.Selection;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A project in a folder, without a configuration file. */
final class FakeProject implements ToxProject {

    private final Path root;
    private final Map<Key<?>, Object> settings = new HashMap<>();

    FakeProject(Path root) {
        this.root = root;
        set(CoreKeys.TOX_ROOT, root)
                .set(CoreKeys.WORK_DIR, root.resolve(".tox"))
                .set(CoreKeys.TEMP_DIR, root.resolve(".tox").resolve(".tmp"))
                .set(CoreKeys.SKIP_MISSING_INTERPRETERS, false)
                .set(CoreKeys.NO_PACKAGE, false)
                .set(CoreKeys.PACKAGE_ROOT, root)
                .set(CoreKeys.MIN_VERSION, Optional.empty())
                .set(CoreKeys.REQUIRES, List.of("tox-uv", "tox"));
    }

    <T> FakeProject set(Key<? super T> key, T value) {
        settings.put(key, value);
        return this;
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Path configFile() {
        return root.resolve("tox.ini");
    }

    @Override
    @SuppressWarnings("unchecked") // set() has taken a value of the key's type
    public <T> T get(Key<T> key) {
        Object value = settings.get(key);
        if (value == null) {
            throw new IllegalStateException("not set: " + key);
        }
        return (T) value;
    }

    @Override
    public SourcePosition position(Key<?> key) {
        return new SourcePosition(configFile(), 1);
    }

    @Override
    public List<ToxEnvironment> defaultEnvironments() {
        return List.of();
    }

    @Override
    public List<ToxEnvironment> environments() {
        return List.of();
    }

    @Override
    public Optional<ToxEnvironment> find(String name) {
        return Optional.empty();
    }

    @Override
    public ToxEnvironment packageEnvironment(String name) {
        return new FakeEnvironment(name, root.resolve(".tox").resolve(name))
                .set(PythonKeys.BASE_PYTHON, List.of("python3"));
    }

    @Override
    public ToxEnvironment commandPackageEnvironment(String name) {
        return packageEnvironment(name);
    }

    @Override
    public List<String> nearest(String name) {
        return List.of();
    }

    @Override
    public ToxSettings settings() {
        throw new UnsupportedOperationException("nothing here reads settings by name");
    }

    @Override
    public boolean mentions(Set<String> keys) {
        return false;
    }

    @Override
    public List<Hint> hints() {
        return List.of();
    }

    @Override
    public List<DefinedEnvironment> define(Selection selection) {
        return List.of();
    }
}

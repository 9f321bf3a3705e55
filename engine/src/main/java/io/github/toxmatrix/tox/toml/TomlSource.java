package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.TomlDocument;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.factor.TomlFactors;
import io.github.toxmatrix.tox.ini.IniDocument;
import io.github.toxmatrix.tox.ini.IniSource;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.NamedEnvironment;
import io.github.toxmatrix.tox.setting.Overrides;
import io.github.toxmatrix.tox.setting.Source;
import io.github.toxmatrix.tox.text.PythonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code tox.toml}, or the native {@code [tool.tox]} table of a {@code pyproject.toml}
 * (tox's {@code config/source/toml_pyproject.py}).
 */
public final class TomlSource implements Source {

    private static final String ENV = "env";
    private static final String ENV_BASE = "env_base";
    private static final String RUN_BASE = "env_run_base";
    private static final String PACKAGE_BASE = "env_pkg_base";
    private static final List<String> PYPROJECT = List.of("tool", "tox");
    private static final String LEGACY = "legacy_tox_ini";

    private final TomlDocument document;
    private final List<String> prefix;
    private final Map<String, Object> content;
    private final Map<String, String> baseOfGenerated = new LinkedHashMap<>();
    private final TomlLabels labels = new TomlLabels();

    private TomlSource(TomlDocument document, List<String> prefix, Map<String, Object> content) {
        this.document = document;
        this.prefix = prefix;
        this.content = content;
        envBases().forEach(this::generate);
        try {
            labels.addEnvList(content.getOrDefault("env_list", List.of()));
        } catch (IllegalArgumentException e) {
            throw new ToxConfigurationException(position(List.of("env_list")) + ": env_list: " + e.getMessage(), e);
        }
    }

    /**
     * A {@code tox.toml}; empty if it has no key at all, so that the search for a configuration goes on.
     *
     * @throws ToxConfigurationException if it cannot be read, or tables that name environments are not what they must be
     */
    public static Optional<Source> ofToxToml(Path file) {
        return of(TomlDocument.readPythonText(file), List.of());
    }

    /**
     * The native table of a {@code pyproject.toml}, else its {@code legacy_tox_ini}; empty if it has neither.
     *
     * @throws ToxConfigurationException as for {@link #ofToxToml}
     */
    public static Optional<Source> ofPyproject(Path file) {
        TomlDocument document = TomlDocument.readPythonText(file);
        return of(document, PYPROJECT).or(() -> legacy(document));
    }

    /** An INI file in a string; lines before it keep the numbers of its own lines. */
    private static Optional<Source> legacy(TomlDocument document) {
        List<String> path = List.of("tool", "tox", LEGACY);
        return document.at(path).map(value -> {
            if (!(value instanceof String text)) {
                throw new ToxConfigurationException(
                        document.position(path) + ": " + LEGACY + " must be a string, is " + TomlDocument.kind(value));
            }
            String lines = "\n".repeat(document.firstLineOfString(path) - 1);
            String content = text.startsWith("\uFEFF") ? text.substring(1) : text; // as of a file of its own
            return IniSource.ofToxIni(IniDocument.parse(document.file(), lines + content));
        });
    }

    private static Optional<Source> of(TomlDocument document, List<String> prefix) {
        return document.at(prefix)
                .flatMap(TomlDocument::table)
                .filter(table -> table.keySet().stream().anyMatch(key -> !key.equals(LEGACY)))
                .map(table -> new TomlSource(document, prefix, table));
    }

    @Override
    public Path file() {
        return document.file();
    }

    @Override
    public Loader core() {
        return new TomlLoader(this, List.of(), content);
    }

    @Override
    public List<Loader> sections() {
        List<Loader> sections = new ArrayList<>(List.of(core()));
        Overrides none = new Overrides(List.of());
        for (String base : List.of(RUN_BASE, PACKAGE_BASE)) {
            loader(List.of(base), none).ifPresent(sections::add);
        }
        for (String group : List.of(ENV_BASE, ENV)) {
            tableAt(group).keySet().forEach(name -> loader(List.of(group, name), none)
                    .ifPresent(sections::add));
        }
        return sections;
    }

    @Override
    public List<NamedEnvironment> additionalEnvironments(List<String> envList) {
        List<NamedEnvironment> names = new ArrayList<>();
        for (String name : tableAt(ENV).keySet()) {
            names.add(new NamedEnvironment(name, position(List.of(ENV, name)), "[" + dotted(ENV, name) + "]", true));
        }
        baseOfGenerated.forEach((name, base) -> names.add(new NamedEnvironment(
                name,
                position(List.of(ENV_BASE, base, "factors")),
                "[" + dotted(ENV_BASE, base) + "] factors",
                false)));
        return names;
    }

    @Override
    public Optional<Loader> environment(String name, Overrides overrides) {
        return loader(List.of(ENV, name), overrides);
    }

    @Override
    public List<String> runBase(String name) {
        String base = baseOfGenerated.get(name);
        return base == null ? List.of(dotted(RUN_BASE)) : List.of(dotted(ENV_BASE, base), dotted(RUN_BASE));
    }

    @Override
    public List<String> packageBase(String name) {
        return List.of(dotted(PACKAGE_BASE));
    }

    @Override
    public List<Loader> bases(List<String> base, Overrides overrides) {
        String core = prefix.isEmpty() ? "" : String.join(".", prefix) + ".";
        String envBase = dotted(ENV_BASE) + ".";
        List<Loader> loaders = new ArrayList<>();
        for (String entry : base) {
            if (entry.startsWith(envBase)) {
                loader(List.of(ENV_BASE, entry.substring(envBase.length())), overrides)
                        .ifPresent(loaders::add);
            } else {
                String name = entry.startsWith(core) ? entry.substring(core.length()) : entry;
                loader(List.of(name), overrides).ifPresent(loaders::add);
                loader(List.of(ENV, entry), overrides).ifPresent(loaders::add);
            }
        }
        return loaders;
    }

    TomlDocument document() {
        return document;
    }

    /** {@code tool.tox.env.py311}: a path below the table that holds the configuration, as references write it. */
    String dotted(String... path) {
        List<String> parts = new ArrayList<>(prefix);
        parts.addAll(List.of(path));
        return String.join(".", parts);
    }

    SourcePosition position(List<String> path) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(path);
        return document.position(whole);
    }

    /** The groups of factors that {@code {factor:LABEL}} can name in an environment. */
    Map<String, TomlFactors.Group> labels(String environment) {
        return labels.of(Optional.ofNullable(baseOfGenerated.get(environment)));
    }

    /** What stands in a table beside its settings. */
    Set<String> tablesOf(List<String> path) {
        if (path.isEmpty()) {
            return Set.of(ENV, ENV_BASE, RUN_BASE, PACKAGE_BASE);
        }
        return path.get(0).equals(ENV_BASE) ? Set.of("factors") : Set.of();
    }

    private Optional<Loader> loader(List<String> path, Overrides overrides) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(path);
        Optional<Loader> there = document.at(whole).map(value -> new TomlLoader(this, path, table(path, value)));
        boolean overridden = overrides.has(dotted(path.toArray(String[]::new)));
        return there.isEmpty() && overridden ? Optional.of(new TomlLoader(this, path, Map.of())) : there;
    }

    private Map<String, Object> tableAt(String key) {
        Object value = content.get(key);
        return value == null ? Map.of() : table(List.of(key), value);
    }

    private Map<String, Object> table(List<String> path, Object value) {
        return TomlDocument.table(value)
                .orElseThrow(() -> new ToxConfigurationException(position(path) + ": " + String.join(".", path)
                        + " must be a table, is " + TomlDocument.kind(value)));
    }

    private Map<String, Object> envBases() {
        return tableAt(ENV_BASE);
    }

    /** The environments that a table of {@code env_base} stands for. */
    private void generate(String base, Object value) {
        Map<String, Object> table = table(List.of(ENV_BASE, base), value);
        Object factors = table.get("factors");
        List<String> path = List.of(ENV_BASE, base, "factors");
        if (factors == null) {
            throw new ToxConfigurationException(position(List.of(ENV_BASE, base)) + ": [" + dotted(ENV_BASE, base)
                    + "] needs a key 'factors'; a single environment is written [" + dotted(ENV, base) + "]");
        }
        if (!(factors instanceof List<?> entries)) {
            throw new ToxConfigurationException(position(path) + ": env_base." + base + ".factors = "
                    + PythonText.repr(factors) + ": it must be an array, is " + TomlDocument.kind(factors));
        }
        try {
            names(base, entries).forEach(name -> baseOfGenerated.put(name, base));
        } catch (IllegalArgumentException e) {
            throw new ToxConfigurationException(
                    position(path) + ": env_base." + base + ".factors: " + e.getMessage(), e);
        }
    }

    private List<String> names(String base, List<?> factors) {
        if (factors.isEmpty() || !(factors.get(0) instanceof List<?> || factors.get(0) instanceof Map<?, ?>)) {
            return factors.stream().map(factor -> base + "-" + factor).toList();
        }
        List<TomlFactors.Group> groups = TomlFactors.groups(factors);
        labels.addBase(base, groups);
        return TomlFactors.combine(groups, Optional.of(base));
    }
}

package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.EnvironmentKind;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Source;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A project as its configuration file describes it. */
final class ConfiguredProject implements ToxProject {

    /** What tox runs where nothing else would. */
    private static final String FALLBACK = "py";

    /** What tox reads before it looks for environments, and fails for first. */
    private static final List<Key<?>> READ_FIRST = List.of(CoreKeys.MIN_VERSION, CoreKeys.REQUIRES, CoreKeys.WORK_DIR);

    private final World world;
    private final EnvironmentNames names;
    private final Map<String, ToxEnvironment> environments = new ConcurrentHashMap<>();
    private @Nullable List<DefinedEnvironment> defined;

    ConfiguredProject(Source source, ToxInvocation invocation) {
        this.world = new World(source, invocation);
        SourcePosition envList =
                world.core().position(CoreKeys.ENV_LIST).orElse(source.core().position());
        READ_FIRST.forEach(this::get);
        this.names = EnvironmentNames.of(
                get(CoreKeys.ENV_LIST), envList, world.core().place(CoreKeys.ENV_LIST), source);
        world.know(names.known().keySet());
    }

    @Override
    public Path root() {
        return get(CoreKeys.TOX_ROOT);
    }

    @Override
    public Path configFile() {
        return world.file();
    }

    @Override
    public <T> T get(Key<T> key) {
        return world.core().get(key);
    }

    @Override
    public SourcePosition position(Key<?> key) {
        return world.core().position(key).orElseGet(() -> new SourcePosition(configFile(), 0));
    }

    @Override
    public ToxSettings settings() {
        return world.core();
    }

    @Override
    public List<ToxEnvironment> defaultEnvironments() {
        return running()
                .filter(DefinedEnvironment::selected)
                .map(DefinedEnvironment::environment)
                .toList();
    }

    @Override
    public List<ToxEnvironment> environments() {
        return Stream.concat(
                        running().filter(DefinedEnvironment::selected),
                        running().filter(one -> !one.selected()))
                .map(DefinedEnvironment::environment)
                .toList();
    }

    @Override
    public Optional<ToxEnvironment> find(String name) {
        return names.accepts(name) ? Optional.of(environment(world.runSettings(name))) : Optional.empty();
    }

    @Override
    public ToxEnvironment packageEnvironment(String name) {
        return environment(world.packageSettings(name));
    }

    @Override
    public ToxEnvironment commandPackageEnvironment(String name) {
        return environment(world.packager(name, EnvironmentKind.COMMAND_PACKAGER));
    }

    @Override
    public List<String> nearest(String name) {
        return names.nearest(name);
    }

    @Override
    public boolean mentions(Set<String> keys) {
        return world.source().sections().stream()
                .anyMatch(section -> section.keys().stream().anyMatch(keys::contains));
    }

    @Override
    public List<Hint> hints() {
        return OldSpellings.in(world.source());
    }

    @Override
    public List<DefinedEnvironment> define(Selection selection) {
        EnvironmentNames.check(get(CoreKeys.PROVISION_TOX_ENV), world.core().place(CoreKeys.PROVISION_TOX_ENV));
        names.require(selection.names());
        Map<String, Boolean> active = active(selection);
        Map<String, ConfiguredSettings> all = world.defining(() ->
                new EnvironmentDefinition(world, names.envList().keySet()).define(withoutProvisioned(active.keySet())));
        Set<String> labelled = labelled(selection);
        List<DefinedEnvironment> environments = new ArrayList<>();
        all.forEach((name, settings) -> {
            if (!selection.isSkipped(name)) {
                boolean selected = selection.isGrouped()
                        ? isOfGroup(settings, selection, labelled)
                        : active.getOrDefault(name, selection.all());
                environments.add(new DefinedEnvironment(
                        environment(settings), selected, settings.kind().isPackager()));
            }
        });
        return List.copyOf(environments);
    }

    /** The names in tox's order, and whether they are asked for. */
    private Map<String, Boolean> active(Selection selection) {
        Map<String, Boolean> active = new LinkedHashMap<>();
        active.put(get(CoreKeys.PROVISION_TOX_ENV), false);
        if (selection.names().isEmpty() && !selection.all()) {
            names.envList().keySet().forEach(name -> active.putIfAbsent(name, true));
        }
        selection.names().forEach(name -> active.putIfAbsent(name, true));
        names.known().keySet().forEach(name -> active.putIfAbsent(name, selection.all()));
        get(CoreKeys.LABELS)
                .values()
                .forEach(labelled -> labelled.forEach(name -> {
                    EnvironmentNames.check(name, world.core().place(CoreKeys.LABELS));
                    active.putIfAbsent(name, false);
                }));
        if (!selection.isGrouped() && !active.containsValue(true)) {
            active.put(FALLBACK, true);
        }
        return active;
    }

    /** Without the one that tox provisions itself in, which it never runs. */
    private List<String> withoutProvisioned(Set<String> names) {
        String provisioned = get(CoreKeys.PROVISION_TOX_ENV);
        return names.stream().filter(name -> !name.equals(provisioned)).toList();
    }

    private Set<String> labelled(Selection selection) {
        Set<String> labelled = new LinkedHashSet<>();
        Map<String, List<String>> labels = selection.labels().isEmpty() ? Map.of() : get(CoreKeys.LABELS);
        selection.labels().forEach(label -> labelled.addAll(labels.getOrDefault(label, List.of())));
        return labelled;
    }

    private static boolean isOfGroup(ConfiguredSettings settings, Selection selection, Set<String> labelled) {
        List<String> factors = List.of(settings.name().split("-", -1));
        return labelled.contains(settings.name())
                || (!selection.labels().isEmpty()
                        && settings.get(EnvironmentKeys.LABELS).stream().anyMatch(selection.labels()::contains))
                || selection.factors().stream().anyMatch(factors::containsAll);
    }

    private synchronized Stream<DefinedEnvironment> running() {
        if (defined == null) {
            defined = define(Selection.DEFAULT);
        }
        return defined.stream().filter(environment -> !environment.packages());
    }

    private ToxEnvironment environment(ConfiguredSettings settings) {
        return environments.computeIfAbsent(
                settings.kind().toxType() + " " + settings.name(),
                missing -> new ConfiguredEnvironment(
                        settings, world.positionOf(settings.name(), names.position(settings.name()))));
    }
}

package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A project as its configuration file describes it. */
final class ConfiguredProject implements ToxProject {

    /** A factor that {@code -e} takes though no file names it: a Python, or a pre-release (tox's {@code session/env_select.py}). */
    private static final Pattern FREE_FACTOR = Pattern.compile(
            "(pypy|py|cpython|jython|graalpy|rustpython|ironpython)?((\\d(\\.\\d+(\\.\\d+)?)?|\\d+)t?d?)?|alpha|beta|rc\\.\\d+");

    private final World world;
    private final Map<String, SourcePosition> defaults = new LinkedHashMap<>();
    private final Map<String, SourcePosition> listed = new LinkedHashMap<>();
    private final Set<String> combinable = new HashSet<>();
    private final Map<String, ToxEnvironment> environments = new ConcurrentHashMap<>();

    ConfiguredProject(Source source, ToxInvocation invocation) {
        this.world = new World(source, invocation, listed.keySet());
        SourcePosition envList =
                world.core.position(CoreKeys.ENV_LIST).orElse(source.core().position());
        List<String> names = get(CoreKeys.ENV_LIST);
        names.forEach(name -> defaults.put(checked(name, envList), envList));
        listed.putAll(defaults);
        List<NamedEnvironment> additional = source.additionalEnvironments(names);
        for (NamedEnvironment found : additional) {
            listed.putIfAbsent(checked(found.name(), found.position()), found.position());
        }
        leaveOutPackageEnvironment(envList);
        if (defaults.isEmpty()) { // as tox does where nothing else would run
            defaults.put("py", source.core().position());
            listed.putIfAbsent("py", source.core().position());
        }
        collectFactors(additional);
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
        return world.core.get(key);
    }

    @Override
    public SourcePosition position(Key<?> key) {
        return world.core.position(key).orElseGet(() -> new SourcePosition(configFile(), 0));
    }

    @Override
    public List<ToxEnvironment> defaultEnvironments() {
        return defaults.keySet().stream().map(this::environment).toList();
    }

    @Override
    public List<ToxEnvironment> environments() {
        return listed.keySet().stream().map(this::environment).toList();
    }

    @Override
    public Optional<ToxEnvironment> find(String name) {
        boolean known = listed.containsKey(name)
                || (isPathSafe(name)
                        && Arrays.stream(name.split("-", -1))
                                .allMatch(factor -> combinable.contains(factor)
                                        || FREE_FACTOR.matcher(factor).matches()));
        return known ? Optional.of(environment(name)) : Optional.empty();
    }

    @Override
    public ToxEnvironment packageEnvironment(String name) {
        return new ConfiguredEnvironment(name, world.packageSettings(name), world.positionOf(name, listed.get(name)));
    }

    @Override
    public List<String> nearest(String name) {
        record Near(String name, int distance) {}
        return listed.keySet().stream()
                .map(known -> new Near(known, distance(name, known)))
                .filter(near -> near.distance() <= Math.max(2, name.length() / 3))
                .sorted(Comparator.comparingInt(Near::distance))
                .limit(3)
                .map(Near::name)
                .toList();
    }

    private ToxEnvironment environment(String name) {
        return environments.computeIfAbsent(
                name,
                missing -> new ConfiguredEnvironment(
                        missing, world.runSettings(missing), world.positionOf(missing, listed.get(missing))));
    }

    /** It is no environment to run, though it may have a section (tox's {@code session/env_select.py}). */
    private void leaveOutPackageEnvironment(SourcePosition envList) {
        if (get(CoreKeys.NO_PACKAGE)) {
            return;
        }
        String name = get(CoreKeys.PACKAGE_ENV);
        if (defaults.containsKey(name)) {
            throw new ToxConfigurationException(
                    envList + ": " + name + " cannot run, as it is the environment that packages the project");
        }
        listed.remove(name);
        listed.remove(name + "_external");
    }

    /** Factors of {@code env_list} and of conditions can be combined anew; names of sections only as a whole. */
    private void collectFactors(List<NamedEnvironment> additional) {
        combinable.addAll(listed.keySet());
        combinable.add(".pkg");
        defaults.keySet().forEach(name -> combinable.addAll(Arrays.asList(name.split("-", -1))));
        Set<String> sections = new LinkedHashSet<>();
        additional.stream().filter(NamedEnvironment::section).forEach(named -> sections.add(named.name()));
        for (NamedEnvironment named : additional) {
            if (!sections.contains(named.name())) {
                combinable.addAll(Arrays.asList(named.name().split("-", -1)));
            }
        }
    }

    private static String checked(String name, SourcePosition position) {
        if (!isPathSafe(name)) {
            throw new ToxConfigurationException(
                    position + ": environment name '" + name + "' is not a valid single path component");
        }
        return name;
    }

    private static boolean isPathSafe(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && !(Host.isWindows() && name.indexOf('\\') >= 0);
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /** What references see, from the first section that is read on. */
    private static final class World implements Configuration {

        private final Source source;
        private final ToxInvocation invocation;
        private final Set<String> names;
        private final Settings core;
        private final Map<String, Settings> runs = new ConcurrentHashMap<>();

        World(Source source, ToxInvocation invocation, Set<String> names) {
            this.source = source;
            this.invocation = invocation;
            this.names = names;
            this.core = Settings.ofCore(this, source.core());
        }

        @Override
        public ToxInvocation invocation() {
            return invocation;
        }

        @Override
        public Path file() {
            return source.file();
        }

        @Override
        public Settings core() {
            return core;
        }

        @Override
        public Optional<Settings> settings(String environment) {
            return names.contains(environment) ? Optional.of(runSettings(environment)) : Optional.empty();
        }

        Settings runSettings(String name) {
            Settings known = runs.get(name);
            if (known == null) {
                known = settings(name, source.runBase(name));
                runs.put(name, known);
            }
            return known;
        }

        Settings packageSettings(String name) {
            return settings(name, source.packageBase(name));
        }

        SourcePosition positionOf(String name, @Nullable SourcePosition listed) {
            Optional<SourcePosition> own = source.environment(name).map(Loader::position);
            return own.orElse(listed == null ? source.core().position() : listed);
        }

        /** {@code base} is a setting of the environment's own section only. */
        private Settings settings(String name, List<String> otherwise) {
            List<Loader> loaders = new ArrayList<>();
            source.environment(name).ifPresent(loaders::add);
            Settings own = Settings.ofEnvironment(this, name, loaders);
            List<String> base = own.isSet(EnvironmentKeys.BASE) ? own.get(EnvironmentKeys.BASE) : otherwise;
            loaders.addAll(source.bases(base));
            return Settings.ofEnvironment(this, name, loaders);
        }
    }
}

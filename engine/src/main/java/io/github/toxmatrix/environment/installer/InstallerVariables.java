package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.server.IndexOptions;
import io.github.toxmatrix.index.server.PackageIndex;
import io.github.toxmatrix.index.server.ServedIndex;
import io.github.toxmatrix.index.server.SharedIndex;
import io.github.toxmatrix.index.setting.ConfiguredNetwork;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.index.setting.InstallerSettings;
import io.github.toxmatrix.index.setting.PackageSources;
import io.github.toxmatrix.index.setting.PipSettings;
import io.github.toxmatrix.index.setting.UvSettings;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.resolution.AsOf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What installers are started with so that they find packages where the user has told pip and uv to look: there directly, or
 * through our index, which is opened when the first of them has to ask for something.
 */
public final class InstallerVariables implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(InstallerVariables.class.getName());

    /** Of the calling process, what installers go by besides {@code UV_…}, {@code PIP_…} and the like. */
    private static final Set<String> OF_INSTALLERS =
            Set.of("HOME", "NETRC", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR");

    private static final String NOT_SERVED = "no package index of our own can be served: ";

    private final Optional<Path> uv;
    private final Optional<Path> python;
    private final EnvironmentOptions options;
    private final DefaultIndexes defaults;
    private final PipFilesOfRun files;
    private final OnceEach<Map<String, String>, PipSettings> pips = new OnceEach<>();
    private final OnceEach<Question, Optional<InstallerSettings>> settings = new OnceEach<>();
    private final OnceEach<Question, Optional<ConfiguredNetwork>> networks = new OnceEach<>();
    private final OnceEach<Behind, Optional<ServedIndex>> indexes = new OnceEach<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final Set<ServedIndex> opened = ConcurrentHashMap.newKeySet();

    /**
     * @param uv whose default index counts for uv; empty where there is none to be asked for
     * @param python an interpreter whose pip says what pip was told
     * @param folder gives a new folder of the run for what pip is told in files
     */
    public InstallerVariables(
            Optional<Path> uv, Optional<Path> python, EnvironmentOptions options, Supplier<Path> folder) {
        this.uv = uv;
        this.python = python;
        this.options = options;
        this.defaults = new DefaultIndexes(uv, python);
        this.files = new PipFilesOfRun(folder);
    }

    /** What decides where packages come from. */
    private record Question(Map<String, String> variables, Path directory) {

        static Question of(Map<String, String> variables, Path directory) {
            Map<String, String> own = new HashMap<>(variables);
            own.keySet().removeIf(name -> !isForInstallers(name) && !name.endsWith("_CA_BUNDLE"));
            return new Question(Map.copyOf(own), directory);
        }
    }

    /** What an index of ours stands before, and how it gets there: one serves all environments that were told the same. */
    private record Behind(Set<Upstream> upstreams, ConfiguredNetwork network) {}

    /** For uv, to ask the user's indexes itself. */
    Map<String, String> direct(Installation installation) throws ProvisionException, InterruptedException {
        Map<String, String> variables = new HashMap<>(installation.variables());
        options.environ().forEach((name, value) -> {
            if (isForInstallers(name)) {
                variables.putIfAbsent(name, value);
            }
        });
        Optional<InstallerSettings> told = settings(Question.of(variables, installation.directory()));
        told.ifPresent(found -> variables.putAll(found.toldToUv(variables)));
        return variables;
    }

    /** For uv, through our index where that is used and can be. */
    Installation forUv(Installation installation) throws ProvisionException, InterruptedException {
        Map<String, String> variables = direct(installation);
        Installation direct = installation.withVariables(variables);
        if (options.index() instanceof IndexUse.Off) {
            return direct;
        }
        Question question = Question.of(variables, installation.directory());
        Optional<InstallerSettings> told = settings(question);
        if (told.isEmpty()) {
            return direct;
        }
        String byDefault = defaults.ofUv(variables);
        if (isLeft(told.get().reasonForUvToAskItself(byDefault, options.index()))) {
            return direct;
        }
        PackageSources sources = told.get().forUv(byDefault);
        return index(question, told.get(), byDefault, byDefault)
                .map(found -> installation.asking(
                        sources.forUv(found, variables), new AskedIndex(found, Set.copyOf(sources.upstreams()))))
                .orElse(direct);
    }

    /**
     * For pip, started with these variables. It knows nothing of times: our index alone can show it what there was at one.
     *
     * @param lines of a requirements file, that it is to install
     * @throws ProvisionException if packages are to be as of a time, and pip would look for them elsewhere too
     */
    public Installation forPip(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        Optional<AsOf> asOf = asOf();
        Optional<Installation> indexed = indexed(installation, lines, asOf);
        if (asOf.isPresent()) {
            Optional<String> reason = indexed.isPresent()
                    ? otherIndex(lines, installation.directory())
                    : Optional.of(
                            options.index() instanceof IndexUse.Off
                                    ? "matrix.index is off"
                                    : reasonToHearNothing(lines).orElse("it cannot be used"));
            if (reason.isPresent()) {
                throw new ProvisionException(
                        "pip knows what there was at a time (matrix.as-of=" + asOf.get()
                                + ") from the package index of our own alone, but " + reason.get()
                                + ": change that, or leave the environment out",
                        "");
            }
        }
        return indexed.orElse(installation);
    }

    /** The same for {@code pip download} where that tells what {@code pip install} would take. */
    Installation forDownload(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        Installation asking = forPip(installation, lines);
        Optional<InstallerSettings> told = settings(Question.of(installation.variables(), installation.directory()));
        return told.isEmpty()
                ? asking
                : asking.withVariables(files.downloading(
                        told.get().pip(), asking.variables(), asking.index().isPresent()));
    }

    /** For pip where it installs a tool of ours, which tests do not see. */
    Installation forToolOfToday(Installation installation) throws ProvisionException, InterruptedException {
        return indexed(installation, List.of(), Optional.empty()).orElse(installation);
    }

    /** Nothing that was uploaded later is to be installed. */
    Optional<AsOf> asOf() {
        return options.resolution().asOf();
    }

    private static Optional<String> otherIndex(List<String> lines, Path directory) throws ProvisionException {
        try {
            return RequirementLines.namingAnIndex(lines, directory).map(option -> "it is told of another by " + option);
        } catch (IOException unreadable) {
            throw new ProvisionException("cannot read requirements: " + unreadable, unreadable);
        }
    }

    private Optional<Installation> indexed(Installation installation, List<String> lines, Optional<AsOf> asOf)
            throws ProvisionException, InterruptedException {
        Map<String, String> variables = installation.variables();
        if (options.index() instanceof IndexUse.Off || python.isEmpty() || isLeft(reasonToHearNothing(lines))) {
            return Optional.empty();
        }
        Question question = Question.of(variables, installation.directory());
        Optional<InstallerSettings> told = settings(question);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        String byDefault = defaults.ofPip(told.get().pip(), variables);
        if (isLeft(told.get().reasonForPipToAskItself(byDefault, options.index()))) {
            return Optional.empty();
        }
        PackageSources sources = told.get().forPip(byDefault);
        Optional<ServedIndex> index = index(
                        question, told.get(), byDefault, uv.isPresent() ? defaults.ofUv(variables) : byDefault)
                .map(found -> asOf.map(time -> found.asOf(time.time())).orElse(found));
        if (index.isEmpty() || (asOf.isPresent() && !sources.areBehind(index.get()))) {
            return Optional.empty();
        }
        PipSettings pip = told.get().pip();
        Map<String, String> asking = files.askingUs(pip, variables);
        return Optional.of(installation.asking(
                sources.forPip(index.get(), index.get().isLocal() ? asking : pip.trustedInVariables(asking)),
                new AskedIndex(index.get(), Set.copyOf(sources.upstreams()))));
    }

    /** Why pip would go by nothing that it is told here. */
    private static Optional<String> reasonToHearNothing(List<String> words) {
        return words.contains("--isolated")
                ? Optional.of("pip is started with --isolated, and so goes by no variable (install_command)")
                : Optional.empty();
    }

    /** One for all that pip and uv are told, so that both find the same one, as does the next run. */
    private Optional<ServedIndex> index(
            Question question, InstallerSettings told, String defaultOfPip, String defaultOfUv)
            throws ProvisionException, InterruptedException {
        Set<Upstream> upstreams = new LinkedHashSet<>(told.forPip(defaultOfPip).upstreams());
        upstreams.addAll(told.forUv(defaultOfUv).upstreams());
        if (upstreams.isEmpty()) {
            return Optional.empty();
        }
        Optional<ConfiguredNetwork> network = network(question, told);
        return network.isEmpty()
                ? Optional.empty()
                : indexes.get(new Behind(Set.copyOf(upstreams), network.get()), () -> open(network.get(), upstreams));
    }

    private Optional<ConfiguredNetwork> network(Question question, InstallerSettings told)
            throws ProvisionException, InterruptedException {
        return networks.get(question, () -> {
            try {
                return Optional.of(ConfiguredNetwork.of(told, question.variables(), question.directory()));
            } catch (IOException failed) {
                return without(NOT_SERVED + failed.getMessage(), failed);
            }
        });
    }

    private Optional<ServedIndex> open(ConfiguredNetwork network, Set<Upstream> upstreams) throws ProvisionException {
        try {
            ServedIndex index = options.index() instanceof IndexUse.Shared shared
                    ? SharedIndex.open(shared.base(), upstreams)
                    : PackageIndex.open(new ArrayList<>(upstreams), network, IndexOptions.of(options.cache()));
            opened.add(index);
            return Optional.of(index);
        } catch (IOException failed) {
            return without(NOT_SERVED + failed.getMessage(), failed);
        }
    }

    private Optional<InstallerSettings> settings(Question question) throws ProvisionException, InterruptedException {
        return settings.get(question, () -> {
            try {
                UvSettings ofUv = UvSettings.read(question.variables(), question.directory());
                return Optional.of(new InstallerSettings(pip(question), ofUv));
            } catch (IOException failed) {
                return without("what uv was told cannot be read: " + failed.getMessage(), failed);
            }
        });
    }

    /** Nothing that is for uv alone changes what pip was told, which takes long to ask. */
    private PipSettings pip(Question question) throws ProvisionException, InterruptedException {
        Map<String, String> own = new HashMap<>(question.variables());
        own.keySet().removeIf(name -> !name.matches("(?i)(PIP|XDG)_.*|HOME|APPDATA|PROGRAMDATA"));
        return pips.get(own, () -> PipSettings.read(python, question.variables(), question.directory()));
    }

    /** Whether an installer has to ask by itself. */
    private boolean isLeft(Optional<String> reason) throws ProvisionException {
        return reason.isPresent()
                && without(reason.get(), new IOException(reason.get())).isEmpty();
    }

    /** Going without one changes nothing of what is installed, so it is an error only where the user wants one; told once. */
    private <T> Optional<T> without(String reason, IOException cause) throws ProvisionException {
        if (options.index() instanceof IndexUse.Auto || options.index() instanceof IndexUse.Off) {
            if (warned.add(reason)) {
                LOGGER.log(System.Logger.Level.WARNING, reason + "; installers ask the configured indexes themselves");
            }
            return Optional.empty();
        }
        throw new ProvisionException(reason + " (matrix.index)", cause);
    }

    private static boolean isForInstallers(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return List.of("UV_", "PIP_", "SSL_", "XDG_", "GIT_").stream().anyMatch(upper::startsWith)
                || upper.endsWith("_PROXY")
                || OF_INSTALLERS.contains(upper);
    }

    @Override
    public void close() {
        opened.forEach(ServedIndex::close);
    }
}

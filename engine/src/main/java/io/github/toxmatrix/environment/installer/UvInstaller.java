package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.setting.FileChoice;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Works with uv. */
public final class UvInstaller implements PinInstaller {

    private static final Platform PLATFORM = Platform.current();

    /** The variable by which uv is told that nothing that was uploaded later counts. */
    public static final String AS_OF = "UV_EXCLUDE_NEWER";

    private final Path uv;
    private final InstallerVariables sources;
    private final Optional<AsOf> asOf;
    private final Supplier<Path> folder;

    /**
     * @param sources where packages come from
     * @param asOf nothing that was uploaded later is installed
     * @param folder says where files may lie for a moment: in the run's own folder, which the next one removes where this is killed
     */
    public UvInstaller(Path uv, InstallerVariables sources, Optional<AsOf> asOf, Supplier<Path> folder) {
        this.uv = uv;
        this.sources = sources;
        this.asOf = asOf;
        this.folder = folder;
    }

    @Override
    public UvInstaller ofToday() {
        return new UvInstaller(uv, sources, Optional.empty(), folder);
    }

    /** Where packages come from. */
    public InstallerVariables sources() {
        return sources;
    }

    /** Whether it can make environments of an interpreter. */
    static boolean takes(Interpreter base) {
        return base.major() == 3 && base.minor() >= 6;
    }

    /** Its own seeds are those of the day when it was built into a template. */
    @Override
    public boolean brings(CreateOptions options) {
        return options.alwaysCopy();
    }

    @Override
    public String create(Installation installation, Interpreter base, CreateOptions options)
            throws ProvisionException, InterruptedException {
        if (options.alwaysCopy()) {
            return createCopied(installation, base, options);
        }
        List<String> command = command("venv", "--no-project", "--no-python-downloads");
        command.addAll(List.of("--python", base.executable().toString(), "--prompt", options.prompt()));
        if (options.systemSitePackages()) {
            command.add("--system-site-packages");
        }
        if (options.seed()) {
            command.add("--seed");
        }
        command.add(installation.environment().toString());
        return (options.seed() ? indexed(installation) : prepare(installation)).run(command);
    }

    /** uv always links the interpreter; the venv of the interpreter itself can copy it. */
    private String createCopied(Installation installation, Interpreter base, CreateOptions options)
            throws ProvisionException, InterruptedException {
        List<String> command = Venv.command(installation.environment(), base, options, false);
        String output = installation.run(command);
        if (!options.seed()) {
            return output;
        }
        return output + install(installation, seeds(base));
    }

    /** What virtualenv puts into an environment; those of it that tox takes for Python 3.8 and older still bring wheel. */
    public static List<String> seeds(Interpreter base) {
        boolean wheel = base.major() == 3 && base.minor() < 9;
        return wheel || !hasSetuptools(base) ? ownSeeds(base) : List.of("pip", "setuptools");
    }

    /** What uv itself does ({@code uv_seed}). */
    public static List<String> ownSeeds(Interpreter base) {
        return hasSetuptools(base) ? List.of("pip", "setuptools", "wheel") : List.of("pip");
    }

    private static boolean hasSetuptools(Interpreter base) {
        return base.major() == 3 && base.minor() < 12;
    }

    @Override
    public String install(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        List<String> command = command("pip", "install", "--no-python-downloads");
        command.addAll(List.of("--python", installation.environment().toString()));
        command.addAll(RequirementLines.forUv(lines));
        Installation asking = indexed(installation);
        command.addAll(choices(asking));
        return asking.run(command);
    }

    @Override
    public String identity() throws IOException {
        return uv + " " + Files.size(uv) + " " + Files.getLastModifiedTime(uv);
    }

    @Override
    public Installation prepare(Installation installation) throws ProvisionException, InterruptedException {
        return installation.withVariables(variables(sources.direct(installation), installation));
    }

    /** The same where uv has to ask: through our index, where that is used. */
    private Installation indexed(Installation installation) throws ProvisionException, InterruptedException {
        Installation asking = sources.forUv(installation);
        return asking.withVariables(variables(asking.variables(), asking));
    }

    @Override
    public Pins resolve(Installation prepared, Interpreter base, Pinnable lines)
            throws ProvisionException, InterruptedException {
        try {
            Path work = Files.createDirectories(folder.get());
            try {
                return resolve(prepared, base, lines, work);
            } finally {
                FileTree.delete(work);
            }
        } catch (IOException | IllegalArgumentException failed) {
            throw new ProvisionException("cannot read what uv resolved: " + failed, failed);
        }
    }

    private Pins resolve(Installation prepared, Interpreter base, Pinnable lines, Path folder)
            throws ProvisionException, IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("requirements.in"), lines.text());
        Path output = folder.resolve("resolved.txt");
        if (!lines.preferred().isEmpty()) { // uv prefers what the file holds that it is to write
            Files.writeString(output, String.join("\n", lines.preferred()) + "\n");
        }
        List<String> command = command("pip", "compile", "--no-python-downloads", "--quiet", "--no-header");
        command.addAll(List.of(
                "--no-annotate",
                "--generate-hashes",
                "--python",
                base.executable().toString()));
        command.addAll(lines.options());
        command.addAll(choices(prepared));
        command.addAll(List.of("--output-file", output.toString(), input.toString()));
        String unused = indexed(prepared).run(command);
        return Pins.parse(Files.readString(output));
    }

    @Override
    public String installPins(Installation prepared, Path pins, List<String> options, boolean linked)
            throws ProvisionException, InterruptedException {
        List<String> command = command("pip", "install", "--no-python-downloads", "--no-deps");
        command.addAll(List.of("--python", prepared.environment().toString()));
        command.addAll(options);
        command.addAll(choices(prepared));
        command.addAll(List.of("--requirements", pins.toString()));
        List<String> offline = new ArrayList<>(command);
        offline.add("--offline");
        // uv knows what it has by the URL that it came from
        Installation indexed = indexed(prepared);
        for (Installation known : new LinkedHashSet<>(List.of(indexed, prepared))) {
            Optional<String> installed = cached(linked(known, linked), offline);
            if (installed.isPresent()) {
                return installed.get();
            }
        }
        return linked(indexed, linked).run(command);
    }

    @Override
    public String installWheel(Installation installation, Path wheel, boolean linked)
            throws ProvisionException, InterruptedException {
        List<String> command = command("pip", "install", "--no-python-downloads", "--offline", "--no-deps");
        command.addAll(
                List.of("--reinstall", "--python", installation.environment().toString(), wheel.toString()));
        return linked(prepare(installation), linked).run(command);
    }

    private static Optional<String> cached(Installation installation, List<String> offline)
            throws ProvisionException, InterruptedException {
        try {
            return Optional.of(installation.run(offline));
        } catch (ProvisionException notCached) {
            if (LackOfRoom.isCauseOf(notCached)) {
                throw notCached;
            }
            return Optional.empty();
        }
    }

    private static Installation linked(Installation installation, boolean linked) {
        Map<String, String> variables = new HashMap<>(installation.variables());
        if (!linked) {
            variables.put("UV_LINK_MODE", "copy");
        }
        return installation.withVariables(variables);
    }

    /** Which files pip was told to take. */
    private static List<String> choices(Installation prepared) {
        List<String> options = new ArrayList<>();
        for (FileChoice choice : FileChoice.ALL) {
            Stream.of(PLATFORM.variable(prepared.variables(), choice.variable()).split("[,\\s]+", -1))
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> options.addAll(List.of(choice.option(), name)));
        }
        return options;
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(uv.toString(), "--color", "never", "--no-progress"));
        command.addAll(List.of(words));
        return command;
    }

    private Map<String, String> variables(Map<String, String> told, Installation installation)
            throws ProvisionException {
        Map<String, String> variables = new HashMap<>(told);
        variables.keySet().removeAll(List.of("UV_PYTHON", "UV_PROJECT_ENVIRONMENT", "PYTHONHOME"));
        variables.put("VIRTUAL_ENV", installation.environment().toString());
        asOf.ifPresent(time -> variables.put(AS_OF, time.toString()));
        if (!variables.containsKey("UV_LINK_MODE") && !sameVolume(cache(variables), installation.environment())) {
            variables.put("UV_LINK_MODE", "copy");
        }
        return variables;
    }

    public static Path cache(Map<String, String> variables) {
        String own = PLATFORM.variable(variables, "UV_CACHE_DIR");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        if (PLATFORM == Platform.WINDOWS) {
            return Path.of(PLATFORM.variable(variables, "LOCALAPPDATA"), "uv", "cache");
        }
        String xdg = PLATFORM.variable(variables, "XDG_CACHE_HOME");
        return xdg.isEmpty() ? Platform.home(variables).resolve(".cache").resolve("uv") : Path.of(xdg, "uv");
    }

    private static boolean sameVolume(Path one, Path other) throws ProvisionException {
        try {
            return Files.getFileStore(existing(one)).equals(Files.getFileStore(existing(other)));
        } catch (IOException unknown) {
            throw new ProvisionException("cannot tell on which volume " + other + " lies: " + unknown, unknown);
        }
    }

    private static Path existing(Path path) {
        Path current = path.toAbsolutePath();
        while (!Files.exists(current) && current.getParent() != null) {
            current = current.getParent();
        }
        return current;
    }
}

package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Works with the pip that virtualenv puts into an environment, for Pythons that uv and a pip of today refuse. It has no dry run: which
 * versions it would install is told by the files that it downloads.
 */
public final class OwnPipInstaller implements PinInstaller {

    private final VirtualenvInstaller maker;
    private final InstallerVariables sources;
    private final Supplier<Path> folder;

    /**
     * @param sources where packages come from
     * @param folder says where files may lie for a moment
     */
    OwnPipInstaller(VirtualenvInstaller maker, InstallerVariables sources, Supplier<Path> folder) {
        this.maker = maker;
        this.sources = sources;
        this.folder = folder;
    }

    @Override
    public String create(Installation installation, Interpreter base, CreateOptions options)
            throws ProvisionException, InterruptedException {
        return maker.create(installation, base, options);
    }

    @Override
    public String install(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        return maker.install(installation, lines);
    }

    /** The pip is that of the virtualenv. */
    @Override
    public String identity() {
        return "pip of " + VirtualenvInstaller.VIRTUALENV
                + sources.asOf().map(time -> " as of " + time).orElse("");
    }

    /** What it installs as of a time, it is shown so. */
    @Override
    public OwnPipInstaller ofToday() {
        return this;
    }

    @Override
    public boolean brings(CreateOptions options) {
        return true;
    }

    /** It downloads nothing that is editable. */
    @Override
    public boolean resolves(Pinnable lines) {
        return lines.requirements().stream().noneMatch(line -> line.startsWith("-e "));
    }

    /** Its download ends in an error where a constraint is of something that nothing needs, and an sdist's name may lie. */
    @Override
    public boolean isExact() {
        return false;
    }

    @Override
    public Installation prepare(Installation installation) throws ProvisionException, InterruptedException {
        return installation.withVariables(sources.direct(installation));
    }

    /** By the pip of the environment, which has to be there. */
    @Override
    public Pins resolve(Installation prepared, Interpreter base, Pinnable lines)
            throws ProvisionException, InterruptedException {
        try {
            Path work = Files.createDirectories(folder.get());
            try {
                return resolve(maker.downloading(prepared, lines.options()), lines, work);
            } finally {
                FileTree.delete(work);
            }
        } catch (IOException failed) {
            throw new ProvisionException("cannot read what pip downloaded: " + failed, failed);
        }
    }

    /** What is there already stays if it can, as pip would leave it. */
    private static Pins resolve(Installation asking, Pinnable lines, Path work)
            throws ProvisionException, IOException, InterruptedException {
        Path input = Files.writeString(work.resolve("requirements.in"), lines.text());
        Path free = work.resolve("free");
        List<String> command = download(asking, free, lines);
        command.addAll(List.of("-r", input.toString()));
        String unused = asking.run(command);
        Pins pins = DownloadedPins.in(free);
        Set<String> names = pins.pinned().stream().map(Pin::name).collect(Collectors.toSet());
        List<String> there = lines.preferred().stream()
                .filter(pin -> names.contains(pin.substring(0, pin.indexOf("=="))))
                .toList();
        if (pins.pinned().stream().map(Pin::requirement).toList().containsAll(there)) {
            return pins;
        }
        Path preferred = Files.writeString(work.resolve("preferred.txt"), String.join("\n", there) + "\n");
        Path keeping = work.resolve("keeping");
        List<String> again = download(asking, keeping, lines);
        again.addAll(List.of("-r", input.toString(), "-c", preferred.toString()));
        return asking.succeeds(again) ? DownloadedPins.in(keeping) : pins;
    }

    private static List<String> download(Installation asking, Path folder, Pinnable lines) throws IOException {
        List<String> command = VirtualenvInstaller.pip(asking, "download");
        command.addAll(List.of("--dest", Files.createDirectory(folder).toString()));
        command.addAll(PipArguments.options(lines.options()));
        return command;
    }

    @Override
    public String installPins(Installation prepared, Path file, List<String> options, boolean linked)
            throws ProvisionException, InterruptedException {
        StringBuilder output = new StringBuilder();
        for (List<String> exactly : PipArguments.exactly(file, options)) {
            List<String> command = VirtualenvInstaller.pip(prepared, "install");
            command.addAll(exactly);
            output.append(maker.indexed(prepared, options).run(command));
        }
        return output.toString();
    }

    @Override
    public String installWheel(Installation installation, Path wheel, boolean linked)
            throws ProvisionException, InterruptedException {
        List<String> command = VirtualenvInstaller.pip(installation, "install");
        command.addAll(PipArguments.ofWheel(wheel));
        return installation.run(command);
    }
}

package io.github.toxmatrix.cli;

import io.github.toxmatrix.tox.DefinedEnvironment;
import io.github.toxmatrix.tox.Selection;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxVariables;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what {@code tox config} prints ({@code tox/session/cmd/show_config}). */
@Command(
        name = "config",
        aliases = "c",
        description = "show the configuration as it is read",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConfigCommand implements Callable<Integer> {

    private enum Format {
        ini,
        json,
        toml
    }

    private final Optional<List<String>> posargs;
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration;

    @Option(names = "-e", paramLabel = "ENVS", description = "which environments, separated by commas; ALL: all")
    private List<String> names = new ArrayList<>();

    @Mixin
    private final SelectionOptions selection;

    @Option(names = "-k", paramLabel = "KEY...", parameterConsumer = Words.class, description = "only these settings")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--core", description = "show core settings, as -e ALL does")
    private boolean core;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ini)")
    private Format format = Format.ini;

    @Option(
            names = {"-o", "--output-file"},
            paramLabel = "FILE",
            description = "write to this file")
    private @Nullable Path file;

    ConfigCommand(Optional<List<String>> posargs, ToxVariables variables, PrintStream out) {
        this.posargs = posargs;
        this.out = out;
        this.configuration = new ConfigurationOption(variables);
        this.selection = new SelectionOptions(variables);
    }

    @Override
    public Integer call() throws IOException {
        ToxProject project = configuration.project(posargs);
        Selection wanted = selection.named(names);
        List<DefinedEnvironment> environments =
                SelectionOptions.defined(project, wanted, DefinedEnvironment::selected, out);
        Notes.print(
                project,
                environments,
                Objects.requireNonNull(spec).commandLine().getErr());
        ShownConfiguration shown = new ShownConfiguration(
                environments, core || wanted.all() ? Optional.of(project.settings()) : Optional.empty(), keys);
        String text =
                switch (format) {
                    case ini -> new IniText(shown).text();
                    case json -> JsonText.of(shown.tree());
                    case toml -> TomlText.of(shown.tree());
                };
        if (file == null) {
            out.print(text + "\n");
        } else {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text + "\n");
        }
        return shown.hasErrors() ? ExitCode.BROKEN_VALUE : ExitCode.OK;
    }
}

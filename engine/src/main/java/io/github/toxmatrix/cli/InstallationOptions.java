package io.github.toxmatrix.cli;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.report.PosixShell;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code tox run} for what is installed, and whether anything is run then ({@code tox/session/cmd/run/common.py}). */
final class InstallationOptions {

    @Option(
            names = {"-r", "--recreate"},
            description = "make environments anew, as is always done here; what is cached for many stays")
    boolean recreate; // accepted, and asks for nothing that is not done anyway

    @Option(names = "--no-recreate-pkg", description = "without effect: what builds is made once in a run anyway")
    boolean noRecreatePackage; // accepted for calls that are written for tox

    @Option(
            names = {"-n", "--notest"},
            description = "make environments without running their commands")
    private boolean notest;

    @Option(
            names = "--installpkg",
            paramLabel = "FILE",
            description = "a wheel or sdist to install instead of building the project")
    private @Nullable String packageFile;

    @Option(names = "--develop", description = "install the package as package = editable does")
    private boolean develop;

    @Option(names = "--skip-pkg-install", description = "neither build nor install the package")
    private boolean skipPackage;

    @Option(names = "--skip-env-install", description = "install neither dependencies nor the package")
    private boolean skipEnvironment;

    @Option(names = "--fail-fast", description = "begin no environment after one has failed")
    private boolean failFast;

    /** What the parser of options takes for text. */
    void check() {
        if (packageFile != null) {
            file(packageFile);
        }
    }

    /** As tox reads it: a path, or a {@code file:} URL. */
    private static Path file(String given) {
        try {
            Path file = (given.startsWith("file:") ? Path.of(URI.create(given)) : Path.of(given)).toAbsolutePath();
            if (!Files.exists(file)) {
                throw HandledException.ofOption("--installpkg", file + " does not exist");
            }
            if (!Files.isRegularFile(file)) {
                throw HandledException.ofOption("--installpkg", file + " is not a file");
            }
            return file;
        } catch (IllegalArgumentException e) { // InvalidPathException is one
            throw HandledException.ofOption("--installpkg", "it is no path: " + e.getMessage());
        }
    }

    /** For the engine. */
    Map<String, String> parameters() {
        Map<String, String> parameters = lasting();
        flag(parameters, Constants.NOTEST, notest);
        flag(parameters, Constants.FAIL_FAST, failFast);
        return parameters;
    }

    /** Those that matter where a failure is repeated. */
    private Map<String, String> lasting() {
        Map<String, String> parameters = new LinkedHashMap<>();
        Optional.ofNullable(packageFile)
                .ifPresent(given ->
                        parameters.put(Constants.INSTALLPKG, file(given).toString()));
        flag(parameters, Constants.DEVELOP, develop);
        flag(parameters, Constants.SKIP_PKG_INSTALL, skipPackage);
        flag(parameters, Constants.SKIP_ENV_INSTALL, skipEnvironment);
        return parameters;
    }

    private static void flag(Map<String, String> parameters, String name, boolean given) {
        if (given) {
            parameters.put(name, "true");
        }
    }

    /** The words by which a person gives them again, each with a space before it. */
    String words() {
        return lasting().entrySet().stream()
                .map(one -> " --" + one.getKey().substring("matrix.".length())
                        + (one.getValue().equals("true") ? "" : " " + PosixShell.quote(one.getValue())))
                .collect(Collectors.joining());
    }
}

package io.github.toxmatrix.engine.parameter;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.environment.option.InstallOptions;
import io.github.toxmatrix.tox.invocation.ToxOptions;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the configuration of an entry class lies. */
public final class ConfigurationPlace {

    private static final List<String> BUILD_FILES =
            List.of("pom.xml", "build.gradle", "build.gradle.kts", "build.xml", "BUILD.bazel");

    private ConfigurationPlace() {}

    /**
     * The parameter's folder, else the annotation's relative to the module, else the module itself.
     *
     * @param annotated the value of the annotation; may be empty
     */
    public static Path of(Class<?> type, String annotated, MatrixConfiguration configuration) {
        return configuration
                .root()
                .map(root -> calledFrom(configuration).resolve(root))
                .orElseGet(() -> module(type).resolve(annotated))
                .toAbsolutePath()
                .normalize();
    }

    /** The folders of tox's command line, from where {@code matrix.root} would be. */
    public static ToxOptions options(MatrixConfiguration configuration) {
        return new ToxOptions(
                folder(configuration.reading().root(), configuration),
                folder(configuration.reading().workDir(), configuration),
                Optional.empty(),
                configuration.reading().develop(),
                false,
                Optional.empty());
    }

    /** The file whose pins are to be installed. */
    public static Optional<Path> pins(MatrixConfiguration configuration) {
        return folder(configuration.pins().given(), configuration);
    }

    /** The file for the pins of this run, if it was named. */
    public static Optional<Path> pinsOutput(MatrixConfiguration configuration) {
        return folder(configuration.pins().output(), configuration);
    }

    /**
     * What is left out of environments.
     *
     * @throws MatrixProblem if the package that is to be installed is no file
     */
    public static InstallOptions install(MatrixConfiguration configuration) {
        MatrixConfiguration.LeftOut leftOut = configuration.leftOut();
        Optional<Path> given = folder(leftOut.packageFile(), configuration);
        if (given.isPresent() && !Files.isRegularFile(given.get())) {
            throw new MatrixProblem(Constants.INSTALLPKG + ": " + given.get()
                    + (Files.exists(given.get()) ? " is not a file" : " does not exist"));
        }
        return new InstallOptions(leftOut.dependencies(), leftOut.sources(), given);
    }

    /** Where the build of a class puts what it makes: {@code target}, {@code build}; empty for what no build compiled. */
    public static Optional<Path> buildFolder(Class<?> type) {
        return codeSource(type).flatMap(classes -> moduleAbove(classes)
                .map(module -> module.resolve(module.relativize(classes).getName(0))));
    }

    private static Optional<Path> folder(Optional<String> given, MatrixConfiguration configuration) {
        return given.map(
                text -> calledFrom(configuration).resolve(text).toAbsolutePath().normalize());
    }

    /** Where the build was called, as far as the JVM of the tests can know. */
    private static Path calledFrom(MatrixConfiguration configuration) {
        return configuration
                .rootBase()
                // the start script of Maven sets it to the top folder of the build
                .or(() -> Optional.ofNullable(System.getenv("MAVEN_PROJECTBASEDIR")))
                .map(Path::of)
                .orElseGet(() -> Path.of(""));
    }

    private static Path module(Class<?> type) {
        return codeSource(type)
                .flatMap(ConfigurationPlace::moduleAbove)
                .or(() -> Optional.ofNullable(System.getProperty("basedir")).map(Path::of))
                .orElseGet(() -> Path.of(""));
    }

    private static Optional<Path> codeSource(Class<?> type) {
        @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // not loaded from a file: a JAR in a JAR, a class made at run time
        }
    }

    /** The nearest folder with a build file above folders of classes; a JAR lies in a repository and says nothing. */
    private static Optional<Path> moduleAbove(Path classes) {
        if (!Files.isDirectory(classes)) {
            return Optional.empty();
        }
        for (Path folder = classes.getParent(); folder != null; folder = folder.getParent()) {
            for (String file : BUILD_FILES) {
                if (Files.exists(folder.resolve(file))) {
                    return Optional.of(folder);
                }
            }
        }
        return Optional.empty();
    }
}

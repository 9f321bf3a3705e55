package io.github.toxmatrix.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Maven build of a project that was copied to a folder of its own. */
record MavenBuild(Path project, int exitCode, String output) {

    static final Path REPOSITORY_ROOT = Path.of(System.getProperty("repository.root", ".."));

    /** Copies a project and runs Maven in it. */
    static MavenBuild run(Path source, Path target, List<String> goals, Map<String, String> properties)
            throws IOException, InterruptedException {
        copy(source, target);
        return run(target, goals, properties);
    }

    /** Runs Maven in a folder. */
    static MavenBuild run(Path folder, List<String> goals, Map<String, String> properties)
            throws IOException, InterruptedException {
        return run(folder, goals, properties, Map.of());
    }

    /** Runs Maven in a folder, with more variables than those of this process. */
    static MavenBuild run(
            Path folder, List<String> goals, Map<String, String> properties, Map<String, String> variables)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(goals, properties))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process maven = builder.start();
        maven.getOutputStream().close();
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new MavenBuild(folder, maven.waitFor(), output);
    }

    /** Maven with the settings and repository of the build that runs this test. */
    static List<String> command(List<String> goals, Map<String, String> properties) {
        List<String> command = new ArrayList<>();
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path home = Path.of(System.getProperty("maven.home"));
        command.add(home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
        command.addAll(List.of("-B", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local")));
        command.add("-Dtox-matrix.version=" + System.getProperty("tox-matrix.version"));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(goals);
        return command;
    }

    /** The reports Surefire wrote, by test class. */
    Map<String, SurefireReport> reports() {
        return SurefireReport.readAll(project.resolve("target/surefire-reports"));
    }

    static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            files.filter(file -> !source.relativize(file).startsWith("target")).forEach(file -> {
                try {
                    Path copy = target.resolve(source.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

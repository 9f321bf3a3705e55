package io.github.toxmatrix.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A call of {@code java -jar tox-matrix.jar}, as this build made it. */
record ExecutableJar(int exitCode, String output) {

    static final Path JAR = MavenBuild.REPOSITORY_ROOT.resolve("engine/target/tox-matrix.jar");

    static List<String> command(Map<String, String> properties, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().normalize().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs it to its end in a folder, with these variables and no others; {@code HOME} is the JVM's idea of it, too. */
    static ExecutableJar run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> home =
                environment.containsKey("HOME") ? Map.of("user.home", environment.get("HOME")) : Map.of();
        return call(command(home, arguments), folder, environment);
    }

    /** The same by a command of another form. */
    static ExecutableJar call(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ExecutableJar(process.waitFor(), output);
    }
}

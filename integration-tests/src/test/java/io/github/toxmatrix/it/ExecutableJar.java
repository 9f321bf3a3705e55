package io.github.toxmatrix.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code java -jar tox-matrix.jar}, as this build made it. */
final class ExecutableJar {

    private static final Path JAR = MavenBuild.REPOSITORY_ROOT.resolve("engine/target/tox-matrix.jar");

    private ExecutableJar() {}

    static List<String> command(Map<String, String> properties, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().normalize().toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}

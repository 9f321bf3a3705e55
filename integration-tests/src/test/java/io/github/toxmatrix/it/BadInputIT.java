package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be run is told in words, by Maven and by the jar, and is never green. */
class BadInputIT {

    private static final Path MATRIX = Path.of("src/test/projects/matrix").toAbsolutePath();

    @TempDir
    Path folder;

    private Path project;

    /**
     * A mistake.
     *
     * @param parameters as Maven takes it
     * @param arguments as the jar takes it
     * @param exitCode of the jar
     * @param words what the message says
     * @param environment variables by which it is made; {project} stands for the project's folder
     */
    private record Mistake(
            String name,
            Map<String, String> parameters,
            List<String> arguments,
            int exitCode,
            List<String> words,
            Map<String, String> environment) {

        Mistake(String name, Map<String, String> parameters, List<String> arguments, int exitCode, List<String> words) {
            this(name, parameters, arguments, exitCode, words, Map.of());
        }

        Map<String, String> environment(Path project) {
            Map<String, String> variables = new HashMap<>(environment);
            variables.replaceAll((name, value) -> value.replace("{project}", project.toString()));
            return variables;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "no-configuration",
                        Map.of("matrix.root", "empty"),
                        List.of("-c", "empty"),
                        254,
                        List.of("no tox configuration found", "tox.ini", "empty")),
                new Mistake(
                        "broken-configuration",
                        Map.of("matrix.root", "broken"),
                        List.of("-c", "broken"),
                        254,
                        List.of("broken", "tox.ini:3")),
                new Mistake(
                        "unknown-environment",
                        Map.of("matrix.envs", "py-wrnog"),
                        List.of("-e", "py-wrnog"),
                        254,
                        List.of("py-wrnog", "py-wrong")),
                new Mistake(
                        "unknown-factor",
                        Map.of("matrix.envs", "django"),
                        List.of("-f", "django"),
                        254,
                        List.of("tox.ini")),
                new Mistake(
                        "shard-5-of-4",
                        Map.of("matrix.shard", "5/4"),
                        List.of("--shard", "5/4"),
                        2,
                        List.of("5/4 is not a shard")),
                new Mistake(
                        "shard-0-of-4",
                        Map.of("matrix.shard", "0/4"),
                        List.of("--shard", "0/4"),
                        2,
                        List.of("0/4 is not a shard")),
                new Mistake(
                        "shard-x",
                        Map.of("matrix.shard", "x"),
                        List.of("--shard", "x"),
                        2,
                        List.of("'x' is not a shard")),
                new Mistake(
                        "unknown-runner",
                        Map.of("matrix.runner", "wizard"),
                        List.of("--runner", "wizard"),
                        2,
                        List.of("wizard", "native", "tox:ENVS")),
                new Mistake(
                        "no-such-python",
                        Map.of("matrix.envs", "old"),
                        List.of("-e", "old"),
                        1,
                        List.of("could not find python interpreter", "python3.99")),
                new Mistake(
                        "unknown-runner-of-an-environment",
                        Map.of("matrix.envs", "magic"),
                        List.of("-e", "magic"),
                        1,
                        List.of("runner 'wizard' is not known", "tox.ini:")),
                new Mistake(
                        "everything-skipped",
                        Map.of("matrix.envs", "elsewhere"),
                        List.of("-e", "elsewhere"),
                        1,
                        List.of("every environment of this run was skipped")),
                new Mistake(
                        "no-python",
                        Map.of("matrix.envs", "py-wrong"),
                        List.of("-e", "py-wrong"),
                        1,
                        List.of("could not find python interpreter", "met no Python at all"),
                        Map.of(
                                "PATH",
                                "{project}/nothing",
                                "HOME",
                                "{project}/home",
                                "PYENV_ROOT",
                                "{project}/nothing",
                                "XDG_DATA_HOME",
                                "{project}/nothing")),
                new Mistake(
                        "no-uv-and-no-index",
                        Map.of("matrix.envs", "py-wrong", "matrix.override", "testenv.deps=iniconfig"),
                        List.of("-e", "py-wrong", "-x", "testenv.deps=iniconfig"),
                        1,
                        List.of("uv is not on PATH", "Install uv", "package index"),
                        Map.of(
                                "PATH",
                                "{project}/bin",
                                "HOME",
                                "{project}/home",
                                "XDG_CACHE_HOME",
                                "{project}/home/cache",
                                "PIP_INDEX_URL",
                                "http://127.0.0.1:9/simple",
                                "PIP_FIND_LINKS",
                                "",
                                "PIP_RETRIES",
                                "0")));
    }

    @BeforeEach
    void writeProject() throws Exception {
        project = folder.resolve("bad");
        MavenBuild.copy(MATRIX, project);
        Files.createDirectories(project.resolve("empty"));
        Files.createSymbolicLink(Files.createDirectories(project.resolve("bin")).resolve("python3"), python());
        Files.createDirectories(project.resolve("broken"));
        Files.writeString(project.resolve("broken/tox.ini"), "[tox]\nenv_list = py\nthis is no setting\n");
        Files.writeString(
                project.resolve("src/test/java/example/MatrixTest.java"),
                "package example;\n\n@io.github.toxmatrix.ToxMatrix\nclass MatrixTest {}\n");
        Files.writeString(
                project.resolve("tox.ini"),
                """
                [tox]
                env_list = py-wrong
                [testenv]
                skip_install = true
                commands = python -c "raise SystemExit(7)"
                [testenv:old]
                base_python = python3.99
                [testenv:magic]
                runner = wizard
                [testenv:elsewhere]
                platform = beos
                """);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldByTheJar(Mistake mistake) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(mistake.arguments());
        // looking upward from the folder must not end at a configuration of somebody else
        Files.delete(project.resolve(mistake.name().equals("no-configuration") ? "tox.ini" : "pom.xml"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("HOME");
        environment.putAll(mistake.environment(project));
        ExecutableJar run = ExecutableJar.run(project, environment, arguments.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.output()).isEqualTo(mistake.exitCode());
        assertThat(run.output()).contains(mistake.words()).doesNotContain("\tat ");
    }

    /** One build with an execution of Surefire for each mistake, for a build takes seconds to start. */
    @Test
    void isToldByMaven() throws Exception {
        Files.move(project.resolve("tox.ini"), project.resolve("matrix.ini"));
        Files.createDirectories(project.resolve("right"));
        Files.move(project.resolve("matrix.ini"), project.resolve("right/tox.ini"));
        Path pom = project.resolve("pom.xml");
        String text = Files.readString(pom);
        String version = "<version>${surefire.version}</version>";
        assertThat(text).containsOnlyOnce(version);
        Files.writeString(
                pom,
                text.replace(
                        version,
                        version + "<configuration><testFailureIgnore>true</testFailureIgnore></configuration>"
                                + mistakes().stream()
                                        .map(mistake -> execution(mistake, project))
                                        .collect(Collectors.joining("", "<executions>", "</executions>"))));
        MavenBuild build = MavenBuild.run(project, List.of("test"), Map.of());

        assertThat(build.exitCode()).as(build.output()).isZero();
        for (Mistake mistake : mistakes()) {
            Map<String, SurefireReport> reports = SurefireReport.readAll(project.resolve("target/" + mistake.name()));
            assertThat(reports).as(mistake.name()).hasSize(1);
            SurefireReport report = reports.values().iterator().next();
            assertThat(report.failures() + report.errors()).as(mistake.name()).isPositive();
            assertThat(report.cases()).as(mistake.name()).anySatisfy(test -> {
                assertThat(test.status()).isIn("failure", "error");
                assertThat(test.text()).contains(mistake.words()).doesNotContain("\tat ");
            });
        }
    }

    private static String execution(Mistake mistake, Path project) {
        Map<String, String> environment = mistake.environment(project);
        String variables = elements(environment.entrySet().stream());
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        Stream<String> parameters = Stream.concat(
                Stream.of(
                        "<matrix.root>" + mistake.parameters().getOrDefault("matrix.root", "right") + "</matrix.root>"),
                mistake.parameters().entrySet().stream()
                        .filter(each -> !each.getKey().equals("matrix.root"))
                        .map(BadInputIT::element));
        return "<execution><id>" + mistake.name() + "</id><phase>test</phase><goals><goal>test</goal></goals>"
                + "<configuration><reportsDirectory>target/" + mistake.name() + "</reportsDirectory>"
                + "<argLine>-Duser.home=" + home + "</argLine>"
                + "<environmentVariables>" + variables + "</environmentVariables>"
                + parameters.collect(Collectors.joining(
                        "", "<systemPropertyVariables>", "</systemPropertyVariables></configuration></execution>"));
    }

    private static String elements(Stream<Map.Entry<String, String>> entries) {
        return entries.map(BadInputIT::element).collect(Collectors.joining());
    }

    private static String element(Map.Entry<String, String> entry) {
        return "<" + entry.getKey() + ">" + entry.getValue() + "</" + entry.getKey() + ">";
    }

    @Test
    void theJarEndsWithTheCodeOfTheFailedCommand() throws Exception {
        ExecutableJar run = ExecutableJar.run(project, System.getenv(), "run", "-e", "py-wrong");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(7);
    }

    @Test
    void noUvAndNoIndexAreToldAlsoInALocaleWithoutUnicode() throws Exception {
        Map<String, String> environment = Map.of(
                "PATH",
                project.resolve("bin").toString(),
                "HOME",
                Files.createDirectories(folder.resolve("home")).toString(),
                "PIP_INDEX_URL",
                "http://127.0.0.1:9/simple",
                "PIP_RETRIES",
                "0");
        ExecutableJar run =
                ExecutableJar.run(project, environment, "run", "-e", "py-wrong", "-x", "testenv.deps=iniconfig");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output())
                .contains("uv is not on PATH", "Install uv", "package index")
                .doesNotContain("\tat ");
    }

    /** The interpreter itself: what is on PATH may be a script that looks for one. */
    private static Path python() throws Exception {
        Process python = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        return Path.of(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }
}

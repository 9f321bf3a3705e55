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
    @MethodSource("io.github.toxmatrix.it.Mistake#all")
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
                                + Mistake.all().stream()
                                        .map(mistake -> execution(mistake, project))
                                        .collect(Collectors.joining("", "<executions>", "</executions>"))));
        MavenBuild build = MavenBuild.run(project, List.of("test"), Map.of());

        assertThat(build.exitCode()).as(build.output()).isZero();
        for (Mistake mistake : Mistake.all()) {
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

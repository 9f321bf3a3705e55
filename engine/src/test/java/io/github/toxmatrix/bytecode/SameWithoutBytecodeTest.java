package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All that pytest prints of a project (outcomes, assertion messages, tracebacks, warnings, what modules say of themselves)
 * and the coverage of lines and branches: with shared bytecode, cold and warm, as without it.
 */
@Timeout(300)
class SameWithoutBytecodeTest {

    private static final Path SOURCES = Path.of("src/test/resources/io/github/toxmatrix/bytecode");

    private static final Map<String, String> UNWRITTEN = Map.of("PYTHONDONTWRITEBYTECODE", "1");

    @TempDir
    Path folder;

    private BytecodeProject project;

    /** A way to start Python. */
    private record Way(Map<String, String> variables, List<String> options) {

        static Way of(String name) {
            return switch (name) {
                case "unwritten" -> new Way(UNWRITTEN, List.of());
                case "written" -> new Way(Map.of(), List.of());
                case "-B" -> new Way(Map.of(), List.of("-B"));
                case "-W error" -> new Way(UNWRITTEN, List.of("-W", "error::SyntaxWarning"));
                case "PYTHONOPTIMIZE" ->
                    new Way(Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONOPTIMIZE", "1"), List.of());
                case "-O" -> new Way(UNWRITTEN, List.of("-O"));
                case "pycache_prefix" -> new Way(UNWRITTEN, List.of("-X", "pycache_prefix=../cache"));
                default -> throw new IllegalArgumentException(name);
            };
        }
    }

    @BeforeEach
    void open() throws IOException {
        assumeFalse(File.separatorChar == '\\', "links and paths of this project are for POSIX");
        project = new BytecodeProject(folder);
    }

    private void write(String version) throws IOException {
        PytestEnvironment.copy(SOURCES.resolve("same"), project.root());
        if (version.equals("2.7")) {
            PytestEnvironment.copy(SOURCES.resolve("changed_for_python2"), project.root());
        }
        try (Stream<Path> files = Files.walk(project.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) { // before 3.7 new sources are not trusted
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
            }
        }
    }

    @AfterEach
    void close() {
        if (project != null) {
            project.close();
        }
    }

    @ParameterizedTest(name = "Python {0}, {1}, {2}")
    @CsvSource({
        "2.7, unwritten, pytest pytest-cov",
        "2.7, written, pytest pytest-cov",
        "2.7, -B, pytest pytest-cov",
        "2.7, -O, pytest pytest-cov",
        "3.6, unwritten, pytest==4.6.11 pytest-cov",
        "3.6, unwritten, pytest pytest-cov",
        "3.7, unwritten, pytest pytest-cov",
        "3.8, unwritten, pytest==5.4.3 pytest-cov",
        "3.8, unwritten, pytest pytest-cov",
        "3.8, written, pytest pytest-cov",
        "3.8, pycache_prefix, pytest pytest-cov",
        "3.13, unwritten, pytest pytest-cov",
        "3.13, written, pytest pytest-cov",
        "3.13, -B, pytest pytest-cov",
        "3.13, -O, pytest pytest-cov",
        "3.13, -W error, pytest pytest-cov",
        "3.13, PYTHONOPTIMIZE, pytest pytest-cov",
    })
    void everythingThatTestsSay(String version, String name, String packages) throws Exception {
        write(version);
        Way way = Way.of(name);
        PythonEnvironment environment = PytestEnvironment.make(project, version, way.variables(), packages);
        String without = pytest(environment, way);

        SharedBytecode first = project.run("1");
        project.serve(first, environment);
        String cold = pytest(environment, way);
        first.learn(environment, project.scope());
        SharedBytecode second = project.run("2");
        project.serve(second, environment);
        String warm = pytest(environment, way);

        assertThat(without)
                .contains("ValueError: not 1 ü", "SyntaxError", "passed", "failed", "condition-coverage")
                .doesNotContain("INTERNALERROR");
        assertThat(cold.lines()).containsExactlyElementsOf(without.lines().toList());
        assertThat(warm.lines()).containsExactlyElementsOf(without.lines().toList());
    }

    private String pytest(PythonEnvironment environment, Way way) throws Exception {
        List<String> arguments = new ArrayList<>(way.options());
        arguments.addAll(Arrays.asList(
                "-m", "pytest", "--cov", "--cov-branch", "--cov-report=xml", "--continue-on-collection-errors"));
        String printed = project.python(environment, arguments.toArray(String[]::new));
        String coverage = Files.readString(project.root().resolve("coverage.xml"));
        clean();
        return printed.replaceAll("0x[0-9a-f]+", "0x")
                        .replaceAll("in \\d+\\.\\d+ ?s(econds)?( \\(.*?\\))?", "in time")
                        .replaceAll("pytest-\\d+/", "pytest/")
                        .replaceAll("=+", "=")
                + coverage.replaceAll("timestamp=\"[^\"]*\"", "");
    }

    /** Removes what a run wrote into the project. */
    private void clean() throws IOException {
        List<Path> written;
        try (Stream<Path> files = Files.walk(project.root())) {
            written = files.filter(file -> file.getFileName()
                            .toString()
                            .matches("__pycache__|.*\\.py[co]|\\.coverage.*|coverage\\.xml"))
                    .filter(file ->
                            !file.endsWith(".coveragerc") && !file.getParent().endsWith("__pycache__"))
                    .toList();
        }
        for (Path each : written) {
            try (Stream<Path> files = Files.walk(each)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

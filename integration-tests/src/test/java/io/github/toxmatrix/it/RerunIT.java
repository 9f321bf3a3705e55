package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Surefire's reruns leave tests that appear in them for the first time out of the verdict. */
class RerunIT {

    private static final Path STUBBORN = Path.of("src/test/projects/stubborn").toAbsolutePath();

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        MavenBuild.copy(STUBBORN, folder);
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = late, mending
                [testenv]
                skip_install = true
                [testenv:late]
                deps = -r requirements.txt
                commands = python -c "raise SystemExit(1)"
                [testenv:mending]
                commands = python -c "open('requirements.txt', 'w').close()"
                """);
    }

    @ParameterizedTest(name = "Surefire {0}, Platform {1}")
    @CsvSource({"3.5.6, 1.14.4", "3.6.1, 6.1.3"})
    void aProvisioningThatWouldPassInARerunStaysFailed(String surefire, String platform) throws Exception {
        MavenBuild build = MavenBuild.run(
                folder,
                List.of("test"),
                Map.of(
                        "surefire.version",
                        surefire,
                        "junit-platform.version",
                        platform,
                        "surefire.rerunFailingTestsCount",
                        "1",
                        "matrix.execution.parallel.enabled",
                        "false"));

        assertThat(build.exitCode()).as(build.output()).isNotZero();
        assertThat(folder.resolve("requirements.txt")).exists();
        assertThat(build.output()).contains("requirements.txt");
    }
}

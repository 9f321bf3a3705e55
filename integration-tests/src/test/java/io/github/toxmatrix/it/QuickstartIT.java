package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart as a user has it: outside this build, against the installed library. */
class QuickstartIT {

    private static final Path QUICKSTART = MavenBuild.REPOSITORY_ROOT.resolve("examples/quickstart");

    @TempDir
    Path folder;

    @Test
    void runsOutsideTheReactor() throws Exception {
        MavenBuild build = MavenBuild.run(QUICKSTART, folder.resolve("quickstart"), List.of("test"), Map.of());

        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(build.reports()).isNotEmpty();
        assertThat(build.reports().values())
                .allSatisfy(report -> assertThat(report.tests()).isPositive());
        assertThat(build.reports().keySet()).allMatch(suite -> suite.startsWith("tox."));
    }

    @Test
    void runsBesideJupiter() throws Exception {
        Path project = folder.resolve("with-jupiter");
        Path source = folder.resolve("source");
        copyWithJupiter(source);
        MavenBuild build = MavenBuild.run(source, project, List.of("test"), Map.of());

        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(build.reports().keySet())
                .contains("example.JupiterTest")
                .anyMatch(suite -> suite.startsWith("tox."));
    }

    @Test
    void takesARelativeRootFromWhereMavenWasCalled() throws Exception {
        MavenBuild.copy(QUICKSTART, folder.resolve("quickstart"));
        Path called = Files.createDirectories(folder.resolve("called"));
        Files.writeString(
                Files.createDirectories(called.resolve("other")).resolve("tox.ini"),
                "[tox]\nenv_list = only\n[testenv]\nskip_install = true\ncommands = python -c pass\n");
        MavenBuild build =
                MavenBuild.run(called, List.of("-f", "../quickstart/pom.xml", "test"), Map.of("matrix.root", "other"));

        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(SurefireReport.readAll(folder.resolve("quickstart/target/surefire-reports")))
                .containsOnlyKeys("tox.only");
    }

    private static void copyWithJupiter(Path target) throws Exception {
        MavenBuild.copy(QUICKSTART, target);
        Path pom = target.resolve("pom.xml");
        String jupiter =
                """
                    <dependency>
                      <groupId>org.junit.jupiter</groupId>
                      <artifactId>junit-jupiter</artifactId>
                      <version>5.14.4</version>
                      <scope>test</scope>
                    </dependency>
                  </dependencies>
                """;
        String text = Files.readString(pom);
        assertThat(text).containsOnlyOnce("</dependencies>");
        Files.writeString(pom, text.replace("</dependencies>", jupiter));
        Path test = target.resolve("src/test/java/example/JupiterTest.java");
        Files.createDirectories(test.getParent());
        Files.writeString(
                test,
                """
                package example;

                class JupiterTest {
                    @org.junit.jupiter.api.Test
                    void passes() {}
                }
                """);
    }
}

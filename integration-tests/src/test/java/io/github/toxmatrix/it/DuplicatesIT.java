package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Maven and its reports show where {@code matrix.duplicates=once} leaves an environment out: never less than its name and why. */
@Timeout(600)
class DuplicatesIT {

    private static final Path STUBBORN = Path.of("src/test/projects/stubborn").toAbsolutePath();

    @TempDir
    Path folder;

    private Path project;

    /** {@code one} and {@code two} differ in nothing but their names; {@code other} does more. */
    @BeforeEach
    void writeProject() throws IOException {
        project = folder.resolve("project");
        MavenBuild.copy(STUBBORN, project);
        Files.delete(project.resolve("stubborn.py"));
        Files.writeString(
                project.resolve("tox.ini"),
                """
                [tox]
                env_list = one, two, other
                [testenv]
                skip_install = true
                commands =
                    python work.py
                    other: python work.py
                """);
        work(0);
        try (var sources = Files.walk(project.resolve("src"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Files.delete(source);
            }
        }
        Files.writeString(
                Files.createDirectories(project.resolve("src/test/java/example"))
                        .resolve("MatrixTest.java"),
                """
                package example;

                @io.github.toxmatrix.ToxMatrix
                class MatrixTest {
                    @io.github.toxmatrix.ToxEnv("two")
                    void second() {}
                }
                """);
    }

    /** Notes the name of the environment that it runs in, and ends with this code. */
    private void work(int code) throws IOException {
        Files.writeString(
                project.resolve("work.py"),
                """
                import os, sys
                with open("ran.txt", "a") as ran:
                    ran.write(os.environ["TOX_ENV_NAME"] + "\\n")
                sys.exit(%d)
                """
                        .formatted(code));
    }

    private MavenBuild run(Map<String, String> properties) throws Exception {
        Map<String, String> all = new TreeMap<>(properties);
        all.put("matrix.duplicates", "once");
        return MavenBuild.run(project, List.of("test"), all);
    }

    private List<String> ran() throws IOException {
        Path notes = project.resolve("ran.txt");
        List<String> names = Files.exists(notes)
                ? Files.readAllLines(notes).stream().sorted().toList()
                : List.of();
        Files.deleteIfExists(notes);
        return names;
    }

    @Test
    void aTwinIsSkippedInTheReportWithTheNameOfTheOneThatRan() throws Exception {
        MavenBuild build = run(Map.of());

        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(ran()).containsExactly("one", "other", "other");
        assertThat(build.reports()).containsOnlyKeys("tox.one", "tox.two", "tox.other");
        SurefireReport twin = build.reports().get("tox.two");
        assertThat(twin.skipped()).isEqualTo(twin.tests()).isPositive();
        assertThat(Files.readString(project.resolve("target/surefire-reports/TEST-tox.two.xml")))
                .contains("not run: its work is that of one, which passed (matrix.duplicates=once)");
        assertThat(build.output()).contains("two: SKIP, the same work as one");
    }

    @Test
    void theTwinOfOneThatFailedSaysSoAndTheBuildIsRed() throws Exception {
        work(3);

        MavenBuild build = run(Map.of("matrix.envs", "one,two"));

        assertThat(build.exitCode()).as(build.output()).isNotZero();
        assertThat(ran()).containsExactly("one");
        assertThat(build.reports().get("tox.one").failures()).isPositive();
        assertThat(Files.readString(project.resolve("target/surefire-reports/TEST-tox.two.xml")))
                .contains("not run: its work is that of one, which failed (matrix.duplicates=once)");
    }

    @Test
    void whereTheOtherIsNotSelectedOneRunsItself() throws Exception {
        assertThat(run(Map.of("matrix.envs", "two")).exitCode()).isZero();
        assertThat(ran()).containsExactly("two");

        MavenBuild byMethod = run(Map.of("test", "MatrixTest#second"));
        assertThat(byMethod.exitCode()).as(byMethod.output()).isZero();
        assertThat(ran()).containsExactly("two");
        assertThat(byMethod.reports()).containsOnlyKeys("tox.two");
        assertThat(byMethod.reports().get("tox.two").skipped()).isZero();
    }

    @Test
    void shardsDoNotLeaveTwinsToEachOther() throws Exception {
        for (String shard : List.of("1/3", "2/3", "3/3")) {
            MavenBuild build = run(Map.of("matrix.shard", shard));
            assertThat(build.exitCode()).as(build.output()).isZero();
        }

        assertThat(ran()).containsExactly("one", "other", "other", "two");
    }
}

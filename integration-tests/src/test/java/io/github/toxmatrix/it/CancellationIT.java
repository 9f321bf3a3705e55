package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cancellation token of JUnit Platform 6, which the Platform that the engine is compiled against does not have. */
class CancellationIT {

    @TempDir
    Path folder;

    @Test
    void aTokenEndsWhatRunsAndSkipsWhatHasNotBegun() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "the test looks for processes in /proc");
        Path projects = Path.of("src/test/projects").toAbsolutePath();
        MavenBuild.copy(projects.resolve("cancellation"), folder);
        for (String file : List.of("tox.ini", "stubborn.py")) {
            Files.copy(projects.resolve("stubborn").resolve(file), folder.resolve(file));
        }
        MavenBuild build = MavenBuild.run(folder, List.of("test"), Map.of());

        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(build.reports().values()).singleElement().satisfies(report -> {
            assertThat(report.tests()).isEqualTo(1);
            assertThat(report.skipped()).isZero();
        });
    }
}

package io.github.toxmatrix.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.engine.FakeRuns;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.result.SameEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which environments of a run are found to have been the same. */
class EnvironmentsMadeTest {

    private static final Pin NEW = new Pin("flask", "3.1.3", List.of("sha256:aa"));
    private static final Pin OLD = new Pin("flask", "2.3.3", List.of("sha256:bb"));

    @TempDir
    Path folder;

    private final FakeRuns runs = new FakeRuns();

    private void had(String environment, Pin... had) {
        runs.pins.put(
                environment,
                new EnvironmentPins(
                        "cpython 3.12.1, linux x86_64",
                        Instant.EPOCH.plusSeconds(runs.pins.size()), // when it was resolved makes no difference
                        Optional.empty(),
                        List.of(had),
                        List.of()));
    }

    private List<SameEnvironments> same(String sections) throws IOException {
        Path file = folder.resolve("tox.ini");
        Files.writeString(file, "[tox]\nenv_list = latest, v3, v2\n[testenv]\npackage = skip\n" + sections);
        ProjectRun run = runs.open(file);
        return new EnvironmentsMade(run).same(run.project().defaultEnvironments());
    }

    @Test
    void thoseThatGotTheSameVersionsByDifferentLines() throws Exception {
        had("latest", NEW);
        had("v3", NEW);
        had("v2", OLD);

        assertThat(
                        same(
                                """
                        deps =
                            latest: flask
                            v3: flask>=3,<4
                            v2: flask<3
                        """))
                .containsExactly(new SameEnvironments(List.of("latest", "v3"), false));
    }

    @Test
    void thoseThatDoTheSameTooAreSaidTo() throws Exception {
        had("latest", NEW);
        had("v3", NEW);

        assertThat(same("deps = flask\ncommands = pytest\n"))
                .containsExactly(new SameEnvironments(List.of("latest", "v3"), true));
    }

    @Test
    void otherWorkInThemMakesNoOtherEnvironment() throws Exception {
        had("latest", NEW);
        had("v3", NEW);

        assertThat(same("deps = flask\ncommands = pytest {env_name}\n"))
                .containsExactly(new SameEnvironments(List.of("latest", "v3"), false));
    }

    /** Pins do not tell what these bring, or how. */
    @ParameterizedTest
    @ValueSource(strings = {"deps = v3: -e ./other", "deps = v3: ./other", "deps = v3: --no-binary flask"})
    void linesThatSayMoreThanPinsMakeADifference(String deps) throws Exception {
        Files.createDirectories(folder.resolve("other"));
        had("latest", NEW);
        had("v3", NEW);

        assertThat(same(deps + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system_site_packages = true", "extras = all", "set_env = A = 1", "uv_seed = true"})
    void otherOptionsMakeADifference(String setting) throws Exception {
        had("latest", NEW);
        had("v3", NEW);

        assertThat(same("[testenv:v3]\n" + setting + "\n")).isEmpty();
    }

    @Test
    void otherHashesOfAVersionMakeADifference() throws Exception {
        had("latest", NEW);
        had("v3", new Pin("flask", "3.1.3", List.of("sha256:cc")));

        assertThat(same("")).isEmpty();
    }

    @Test
    void thoseThatWereNotMadeAreNotNamed() throws Exception {
        had("latest", NEW);

        assertThat(same("")).isEmpty();
    }
}

package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environments are also the same by the versions that their dependencies come to, where these decide all. */
class TwinsByVersionsTest extends TwinsCase {

    private static final Pins FLASK_3 = new Pins(List.of(new Pin("flask", "3.1.3", List.of())), List.of());

    @Test
    void whatComesToTheSameVersionsIsTheSame() throws Exception {
        configureVersions("");
        runs.versions.put("latest", List.of(FLASK_3));
        runs.versions.put("v3", List.of(FLASK_3));
        runs.versions.put("v2", List.of(new Pins(List.of(new Pin("flask", "2.3.3", List.of())), List.of())));

        assertThat(run()).containsEntry("v3: environment", skipped("latest", "passed"));
        assertThat(runs.ran).containsExactlyInAnyOrder("latest", "v2", "other");
        assertThat(runs.askedFor).containsExactlyInAnyOrder("latest", "v3", "v2"); // nobody could be a twin of other
    }

    @Test
    void whoseVersionsAreNotFoundIsOnlyLikeWhatAsksForTheSame() throws Exception {
        configureVersions("");

        assertThat(run()).hasSize(4).allSatisfy((test, end) -> assertThat(end).isEqualTo("SUCCESSFUL"));
    }

    /** The same versions of these need not come to the same ones of what the package depends on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "constraints = v3: c.txt",
                "pip_pre = v3: true",
                "constrain_package_deps = true",
                "extras = v3: a"
            })
    void sameVersionsOfDependenciesAreNotEnoughWhereMoreDecides(String setting) throws Exception {
        configureVersions(setting);
        runs.versions.put("latest", List.of(FLASK_3));
        runs.versions.put("v3", List.of(FLASK_3));

        assertThat(run()).hasSize(4).allSatisfy((test, end) -> assertThat(end).isEqualTo("SUCCESSFUL"));
    }

    private void configureVersions(String setting) throws IOException {
        configure(
                """
                env_list = latest, v3, v2, other
                [testenv]
                commands =
                    !other: pytest
                    other: python other.py
                deps =
                    latest: flask
                    v3: flask>=3,<4
                    v2: flask<3
                """
                        + setting
                        + "\n");
    }
}

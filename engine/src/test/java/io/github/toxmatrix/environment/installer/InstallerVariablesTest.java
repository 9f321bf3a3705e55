package io.github.toxmatrix.environment.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.server.Warnings;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.resolution.AsOf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallerVariablesTest extends InstallerVariablesCase {

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    @Test
    void environmentsThatAreToldTheSameShareOneIndex() throws Exception {
        long waiting = threads("successor of a package index");
        long clients = threads("HttpClient");

        try (InstallerVariables variables = open()) {
            String first = variables.forUv(environment("one")).variables().get("UV_DEFAULT_INDEX");
            String second = variables
                    .forUv(environment("two", "PIP_QUIET", "1"))
                    .variables()
                    .get("UV_DEFAULT_INDEX");

            assertThat(first).startsWith("http://127.0.0.1:").isEqualTo(second);
            assertThat(threads("successor of a package index")).isEqualTo(waiting);
            assertThat(threads("HttpClient"))
                    .as("nobody has asked for anything yet, and those of other tests may end")
                    .isLessThanOrEqualTo(clients);
        }
    }

    @Test
    void anotherWayToAnIndexIsAnotherIndex() throws Exception {
        try (InstallerVariables variables = open()) {
            String first = variables.forUv(environment("one")).variables().get("UV_DEFAULT_INDEX");
            String other = variables
                    .forUv(environment(
                            "two", "PIP_INDEX_URL", behind.url("/other/").toString()))
                    .variables()
                    .get("UV_DEFAULT_INDEX");

            assertThat(other).startsWith("http://127.0.0.1:").isNotEqualTo(first);
        }
    }

    @Test
    void pipIsShownATimeWhateverItIsStartedBy() throws Exception {
        asOf = Optional.of(AsOf.parse("2020-06-01"));
        try (InstallerVariables variables = open()) {
            assertThat(variables
                            .forPip(environment("one"), List.of("demo"))
                            .variables()
                            .get("PIP_INDEX_URL"))
                    .contains("/as-of-2020-06-01T000000Z/");
            assertThat(variables.forUv(environment("one")).variables().get("UV_DEFAULT_INDEX"))
                    .as("uv is told the time itself")
                    .doesNotContain("as-of");
        }
    }

    @Test
    void anIndexThatPipAsksByItselfKnowsNoTime() throws Exception {
        asOf = Optional.of(AsOf.parse("2020-06-01"));
        Files.writeString(folder.resolve("all.txt"), "demo\n-r nested.txt");
        Files.writeString(folder.resolve("nested.txt"), "--extra-index-url=https://other.test/simple");
        try (InstallerVariables variables = open()) {
            assertThatThrownBy(() -> variables.forPip(environment("one"), List.of("-r all.txt")))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining("matrix.as-of=2020-06-01T00:00:00Z")
                    .hasMessageContaining("--extra-index-url in " + folder.resolve("nested.txt"));
            assertThatThrownBy(() -> variables.forPip(
                            environment(
                                    "two", "PIP_EXTRA_INDEX_URL", folder.toUri().toString()),
                            List.of("demo")))
                    .hasMessageContaining("matrix.as-of");
        }
    }

    @Test
    void pipByItselfKnowsNoTime() throws Exception {
        asOf = Optional.of(AsOf.parse("2020-06-01"));
        use = new IndexUse.Off();
        try (InstallerVariables variables = open()) {
            assertThatThrownBy(() -> variables.forPip(environment("one"), List.of("demo")))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining("matrix.as-of=2020-06-01T00:00:00Z")
                    .hasMessageContaining("matrix.index is off");
        }
    }

    @Test
    void aPipThatIsToldToBeQuietStillSaysWhereItLooks() throws Exception {
        try (InstallerVariables variables = open()) {
            assertThat(variables.direct(environment("one", "PIP_QUIET", "1")))
                    .containsEntry("UV_DEFAULT_INDEX", behind.url("/simple/").toString());
        }
    }

    @Test
    void whatKeepsAnIndexOfOurOwnAwayIsToldOnce() throws Exception {
        use = new IndexUse.Auto();
        Path broken = Files.writeString(folder.resolve("broken.toml"), "index-url = ");
        try (Warnings warnings = Warnings.of(InstallerVariables.class);
                InstallerVariables variables = open()) {
            for (String name : List.of("one", "two")) {
                Installation told = environment(name, "UV_CONFIG_FILE", broken.toString());
                variables.forUv(told);
                variables.forPip(told, List.of("demo"));
            }
            assertThat(warnings.text()).containsOnlyOnce("what uv was told cannot be read: " + broken);
        }
    }
}

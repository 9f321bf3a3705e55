package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.PackagingKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which environments a TOML file names: products, {@code env_base}, factors. */
class TomlEnvironmentsTest extends ReadingCase {

    @Test
    void combinesProducts() {
        Reading reading = toml(
                """
                        env_list = [{ product = [["a", "b"], { prefix = "py3", start = 10, stop = 11 }], exclude = ["b-py310"] }]
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("a-py310", "a-py311", "b-py311"));
    }

    @Test
    void refusesAProductWithAPrefix() {
        assertThatThrownBy(() ->
                        toml("""
                        env_list = [{ product = [["a"]], prefix = "x" }]
                        """)
                                .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void namesTheFactorOfALabel() {
        Reading reading = toml(
                """
                        env_list = [{ product = [["a"], { dj = ["4", "5"] }] }]
                        [env_run_base]
                        description = "{factor:dj} {factor:0} {factor:no:d}"
                        """);

        assertThat(reading.value("a-5", "description")).isEqualTo("5 a d");
    }

    /** A name is expanded before it is split, though the list it stands in is not. */
    @Test
    void takesTheFactorsOfAllNamesThatBracesInANameStandFor() {
        Reading reading = toml(
                """
                        env_list = ["a{b,c}-d"]
                        [env_run_base]
                        description = { replace = "if", condition = "factor.ab and factor.ac and factor.d", then = "all", else = "no" }
                        """);

        assertThat(reading.value("a{b,c}-d", "description")).isEqualTo("all");
    }

    @Test
    void generatesAdditionalEnvironmentsFromABase() {
        Reading reading = toml(
                """
                        env_list = ["x"]
                        [env_base.t]
                        factors = ["a", "b"]
                        description = "of base"
                        """);

        assertThat(reading.additional()).isEqualTo(List.of("t-a", "t-b"));
        assertThat(reading.value("t-a", "description")).isEqualTo("of base");
    }

    @Test
    void needsFactorsInABase() {
        assertThatThrownBy(() ->
                        toml("""
                        [env_base.t]
                        description = "x"
                        """)
                                .defaults())
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.toml:1: [env_base.t] needs a key 'factors'");
    }

    /** tox without the plugin leaves such an environment out, tox with it takes what the plugin knows. */
    @Test
    void leavesTheKindOfPackageOfAPluginsRunnerToThePlugin() {
        String text =
                "env_list = ['a', 'b']\n[env_run_base]\npackage = 'python'\n[env.a]\nrunner = 'uv-venv-lock-runner'\n";
        ToxInvocation invocation = ToxInvocation.ofThisProcess();
        toml(text + "[env.b]\nskip_install = true\n").with("pyproject.toml", "");

        ToxProject project = ToxProject.load(folder, invocation);

        assertThat(project.environments()).extracting(ToxEnvironment::name).containsExactly("a", "b");
        assertThat(project.find("a").orElseThrow().get(PackagingKeys.PACKAGE)).isEqualTo("python");
        toml(text);
        assertThatThrownBy(() -> ToxProject.load(folder, invocation).environments())
                .hasMessageContaining("tox.toml:3")
                .hasMessageContaining("b.package");
    }
}

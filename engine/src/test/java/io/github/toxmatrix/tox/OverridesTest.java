package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.InterpreterLookup;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -x}, as tox 4.67 applies it. */
class OverridesTest {

    @TempDir
    Path folder;

    @Test
    void replaceWhatTheSectionSays() {
        assertThat(deps("[testenv]\ndeps = a\n", "testenv.deps=b")).containsExactly("b");
    }

    @Test
    void addToWhatTheSectionSays() {
        assertThat(deps("[testenv]\ndeps = a\n", "testenv.deps+=b", "testenv.deps+=c"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void addToWhatABaseSectionSays() {
        assertThat(deps("[testenv]\ndeps = a\n", "testenv:py.deps+=b")).containsExactly("a", "b");
    }

    @Test
    void areTheValueWhereNothingSaysOne() {
        assertThat(deps("", "testenv:py.deps+=b")).containsExactly("b");
        assertThat(deps("", "testenv.deps=b")).containsExactly("b");
    }

    @Test
    void takeAnySpellingOfTheKey() {
        String config = "[testenv]\nset_env = A=1\n";
        assertThat(project("tox.ini", config, "testenv.setenv+=B=2").get(EnvironmentKeys.SET_ENV))
                .containsAllEntriesOf(Map.of("A", "1", "B", "2"));
    }

    @Test
    void areSubstituted() {
        assertThat(deps("[testenv]\n", "testenv.deps={env_name}-x")).containsExactly("py-x");
    }

    @Test
    void reachReferencesToTheRawValue() {
        assertThat(deps("[x]\nd = a\n[testenv]\ndeps = {[x]d}\n", "x.d=b")).containsExactly("b");
    }

    @Test
    void reachTheCoreAndTablesOfTomlFiles() {
        ToxEnvironment environment =
                project("tox.toml", "env_list = [\"py\"]\n", "env.py.deps=b", "work_dir=elsewhere");
        assertThat(environment.get(DependencyKeys.DEPS)).containsExactly("b");
        assertThat(environment.get(EnvironmentKeys.ENV_DIR)).isEqualTo(folder.resolve("elsewhere/py"));
    }

    @Test
    void cannotAddToASingleValue() {
        ToxEnvironment environment = project("tox.ini", "[testenv]\ndescription = a\n", "testenv.description+=b");
        assertThatThrownBy(() -> environment.get(RunKeys.DESCRIPTION))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("Only able to append to lists, sets and dicts");
    }

    @Test
    void areRefusedWithoutAValue() {
        assertThatThrownBy(() -> project("tox.ini", "", "testenv.deps"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessage("override testenv.deps has no = sign in it");
    }

    private List<String> deps(String content, String... overrides) {
        return project("tox.ini", content, overrides).get(DependencyKeys.DEPS);
    }

    private ToxEnvironment project(String file, String content, String... overrides) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ToxInvocation invocation = new ToxInvocation(
                Map.of(), Optional.empty(), List.of(overrides), Optional.empty(), InterpreterLookup.NONE);
        return ToxProject.load(folder.resolve(file), invocation).find("py").orElseThrow();
    }

    @Test
    void nameAFlagThatNothingCanBeAddedToAsTheFileSpellsIt() {
        Reading reading =
                new Reading(folder).with("tox.toml", "skipsdist = true").overrides("no_package+=0");

        assertThatThrownBy(() -> reading.project().get(CoreKeys.NO_PACKAGE))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.toml:1: tox.skipsdist = true: Only able to append");
    }

    @Test
    void addNothingToASingleCommand() {
        Reading reading = new Reading(folder)
                .with("tox.ini", "[testenv]\ninstall_command = x {packages}\n")
                .overrides("testenv.install_command+=y");

        assertThat(reading.toxError("py", "install_command")).contains("Only able to append to lists, sets and dicts");
    }

    @Test
    void addRequirementsBehindAnEndOfLine() {
        Reading reading = new Reading(folder)
                .with("tox.ini", "[tox]\nenv_list = a\n")
                .overrides("testenv.deps=", "testenv.deps+=pytest");

        assertThat(reading.value("a", "deps")).isEqualTo(List.of("", "pytest"));
    }

    @Test
    void addNothingToNamesOfEnvironments() {
        Reading reading =
                new Reading(folder).with("tox.ini", "[testenv]\ndepends = a\n").overrides("testenv.depends+=b");

        assertThat(reading.toxError("py", "depends")).contains("Only able to append to lists, sets and dicts");
    }

    @Test
    void areNamedWhereTheyCannotBeTaken() {
        Reading reading = new Reading(folder)
                .with("tox.ini", "[tox]\nprovision_tox_env = x\n")
                .overrides("tox.provision_tox_env=.");

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageStartingWith("override tox.provision_tox_env = .: environment name '.'");
    }
}

package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.InterpreterLookup;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.text.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IniProjectTest {

    @TempDir
    Path folder;

    @Test
    void listsEnvListThenSectionsThenConditionsWithUnknownFactors() {
        ToxProject project = ini(
                """
                [tox]
                env_list = py{311,312}-{a,b}, lint
                [testenv]
                deps =
                    a: one
                    docs: two
                [testenv:fmt]
                """);
        assertThat(names(project.environments()))
                .containsExactly("py311-a", "py311-b", "py312-a", "py312-b", "lint", "fmt", "docs");
        assertThat(names(project.defaultEnvironments()))
                .containsExactly("py311-a", "py311-b", "py312-a", "py312-b", "lint");
    }

    @Test
    void runsPyWhereEnvListIsEmpty() {
        assertThat(names(ini("").defaultEnvironments())).containsExactly("py");
    }

    @Test
    void takesLinesWhoseConditionHolds() {
        ToxProject project = ini(
                """
                [tox]
                env_list = py311-{a,b}
                [testenv]
                deps =
                    pytest
                    a: one
                    !a: not-a
                    py311-b,c: two
                    git+https://x.test/y@z
                """);
        assertThat(environment(project, "py311-a").get(DependencyKeys.DEPS))
                .containsExactly("pytest", "one", "git+https://x.test/y@z");
        assertThat(environment(project, "py311-b").get(DependencyKeys.DEPS))
                .containsExactly("pytest", "not-a", "two", "git+https://x.test/y@z");
    }

    @Test
    void inheritsAValueWholeFromTheFirstSectionThatHasIt() {
        ToxProject project = ini(
                """
                [testenv]
                deps = base
                description = of testenv
                [testenv:x]
                deps = own
                [testenv:y]
                base = common
                [common]
                deps = of common
                """);
        assertThat(environment(project, "x").get(DependencyKeys.DEPS)).containsExactly("own");
        assertThat(environment(project, "x").get(RunKeys.DESCRIPTION)).isEqualTo("of testenv");
        assertThat(environment(project, "y").get(DependencyKeys.DEPS)).containsExactly("of common");
        assertThat(environment(project, "y").get(RunKeys.DESCRIPTION)).isEmpty();
    }

    @Test
    void replacesReferencesInTheNameOfTheEnvironmentThatRefers() {
        ToxProject project = ini(
                """
                [tox]
                env_list = a
                [common]
                deps =
                    a: for-a
                    {env_name}-x
                [testenv]
                deps =
                    {[common]deps}
                    {unknown}
                commands = pytest {posargs:tests -k "a b"} {env:NOT_SET:x:y}
                """);
        assertThat(environment(project, "a").get(DependencyKeys.DEPS)).containsExactly("for-a", "a-x", "{unknown}");
        assertThat(environment(project, "a").get(RunKeys.COMMANDS))
                .containsExactly(new Command(List.of("pytest", "tests", "-k", "a b", "x:y"), false, false));
    }

    @Test
    void readsPrefixesOfCommands() {
        ToxProject project = ini(
                """
                [testenv]
                commands =
                    - echo a
                    -echo b
                    ! false
                    !odd
                    a \\
                      b # c
                """);
        assertThat(environment(project, "py").get(RunKeys.COMMANDS))
                .containsExactly(
                        new Command(List.of("echo", "a"), true, false),
                        new Command(List.of("echo", "b"), true, false),
                        new Command(List.of("false"), false, true),
                        new Command(List.of("!odd"), false, false),
                        new Command(List.of("a", "b"), false, false));
    }

    @Test
    void givesPositionalArgumentsTheirPlace() {
        ToxInvocation invocation = new ToxInvocation(
                Map.of(), Optional.of(List.of("-k", "x y")), List.of(), Optional.empty(), InterpreterLookup.NONE);
        ToxProject project = ini("[testenv]\ncommands = pytest {posargs:tests} \"{posargs}\" []\n", invocation);
        assertThat(environment(project, "py").get(RunKeys.COMMANDS))
                .containsExactly(new Command(List.of("pytest", "-k", "x y", "-k x y", "-k", "x y"), false, false));
    }

    @Test
    void resolvesSetEnvVariableByVariable() throws IOException {
        Files.writeString(folder.resolve("vars"), "B=file;x\nexport C='q'\n");
        ToxProject project = ini(
                """
                [base]
                set_env =
                    A=base
                    P=pasted-{env_name}
                [testenv:x]
                set_env =
                    {[base]set_env}
                    A=own
                    B=before
                    file|vars
                    HOME={env:HOME:none}/x
                    D={env:A}-d
                    W=1; sys_platform == "win64"
                commands = run {env:D} {env:W:no}
                """);
        assertThat(environment(project, "x").get(EnvironmentKeys.SET_ENV))
                .containsEntry("A", "own")
                .containsEntry("B", "file;x")
                .containsEntry("C", "'q'")
                .containsEntry("P", "pasted-x")
                .containsEntry("HOME", "/h/x")
                .containsEntry("D", "own-d")
                .doesNotContainKey("W");
        assertThat(environment(project, "x").get(RunKeys.COMMANDS))
                .containsExactly(new Command(List.of("run", "own-d", "no"), false, false));
    }

    @Test
    void findsEnvironmentsOfKnownFactorsThatAreNotListed() {
        ToxProject project = ini("[tox]\nenv_list = py311-{a,b}\n[testenv:fmt-all]\n");
        assertThat(project.find("py39-a")).isPresent();
        assertThat(project.find("a-b")).isPresent();
        assertThat(project.find("fmt-all")).isPresent();
        assertThat(project.find("fmt")).isEmpty();
        assertThat(project.find("py39-c")).isEmpty();
        assertThat(project.nearest("py311-aa")).first().isEqualTo("py311-a");
    }

    @Test
    void takesThePythonFromTheName() {
        ToxProject project = ini("[tox]\nenv_list = py3.10-x, pypy-3.10, py311-pypy3, 3.9, lint, py\n");
        assertThat(environment(project, "py3.10-x").get(PythonKeys.BASE_PYTHON)).containsExactly("py3.10");
        assertThat(environment(project, "pypy-3.10").get(PythonKeys.BASE_PYTHON))
                .containsExactly("pypy3.10");
        assertThat(environment(project, "3.9").get(PythonKeys.BASE_PYTHON)).containsExactly("3.9");
        assertThat(environment(project, "lint").get(PythonKeys.BASE_PYTHON)).isEmpty();
        assertThatThrownBy(() -> environment(project, "py311-pypy3").get(PythonKeys.BASE_PYTHON))
                .hasMessageContaining("conflicting factors py311, pypy3");
    }

    @Test
    void packageEnvironmentsDoNotInheritFromTestenv() {
        ToxProject project = ini("[testenv]\nset_env = A=1\n[pkgenv]\nset_env = B=2\n");
        assertThat(project.packageEnvironment(".pkg").get(EnvironmentKeys.SET_ENV))
                .containsEntry("B", "2")
                .doesNotContainKey("A");
    }

    @Test
    void findsConditionsInTheOrderOfTheFile() {
        ToxProject project = ini("[testenv]\ndescription = z: Z\nset_env = m: A=1\ncommands = b: x\ndeps = a: y\n");
        assertThat(names(project.environments())).containsSubsequence("z", "m", "b", "a");
    }

    @Test
    void doesNotListTheEnvironmentThatPackages() throws IOException {
        Files.createFile(folder.resolve("pyproject.toml"));
        ToxProject project = ini("[tox]\nenv_list = a\n[testenv:.pkg]\npass_env = X\n");
        assertThat(names(project.environments())).containsExactly("a");
    }

    @Test
    void separatesOptionsOfRequirementsFromTheirFiles() {
        ToxProject project = ini("[testenv]\ndeps =\n  -rrequirements.txt\n  -c constraints.txt\n  -e.\n");
        assertThat(environment(project, "py").get(DependencyKeys.DEPS))
                .containsExactly("-r requirements.txt", "-c constraints.txt", "-e .");
    }

    @Test
    void evaluatesMarkersForThePythonInTheNameWhereThereIsNone() {
        ToxProject project = ini(
                """
                [tox]
                env_list = py39, py312
                [testenv]
                set_env = NEW=1; python_version >= "3.10"
                """);
        assertThat(environment(project, "py312").get(EnvironmentKeys.SET_ENV))
                .containsKey("NEW")
                .doesNotContainKey("OLD");
        assertThat(environment(project, "py39").get(EnvironmentKeys.SET_ENV)).doesNotContainKey("NEW");
    }

    @Test
    void saysWhereABrokenValueStands() {
        ToxProject project = ini("[testenv]\n\nskip_install = maybe\n");
        assertThatThrownBy(() -> environment(project, "py").get(PackagingKeys.SKIP_INSTALL))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining(
                        "tox.ini:3: [testenv] skip_install = maybe: value 'maybe' cannot be transformed to bool");
    }

    @Test
    void saysWhichKeyIsThereTwice() {
        assertThatThrownBy(() -> ini("[testenv]\ndeps = a\nDeps = b\n"))
                .hasMessageContaining("tox.ini:3: the key deps is in [testenv] already, on line 2");
    }

    @Test
    void saysWhatItLookedForAndWhere() {
        assertThatThrownBy(() -> ToxProject.load(folder.resolve("none"), invocation()))
                .hasMessageContaining(folder.resolve("none").toString());
    }

    private ToxProject ini(String text) {
        return ini(text, invocation());
    }

    private ToxProject ini(String text, ToxInvocation invocation) {
        try {
            Files.writeString(folder.resolve("tox.ini"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ToxProject.load(folder, invocation);
    }

    private static ToxInvocation invocation() {
        return new ToxInvocation(
                Map.of("HOME", "/h"), Optional.empty(), List.of(), Optional.empty(), InterpreterLookup.NONE);
    }

    private static ToxEnvironment environment(ToxProject project, String name) {
        return project.find(name).orElseThrow();
    }

    private static List<String> names(List<ToxEnvironment> environments) {
        return environments.stream().map(ToxEnvironment::name).toList();
    }
}

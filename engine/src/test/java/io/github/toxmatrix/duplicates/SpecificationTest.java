package io.github.toxmatrix.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which environments are the same but for their names. */
class SpecificationTest {

    private static final Interpreter NEW = python("/usr/bin/python3.12", 12);
    private static final Interpreter OLD = python("/usr/bin/python3.11", 11);

    private static Interpreter python(String executable, int minor) {
        return new Interpreter(Path.of(executable), "cpython", 3, minor, 1, false, 64, "x86_64");
    }

    private static final String COMMON =
            """
            [tox]
            env_list = one, other
            requires = tox-uv
            [testenv]
            package = skip
            """;

    /** Of the environments {@code one} and {@code other}, which have these sections besides. */
    private static List<Optional<Specification>> both(String sections) {
        try {
            Path folder = Files.createTempDirectory("twins");
            Path file = Files.writeString(folder.resolve("tox.ini"), COMMON + sections);
            try {
                ToxProject project = ToxProject.load(
                        file,
                        new ToxInvocation(
                                Map.of(), Optional.empty(), List.of(), Optional.empty(), SpecificationTest::find));
                return Stream.of("one", "other")
                        .map(name -> Specification.of(project.find(name).orElseThrow(), SpecificationTest::find))
                        .toList();
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean same(String sections) {
        List<Optional<Specification>> both = both(sections);
        assertThat(both).allSatisfy(each -> assertThat(each).isPresent());
        return both.get(0).equals(both.get(1));
    }

    /** python3.9 is missing. */
    private static Optional<Interpreter> find(List<String> specifications) {
        return specifications.contains("python3.11")
                ? Optional.of(OLD)
                : specifications.contains("python3.9") ? Optional.empty() : Optional.of(NEW);
    }

    @Test
    void theNameTheDescriptionAndTheLabelsMakeNoDifference() {
        assertThat(same("")).isTrue();
        assertThat(same("[testenv:other]\ndescription = another\nlabels = nightly\n"))
                .isTrue();
    }

    /** What {@code [testenv]} says otherwise, or not at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deps = pytest<9",
                "deps = ",
                "dependency_groups = test",
                "extras = all",
                "constraints = c.txt",
                "pylock = pylock.toml\ndeps =",
                "package = wheel",
                "pip_pre = true",
                "install_command = python -m pip install --no-deps {packages}",
                "constrain_package_deps = true",
                "use_frozen_constraints = true",
                "extra_setup_commands = python -c 1",
                "base_python = python3.11",
                "system_site_packages = true",
                "always_copy = true",
                "download = true",
                "virtualenv_spec = virtualenv<20.22",
                "uv_seed = true",
                "runner = uv-venv-runner",
                "commands = pytest tests",
                "commands = - pytest",
                "commands_pre = python -c 1",
                "commands_post = python -c 1",
                "recreate_commands = python -c 1",
                "commands_retry = 1",
                "change_dir = tests",
                "args_are_paths = false",
                "allowlist_externals = make",
                "set_env = A = 1",
                "pass_env = A",
                "disallow_pass_env = PIP_*",
                "depends = lint",
                "platform = linux",
                "ignore_errors = true",
                "ignore_outcome = true",
                "fail_fast = true",
                "interrupt_post_commands = true",
                "suicide_timeout = 1",
                "interrupt_timeout = 1",
                "terminate_timeout = 1",
                "docker = redis"
            })
    void anyOtherSettingMakesADifference(String setting) {
        String plain = "deps = pytest\nbase_python = python3.12\ncommands = pytest\n";
        assertThat(same(plain)).isTrue();
        assertThat(same(plain + "[testenv:other]\n" + setting + "\n")).isFalse();
    }

    @Test
    void theInterpreterCountsAndNotHowItIsSpelt() {
        assertThat(same("[testenv:other]\nbase_python = python3\n")).isTrue();
    }

    @Test
    void whatHasNoInterpreterOrCannotBeReadIsLikeNoOther() {
        assertThat(both("base_python = python3.9\n")).containsOnly(Optional.empty());
        assertThat(both("commands = {env:MISSING:{[nowhere]key}}\nignore_errors = perhaps\n"))
                .containsOnly(Optional.empty());
    }

    @Property(tries = 50)
    void foldersOfItsOwnMakeNoDifferenceWhereverTheyAreWritten(
            @ForAll("settings") String setting, @ForAll("folders") String folder, @ForAll("endings") String ending) {
        assertThat(same(setting.formatted(folder + ending))).isTrue();
    }

    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.of(
                "commands = pytest %s",
                "commands_post = rm -r %s",
                "set_env = DATA=%s",
                "change_dir = %s",
                "allowlist_externals = %s",
                "commands = sh -c 'cd \"%s\"; make'",
                "deps = -r %s");
    }

    @Provide
    Arbitrary<String> folders() {
        return Arbitraries.of("{env_dir}", "{env_tmp_dir}", "{env_log_dir}", "{env_bin_dir}");
    }

    @Provide
    Arbitrary<String> endings() {
        return Arbitraries.of("", "/a", "/{env:HOME:b}/c.txt");
    }

    /** A test may be chosen by it: {@code pytest tests/{env_name}}. */
    @Property(tries = 50)
    void theNameElsewhereMakesADifference(
            @ForAll("settings") String setting, @ForAll @AlphaChars @StringLength(max = 5) String around) {
        assertThat(same(setting.formatted(around + "{env_name}" + around))).isFalse();
        assertThat(same(setting.formatted("{env_dir}" + around + "{env_name}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set_env = COVERAGE_FILE = .coverage-{env_name}",
                "set_env = UV_CACHE_DIR = /cache/{env_name}",
                "commands = pytest --junitxml=junit-{env_name}.xml",
                "commands = pytest --junit-xml junit-{env_name}.xml",
                "commands = pytest --basetemp={work_dir}/{env_name}",
                "commands = pytest --cov-report xml:{work_dir}/coverage.{env_name}.xml",
                "commands = pytest -o junit_suite_name={env_name}",
                "commands = pytest -o cache_dir={work_dir}/{env_name}"
            })
    void theNameOfAnOutputMakesNone(String setting) {
        assertThat(same(setting)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set_env = COVERAGE_RCFILE = {env_name}.cfg",
                "set_env = DJANGO_SETTINGS_MODULE = settings.{env_name}",
                "commands = pytest --junitxml a.xml {env_name}",
                "commands = pytest --junitxml=a.xml tests/{env_name}",
                "commands = pytest --html-style={env_name}.css",
                "commands = pytest -o testpaths={env_name}",
                "commands = pytest junit_suite_name={env_name}",
                "change_dir = tests/{env_name}"
            })
    void theNameOfSomethingThatMayBeReadMakesADifference(String setting) {
        assertThat(same(setting)).isFalse();
    }

    /** {@code one} lies in the folder of {@code oneself} no more than that in its own. */
    @Test
    void aFolderWhoseNameGoesOnIsAnother() {
        assertThat(same("commands = pytest {env_dir}-data\n")).isFalse();
        assertThat(same("commands = pytest /else{env_dir}\n")).isFalse();
        assertThat(same("commands = pytest {work_dir}/one\n")).isFalse();
    }

    @Test
    void wordsAreNotMistakenForOneAnother() {
        assertThat(same("commands = pytest a b\n[testenv:other]\ncommands = pytest 'a b'\n"))
                .isFalse();
        assertThat(same("set_env =\n    A = 1\n    B = 2\n[testenv:other]\nset_env = A = 1, B=2\n"))
                .isFalse();
    }
}

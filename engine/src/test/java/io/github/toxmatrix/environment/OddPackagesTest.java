package io.github.toxmatrix.environment;

import static io.github.toxmatrix.environment.PackagedProject.distributions;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that are none, or another than they say: each failure says what, and what to do. */
@Tag("slow")
class OddPackagesTest extends OddBackendsCase {

    @ParameterizedTest
    @ValueSource(strings = {"thing-1-cp27-none-any.whl", "other-1-py3-none-any.whl", "thing.whl"})
    void aWheelOfAnotherNameIsNotTakenForOneThatWasInstalledBefore(String name) throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [tox]
                        env_list = py-{right,wrong}
                        [testenv]
                        package = external
                        package_env =
                          right: right
                          wrong: wrong
                        [testenv:right]
                        package_glob = {env_tmp_dir}/*
                        commands = python -c "import own; own.make(r'{env_tmp_dir}')"
                        [testenv:wrong]
                        package_glob = {env_tmp_dir}/*
                        commands = python -c "import own; own.make(r'{env_tmp_dir}', '%s')"
                        """
                                .formatted(name))
                .file("own.py", BACKEND);

        project.ready("py-right");

        assertThat(project.failure("py-wrong"))
                .as("as an installer says that does not know what it holds")
                .isNotEmpty();
    }

    private void sdist(String code) throws Exception {
        backend("sdist", "def build_sdist(sdist_directory, config_settings=None):\n    " + code + "\n");
    }

    @Test
    void aFileThatIsNoSdistIsNamed() throws Exception {
        sdist("open(os.path.join(sdist_directory, 'x.tar.gz'), 'w').close(); return 'x.tar.gz'");

        assertThat(project.failure("py"))
                .startsWith("could not extract ")
                .contains("x.tar.gz: it is no archive, as an sdist is: ReadError: ");
    }

    @Test
    void anSdistWithoutAProjectIsNotBuilt() throws Exception {
        sdist("return make(sdist_directory, 'thing-1.zip')");

        assertThat(project.failure("py"))
                .endsWith(
                        "thing-1.zip holds neither pyproject.toml nor setup.py, so it is no sdist of a Python project");
    }

    @Test
    void anSdistMayBeAZipArchive() throws Exception {
        sdist("DATA['thing-1/pyproject.toml'] = open('pyproject.toml').read();"
                + " DATA['thing-1/own.py'] = open('own.py').read();"
                + " [DATA.pop(name) for name in list(DATA) if not name.startswith('thing-1/')];"
                + " return make(sdist_directory, 'thing-1.zip')");

        assertThat(distributions(project.ready("py"))).containsExactly("thing 1");
    }

    private String failureOfExternal(String code) throws Exception {
        project.file(
                        "tox.ini",
                        """
                        [testenv]
                        package = external
                        package_env = pack
                        [testenv:pack]
                        package_glob = {env_tmp_dir}/*.whl
                        commands = python -c "%s"
                        """
                                .formatted(code))
                .file("own.py", BACKEND);
        return project.failure("py");
    }

    @Test
    void anExternalBuildHasToLeaveAPackage() throws Exception {
        assertThat(failureOfExternal("pass"))
                .startsWith("no package found in ")
                .endsWith("*.whl: the commands of pack have left none there; package_glob says where they do");
    }

    @Test
    void anExternalBuildHasToMakeOneAlone() throws Exception {
        assertThat(failureOfExternal("import own; own.make(r'{env_tmp_dir}'); own.make(r'{env_tmp_dir}', 'b.whl')"))
                .startsWith("found more than one package ")
                .endsWith("thing-1-py3-none-any.whl: package_glob of pack has to match one alone");
    }
}

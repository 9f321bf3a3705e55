package io.github.toxmatrix.environment;

import static io.github.toxmatrix.environment.PackagedProject.distributions;
import static io.github.toxmatrix.environment.PackagedProject.python;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that has Pythons with their pip, and can get no uv. */
@Tag("slow")
class WithoutUvTest {

    @TempDir
    Path folder;

    private PackagedProject project;
    private final Map<String, String> environ = new HashMap<>(System.getenv());

    @BeforeEach
    void open() throws Exception {
        Optional<Interpreter> python = PackagedProject.INTERPRETERS.find(List.of("3.11", "3.10", "3.9"));
        assumeTrue(python.isPresent(), "no Python 3.9 to 3.11 here");
        Path none = Files.writeString(folder.resolve("none.txt"), "uv==0\n");
        environ.keySet().removeIf(name -> name.startsWith("UV_"));
        environ.put("PATH", python.get().executable().getParent() + ":/usr/bin:/bin");
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environ.put("PIP_CONSTRAINT", none.toString());
        project = new PackagedProject(folder.resolve("project"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private PythonEnvironment ready(String name) throws Exception {
        return project.ready(name, environ);
    }

    /** How often pip was started to do this. */
    private long pip(String option) {
        return project.processes.started.stream()
                .filter(command -> command.contains("pip") && command.contains(option))
                .count();
    }

    @Test
    void pipFindsVersionsOnceAndEnvironmentsAreLinkedFromWhatItInstalled() throws Exception {
        project.file(
                        "tox.ini",
                        "[tox]\nno_package = true\nenv_list = py311-{a,b}\n[testenv]\ndeps = iniconfig<2\n       -r more.txt\n")
                .file("more.txt", "six\n");

        PythonEnvironment first = ready("py311-a");
        assertThat(distributions(first)).hasSize(2).first().isEqualTo("iniconfig 1.1.1");
        assertThat(first.sitePackages().resolve("pip")).isDirectory();
        assertThat(pip("--dry-run")).isEqualTo(1);
        assertThat(project.steps.notes).anyMatch(note -> note.startsWith("2 distributions, resolved"));
        long installations = pip("--no-deps");

        PythonEnvironment second = ready("py311-b");
        assertThat(distributions(second)).isEqualTo(distributions(first));
        assertThat(python(second, "import iniconfig, sys; print(iniconfig.__file__.startswith(sys.prefix))"))
                .isEqualTo("True");
        assertThat(pip("--dry-run")).isEqualTo(1);
        assertThat(pip("--no-deps")).isEqualTo(installations);
    }

    @Test
    void theProjectIsBuiltAndInstalled() throws Exception {
        project.file(
                        "tox.ini",
                        "[testenv:py311-wheel]\npackage = wheel\n[testenv:py311-editable]\npackage = editable\n")
                .setuptools("dependencies = ['iniconfig<2']\n");

        for (String name : List.of("py311-wheel", "py311-editable")) {
            assertThat(distributions(ready(name))).containsExactly("iniconfig 1.1.1", "thing 1.0");
        }
    }

    @Test
    void anOlderPipIsReplacedAndPython27GetsItsVirtualenvByPip() throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("3.7")).isPresent(), "no Python 3.7 here");
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("2.7")).isPresent(), "no Python 2.7 here");
        project.file("tox.ini", "[testenv]\nskip_install = true\ndeps = iniconfig<2\n")
                .file("setup.py", "");

        for (String name : List.of("py37", "py27")) {
            assertThat(python(ready(name), "import iniconfig; print('there')")).isEqualTo("there");
        }
    }

    @Test
    void aFailureSaysThatThereIsNoUv() throws Exception {
        project.file("tox.ini", "[testenv]\nskip_install = true\ndeps = no-such-thing-as-this\n")
                .file("setup.py", "");

        assertThat(project.provision("py311", environ))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("no-such-thing-as-this", "It was left to pip: uv is not on PATH", "Install uv"));
    }
}

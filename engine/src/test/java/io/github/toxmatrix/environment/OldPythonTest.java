package io.github.toxmatrix.environment;

import static io.github.toxmatrix.environment.PackagedProject.distributions;
import static io.github.toxmatrix.environment.PackagedProject.python;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python 2.7, for which virtualenv makes environments, and the last pip that knew it fills them. */
@Tag("slow")
class OldPythonTest {

    @TempDir
    Path folder;

    private PackagedProject project;
    private final Map<String, String> environ = new HashMap<>(System.getenv());

    @BeforeEach
    void open() throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of("2.7")).isPresent(), "no Python 2.7 here");
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        project = new PackagedProject(folder.resolve("project"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private PythonEnvironment ready(String name) throws Exception {
        return project.ready(name, environ);
    }

    /** How often an environment's pip was started to do this. */
    private long pip(String verb) {
        return project.processes.started.stream()
                .filter(command -> command.get(0).contains("py27") && command.contains(verb))
                .count();
    }

    @Test
    void versionsAreFoundOnceAndEnvironmentsAreLinkedFromWhatPipInstalled() throws Exception {
        project.file(
                        "tox.ini",
                        "[tox]\nno_package = true\nenv_list = py27-{a,b}\n[testenv]\ndeps = attrs<21\n       -r more.txt\n")
                .file("more.txt", "six<1.17\n");

        PythonEnvironment first = ready("py27-a");
        assertThat(distributions(first)).containsExactly("attrs 20.3.0", "six 1.16.0");
        assertThat(project.steps.notes).anyMatch(note -> note.contains("2 distributions, resolved"));
        assertThat(pip("download")).isEqualTo(1);
        long installations = pip("install");

        PythonEnvironment second = ready("py27-b");
        assertThat(distributions(second)).isEqualTo(distributions(first));
        assertThat(python(second, "import attr, sys; print(attr.__file__.startswith(sys.prefix))"))
                .isEqualTo("True");
        assertThat(pip("download")).isEqualTo(1);
        assertThat(pip("install")).isEqualTo(installations);
        assertThat(project.processes.started)
                .as("the first environment is the pattern of the second, and may have been of another before")
                .filteredOn(command -> command.contains("virtualenv"))
                .hasSizeLessThan(2);
    }

    @Test
    void whatIsLinkedComesWithBytecodeThatIsUsed() throws Exception {
        project.file("tox.ini", "[tox]\nno_package = true\nenv_list = py27-{a,b}\n[testenv]\ndeps = six\n");
        String code =
                "import six, os, struct; compiled = open(os.path.splitext(six.__file__)[0] + '.pyc', 'rb').read(8);"
                        + " print(struct.unpack('<I', compiled[4:])[0]"
                        + " == int(os.stat(os.path.splitext(six.__file__)[0] + '.py').st_mtime))";

        assertThat(python(ready("py27-a"), code)).isEqualTo("True");
        PythonEnvironment linked = ready("py27-b");
        environ.put("PYTHONDONTWRITEBYTECODE", "1");
        assertThat(python(linked, code)).isEqualTo("True");
    }

    @Test
    void aVersionThatIsThereStaysWhereThePackageDoesNotMind() throws Exception {
        project.file("tox.ini", "[tox]\nenv_list = py27-{a,b}\n[testenv]\ndeps = six==1.15.0\n")
                .file(
                        "setup.py",
                        "from setuptools import setup\nsetup(name='thing', version='1', py_modules=[], install_requires=['six'])\n");

        assertThat(distributions(ready("py27-a"))).containsExactly("six 1.15.0", "thing 1");
        assertThat(distributions(ready("py27-b"))).containsExactly("six 1.15.0", "thing 1");
    }

    @Test
    void constraintsOfWhatNothingNeedsAreLeftToPip() throws Exception {
        project.file(
                        "tox.ini",
                        "[tox]\nno_package = true\nenv_list = py27-{a,b}\n[testenv]\ndeps = six\n       -c limits.txt\n")
                .file("limits.txt", "six<1.15\nno-such-thing==1\n");

        assertThat(distributions(ready("py27-a"))).containsExactly("six 1.14.0");
    }

    @Test
    void anSdistThatIsBuiltAsAnotherVersionThanItsNameSaysIsInstalledAsPipDoes() throws Exception {
        project.file(
                "tox.ini", "[tox]\nno_package = true\nenv_list = py27-{a,b}\n[testenv]\ndeps = iniconfig==1.0.1\n");

        assertThat(distributions(ready("py27-a")))
                .as("which asks a repository for its version that an sdist has not")
                .containsExactly("iniconfig 0.0.0");
        assertThat(project.steps.outputs.toString())
                .contains("installed without pins: iniconfig==1.0.1 was to be installed");
    }

    /** Without an index: its file calls it 1.0, its {@code setup.py} 0. */
    private void aLiar() throws Exception {
        Path sdist = folder.resolve("liar-1.0.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(sdist))) {
            zip.putNextEntry(new ZipEntry("liar-1.0/setup.py"));
            zip.write("from setuptools import setup\nsetup(name='liar', version='0')\n".getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("liar-1.0/PKG-INFO"));
            zip.write("Metadata-Version: 1.0\nName: liar\nVersion: 1.0\n".getBytes(UTF_8));
        }
        project.file(
                "tox.ini",
                "[tox]\nno_package = true\nenv_list = py27-{a,b,c}\n[testenv]\ndeps = --no-index\n       --find-links "
                        + folder + "\n       liar\n");
    }

    @Test
    void whatTurnsOutToBeAnotherVersionIsInstalledWithoutPinsFromThenOnInThisRunAndInThoseToCome() throws Exception {
        aLiar();
        project.resolvedWithin(Duration.ofHours(1));

        assertThat(distributions(ready("py27-a"))).containsExactly("liar 0");
        assertThat(project.steps.outputs.toString()).contains("installed without pins: liar==1.0 was to be installed");
        assertThat(pip("download")).isEqualTo(1);
        assertThat(pip("install")).isEqualTo(2);

        assertThat(distributions(ready("py27-b"))).containsExactly("liar 0");
        assertThat(project.steps.outputs.toString()).contains("installed without pins: liar==1.0 becomes 0\n");
        assertThat(pip("download")).isEqualTo(1);
        assertThat(pip("install")).isEqualTo(3);

        project.close();
        project = new PackagedProject(folder.resolve("project")).resolvedWithin(Duration.ofHours(1));
        assertThat(distributions(ready("py27-c"))).containsExactly("liar 0");
        assertThat(pip("download")).isZero();
        assertThat(pip("install")).isEqualTo(1);
    }
}

package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.pin.PinnedDependencies;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in an environment before anything is installed: what a test imports by chance, it finds here if it does under tox. */
class SeedsTest extends PackageCase {

    @ParameterizedTest
    @CsvSource({"3.8, pip setuptools wheel", "3.9, pip setuptools", "3.11, pip setuptools", "3.12, pip"})
    void areThoseOfTheVirtualenvThatToxTakesForThePython(String version, String seeds) throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of(version)).isPresent(), () -> "no Python " + version);
        project.file("tox.ini", "[testenv]\nskip_install = true\n");

        assertThat(names(version)).containsExactly(seeds.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"false, 3.11, ''", "true, 3.11, packaging pip setuptools wheel", "true, 3.12, pip"})
    void areThoseOfUvWhereToxUvIsToSeed(boolean seed, String version, String seeds) throws Exception {
        assumeTrue(PackagedProject.INTERPRETERS.find(List.of(version)).isPresent(), () -> "no Python " + version);
        project.file("tox.ini", "[tox]\nrequires = tox-uv\n[testenv]\nskip_install = true\nuv_seed = " + seed + "\n");

        assertThat(names(version))
                .containsExactlyElementsOf(Stream.of(seeds.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private List<String> names(String version) throws Exception {
        PythonEnvironment made = project.ready("py" + version.replace(".", ""));
        return PinnedDependencies.installed(made.sitePackages()).keySet().stream()
                .sorted()
                .toList();
    }
}

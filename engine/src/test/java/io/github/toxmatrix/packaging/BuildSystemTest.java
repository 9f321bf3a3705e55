package io.github.toxmatrix.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.pep.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildSystemTest {

    @TempDir
    Path root;

    private BuildSystem of(String text) throws Exception {
        Files.writeString(root.resolve("pyproject.toml"), text);
        return BuildSystem.of(root, new PyProjects());
    }

    @Test
    void readsWhatPep517And518Say() throws Exception {
        BuildSystem system = of(
                "[build-system]\nrequires=['hatchling>=1']\nbuild-backend='own:backend'\nbackend-path=['tools', '.']\n");

        assertThat(system.requires()).extracting(Requirement::toString).containsExactly("hatchling>=1");
        assertThat(system.backend()).isEqualTo("own:backend");
        assertThat(system.backendPath()).isEqualTo(List.of(root.resolve("tools"), root));
    }

    @Test
    void aProjectThatSaysNothingIsBuiltBySetuptools() throws Exception {
        BuildSystem legacy = BuildSystem.of(root, new PyProjects());

        assertThat(legacy.backend()).isEqualTo("setuptools.build_meta:__legacy__");
        assertThat(legacy.requires()).extracting(Requirement::toString).containsExactly("setuptools>=40.8.0");
        assertThat(of("[project]\nname='a'\n")).isEqualTo(legacy);
        assertThat(of("[build-system]\nrequires=[]\n").requires()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build-system = 1",
                "[build-system]\nrequires = 'a'",
                "[build-system]\nrequires = ['=1']",
                "[build-system]\nbuild-backend = 1",
                "[build-system]\nbackend-path = ['/']",
                "[build-system]\nbackend-path = ['a/../..']",
                "[build-system"
            })
    void whatIsNotAsThePepsWantItIsRefusedWithTheFile(String text) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("pyproject.toml");
    }
}

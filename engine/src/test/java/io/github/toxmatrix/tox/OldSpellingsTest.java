package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tox 3 read, tox 4 reads over in silence, and is told here. */
class OldSpellingsTest {

    @TempDir
    Path folder;

    private List<String> hints(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return ToxProject.loadFrom(folder, ToxInvocation.ofThisProcess()).hints().stream()
                .map(hint -> hint.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void areToldWithTheirPlaceAndWhatThereIsInstead() throws IOException {
        assertThat(
                        hints(
                                "tox.ini",
                                """
                        [tox]
                        isolated_build = true
                        indexserver =
                            default = https://index.example.org
                        [testenv]
                        whitelist_externals = make
                        [testenv:docs]
                        whitelist_externals = make
                        [tox:jenkins]
                        indexserver = x
                        """))
                .hasSize(5)
                .anySatisfy(hint -> assertThat(hint).startsWith("tox.ini:2: isolated_build: tox 4 does not know"))
                .anySatisfy(hint ->
                        assertThat(hint).startsWith("tox.ini:3: indexserver: ").contains("PIP_INDEX_URL"))
                .anySatisfy(
                        hint -> assertThat(hint)
                                .isEqualTo(
                                        "tox.ini:6: whitelist_externals: tox 4 does not know this key; write allowlist_externals"))
                .anySatisfy(hint -> assertThat(hint).startsWith("tox.ini:8: whitelist_externals: "))
                .anySatisfy(hint -> assertThat(hint).startsWith("tox.ini:9: [tox:jenkins]: "));
    }

    @Test
    void areToldOfTomlToo() throws IOException {
        assertThat(
                        hints(
                                "tox.toml",
                                """
                        isolated_build = true
                        [env_run_base]
                        whitelist_externals = ["make"]
                        [env.docs]
                        whitelist_externals = ["make"]
                        """))
                .hasSize(3);
    }

    @Test
    void areNoConcernBesideTheNewOneOrWhereToxTakesThem() throws IOException {
        assertThat(
                        hints(
                                "tox.ini",
                                """
                        [tox]
                        minversion = 3
                        envlist = py
                        skipsdist = true
                        setupdir = .
                        toxworkdir = .tox
                        isolated_build_env = .package
                        ignore_basepython_conflict = true
                        [testenv]
                        whitelist_externals = make
                        allowlist_externals = make
                        setenv = A=1
                        passenv = B
                        basepython = python3
                        changedir = .
                        usedevelop = true
                        sitepackages = true
                        alwayscopy = true
                        [flake8]
                        isolated_build = true
                        """))
                .isEmpty();
    }
}

package io.github.toxmatrix.index.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.toxmatrix.index.RealInstallers;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pips read in place of the user's. */
@Timeout(60)
class PipFilesTest {

    private static final String OWN =
            """
            [global]
            index-url = https://me:it's%40"x@a.test/simple
            proxy = http://proxy.test:8080
            timeout = 7

            [install]
            find-links =
                /opt/wheels

                https://d.test/links.html
            no_binary = one,two
            proxy = http://other.test:8080

            [download]
            only-binary = :all:
            dest = d\u00e9j\u00e0 vu

            [wheel]
            # no value at all
            no-deps =

            [list]
            format = columns
            """;

    @TempDir
    Path folder;

    private Path python(String version) {
        return Interpreters.of(System.getenv())
                .find(List.of(version))
                .map(Interpreter::executable)
                .orElseGet(() -> abort("This machine has no Python " + version + "."));
    }

    private Map<String, String> environ(Path file) {
        Map<String, String> environ = RealInstallers.environment();
        environ.put("PIP_CONFIG_FILE", file.toString());
        environ.put("PYTHONIOENCODING", "utf-8");
        return environ;
    }

    private String listed(Path python, Path file) throws Exception {
        RealInstallers.Result result =
                new RealInstallers(folder).run(environ(file), python.toString(), "-m", "pip", "config", "list");
        assertThat(result.code()).as(result.output()).isZero();
        return result.output().replaceAll("(?m)^:env:.*\n", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6", "3.8", "3.13"})
    void sayTheSameButForTheProxy(String version) throws Exception {
        Path python = python(version);
        Path own = Files.writeString(folder.resolve("own.conf"), OWN);
        PipSettings pip = PipSettings.read(Optional.of(python), environ(own), folder);

        Path written = Files.writeString(
                folder.resolve("ours.conf"), pip.filesToAskUs().text());

        assertThat(listed(python, own)).contains("global.proxy='http://proxy.test:8080'");
        assertThat(listed(python, written)).isEqualTo(listed(python, own).replaceAll("(?m)(\\.proxy)=.*$", "$1=''"));
    }

    @Test
    void letDownloadGoByWhatInstallGoesBy() {
        PipSettings pip = PipSettings.parse(
                """
                download.dest='/tmp'
                download.pre='true'
                install.constraint='c.txt'
                install.pre='false'
                global.timeout='7'
                """);

        assertThat(pip.files().downloadingAsInstalled().text())
                .isEqualTo(
                        """
                        [download]
                        constraint = c.txt
                        dest =\s
                        pre = false
                        [global]
                        timeout = 7
                        [install]
                        constraint = c.txt
                        pre = false
                        """);
        PipSettings plain = PipSettings.parse("global.timeout='7'");
        assertThat(plain.files().downloadingAsInstalled()).isEqualTo(plain.files());
    }

    @Test
    void hideWhatTheySay() {
        assertThat(PipSettings.parse("global.index-url='https://me:word@a.test'")
                        .files())
                .hasToString("PipFiles[global]");
    }
}

package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the program tells of steps that have neither passed nor failed. */
@Tag("slow")
@Timeout(120)
class ToldStepsTest {

    @TempDir
    Path folder;

    @Test
    void aTestThatWritesIntoWhatIsInstalledIsNamed() throws Exception {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [testenv:writes]
                skip_install = true
                deps = iniconfig
                commands = python -c "import iniconfig; open(iniconfig.__file__, 'a').write('X = 1')"
                """);
        MainProcess ended = MainProcess.run(
                folder, System.getenv(), List.of(), "-e", "writes", "-Dmatrix.place=" + folder.resolve("place"));
        assertThat(ended.output())
                .containsPattern("writes provision: shared files: skipped, .*iniconfig/__init__.py of iniconfig");
        assertThat(ended.exitCode()).isZero();
    }
}

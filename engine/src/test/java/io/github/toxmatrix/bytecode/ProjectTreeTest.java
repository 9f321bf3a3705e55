package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is in the project's folder when its tests have run: with shared bytecode, cold and warm, nothing that is not there without it,
 * and nothing at all where no bytecode may be written; whichever way modules are imported.
 */
@Tag("slow")
@Timeout(300)
class ProjectTreeTest {

    private static final String TESTS =
            """
            import multiprocessing
            import subprocess
            import sys
            import zipfile

            import own.mod
            import space.part


            def test_rewritten():
                assert own.mod.VALUE == 1
                assert space.part.NAME == "part"


            def test_subprocess():
                subprocess.check_call([sys.executable, "-c", "import own.mod, space.part"])


            def test_module_as_program():
                assert subprocess.check_output([sys.executable, "-m", "own.program"]).split() == [b"__main__"]


            def test_spawned():
                process = multiprocessing.get_context("spawn").Process(target=own.mod.work)
                process.start()
                process.join()
                assert process.exitcode == 0


            def test_zip(tmp_path):
                with zipfile.ZipFile(str(tmp_path / "a.zip"), "w") as archive:
                    archive.writestr("zipped.py", "NAME = 'zipped'")
                sys.path.insert(0, str(tmp_path / "a.zip"))
                import zipped
                assert zipped.NAME == "zipped"
            """;

    @TempDir
    Path folder;

    private BytecodeProject project;

    @BeforeEach
    void open() throws IOException {
        project = new BytecodeProject(folder);
        project.source("own/mod.py", "import own.late\nVALUE = 1\ndef work():\n    import own.later\n");
        project.source("own/late.py", "'''A doctest.\n\n>>> 1 + 1\n2\n'''\n");
        project.source("own/later.py", "");
        project.source("own/program.py", "import own.mod\nprint(__name__)\n");
        project.source("space/part.py", "NAME = 'part'\n");
        project.source("conftest.py", "import own.mod\n");
        project.source("tests/test_ways.py", TESTS);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @ParameterizedTest(name = "Python {0}, PYTHONDONTWRITEBYTECODE={1}")
    @CsvSource({"3.6, 1", "3.8, 1", "3.8, ''", "3.13, 1", "3.13, ''"})
    void nothingIsAdded(String version, String unwritten) throws Exception {
        Map<String, String> variables = unwritten.isEmpty() ? Map.of() : Map.of("PYTHONDONTWRITEBYTECODE", unwritten);
        PythonEnvironment environment = PytestEnvironment.make(project, version, variables);
        Map<String, String> before = tree();

        Set<String> without = added(before, environment);
        SharedBytecode first = project.run("1");
        project.serve(first, environment);
        Set<String> cold = added(before, environment);
        first.learn(environment, project.scope());
        project.serve(project.run("2"), environment);
        Set<String> warm = added(before, environment);

        assertThat(cold).isEqualTo(without);
        assertThat(without).containsAll(warm);
        if (unwritten.isEmpty()) {
            assertThat(without).as("by Python itself").isNotEmpty();
        } else {
            assertThat(without).isEmpty();
        }
    }

    /** Runs the tests, and takes away again what is there then. */
    private Set<String> added(Map<String, String> before, PythonEnvironment environment) throws Exception {
        String printed = project.python(
                environment, "-m", "pytest", "-p", "no:cacheprovider", "--doctest-modules", "own/late.py", "tests");
        assertThat(printed).contains("6 passed");
        Map<String, String> after = tree();
        assertThat(after).as("what was there, unchanged").containsAllEntriesOf(before);
        TreeSet<String> added = new TreeSet<>(after.keySet());
        added.removeAll(before.keySet());
        for (String path : added.descendingSet()) { // what is in a folder before it
            Files.delete(project.root().resolve(path));
        }
        return added;
    }

    /** Every file and folder, with the hash of its content. */
    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(project.root())) {
            for (Path path : all.toList()) {
                String name = project.root().relativize(path).toString();
                tree.put(
                        name,
                        Files.isDirectory(path)
                                ? "folder"
                                : SourceFile.read(path).sha256());
            }
        }
        return tree;
    }
}

package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a rewriter that has the shape of pytest's and replaces {@code ASSERTED} by a text of its own; what a real one makes
 * is compared in {@link SameWithoutBytecodeTest}.
 */
@Timeout(120)
class RewrittenModulesTest {

    private static final String REWRITER =
            """
            import importlib.abc, importlib.machinery, importlib.util, sys, warnings

            class AssertionRewriter(object):
                text = "rewritten"

            class Hook(importlib.abc.MetaPathFinder, importlib.abc.Loader):
                def __init__(self, config):
                    self.config = config

                def find_spec(self, name, path=None, target=None):
                    if not name.startswith("test_"):
                        return None
                    spec = importlib.machinery.PathFinder.find_spec(name, path)
                    return importlib.util.spec_from_file_location(name, spec.origin, loader=self)

                def create_module(self, spec):
                    return None

                def exec_module(self, module):
                    code = _read_pyc(module.__spec__.origin, "")
                    if code is None:
                        print("rewriting", module.__name__)
                        code = _rewrite_test(module.__spec__.origin, self.config)[1]
                    exec(code, module.__dict__)

            def _read_pyc(source, pyc, trace=None):
                return None

            def _rewrite_test(fn, config):
                with open(str(fn)) as stream:
                    text = stream.read()
                if "WARNED" in text:
                    warnings.warn("said while rewriting")
                text = text.replace("ASSERTED", AssertionRewriter.text + str(config.getini("enable_assertion_pass_hook")))
                return None, compile(text, str(fn), "exec", dont_inherit=True)

            def rewrite_asserts():
                pass
            """;

    private static final String RUN =
            """
            import sys, warnings
            warnings.simplefilter("ignore")
            import _pytest.assertion.rewrite as rewrite, _pytest.after
            class Config:
                option = False
                def getini(self, name):
                    return self.option
            sys.meta_path.insert(0, rewrite.Hook(Config()))
            """;

    @TempDir
    Path folder;

    private BytecodeProject project;

    @BeforeEach
    void open() throws IOException {
        project = new BytecodeProject(folder);
        project.source("test_mod.py", "TEXT = 'ASSERTED'\ndef broken():\n    raise ValueError\n");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private PythonEnvironment environment(String name) throws Exception {
        PythonEnvironment made = project.environment(name, "3.11");
        Path pytest = Files.createDirectories(made.sitePackages().resolve("_pytest/assertion"));
        Files.writeString(pytest.resolveSibling("__init__.py"), "");
        Files.writeString(pytest.resolveSibling("after.py"), "");
        Files.writeString(pytest.resolve("__init__.py"), "");
        Files.writeString(pytest.resolve("rewrite.py"), REWRITER);
        return made;
    }

    /** Serves a new environment, runs a script in it and learns from it. */
    private String run(String name, String script) throws Exception {
        SharedBytecode run = project.run(name);
        PythonEnvironment environment = environment(name);
        project.serve(run, environment);
        String printed = project.python(environment, "-c", RUN + script);
        run.learn(environment, project.scope());
        return printed;
    }

    @Test
    void aModuleIsRewrittenOnceForAllEnvironments() throws Exception {
        String script = "import test_mod; print(test_mod.TEXT, test_mod.broken.__code__.co_filename)\n";
        String said = "rewrittenFalse " + project.root().resolve("test_mod.py");
        assertThat(run("1", script).lines()).containsExactly("rewriting test_mod", said);
        assertThat(run("2", script).lines()).containsExactly(said);
        assertThat(project.root().resolve("__pycache__")).doesNotExist();
    }

    @Test
    void aChangedModuleIsRewrittenAgain() throws Exception {
        String script = "import test_mod; print(test_mod.TEXT)\n";
        run("1", script);
        project.source("test_mod.py", "TEXT = 'ASSERTED again'\n");
        assertThat(run("2", script).lines()).containsExactly("rewriting test_mod", "rewrittenFalse again");
    }

    @Test
    void anotherOptionOrAnotherRewriterIsNotServed() throws Exception {
        String script = "import test_mod; print(test_mod.TEXT)\n";
        run("1", script);
        assertThat(run("2", "Config.option = True\n" + script).lines())
                .containsExactly("rewriting test_mod", "rewrittenTrue");
        assertThat(run("3", "Config.option = True\n" + script).lines()).containsExactly("rewrittenTrue");
        assertThat(run("4", "rewrite.AssertionRewriter.text = 'replaced'\n" + script)
                        .lines())
                .containsExactly("rewriting test_mod", "replacedFalse");
        assertThat(run("5", script).lines()).containsExactly("rewrittenFalse");
    }

    @Test
    void aModuleWhoseRewritingSaysSomethingSaysItInEveryRun() throws Exception {
        project.source("test_warned.py", "TEXT = 'WARNED'\n");
        for (String name : List.of("1", "2")) {
            assertThat(run(name, "import test_warned\n").lines()).containsExactly("rewriting test_warned");
        }
    }

    @Test
    void codeThatHoldsItsOwnPathIsKeptForThatPathAlone() throws Exception {
        Path one = project.source("test_path.py", "TEXT = '" + project.root().resolve("test_path.py") + "'\n");
        String script = "import test_path; print(test_path.TEXT)\n";
        run("1", script);
        assertThat(run("2", script).lines()).containsExactly(one.toString());
        Files.createDirectories(project.root().resolve("other"));
        Files.move(one, project.root().resolve("other/test_path.py"));
        assertThat(run("3", "sys.path.insert(0, 'other')\n" + script).lines())
                .containsExactly("rewriting test_path", one.toString());
    }

    @Test
    void aDamagedFileIsAsIfItWereNotThere() throws Exception {
        run("1", "import test_mod\n");
        for (Path file : stored()) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        assertThat(run("2", "import test_mod\n").lines()).containsExactly("rewriting test_mod");
        assertThat(run("3", "import test_mod\n").lines()).as("made again").isEmpty();
    }

    /** Its first half, and zeros: {@code marshal} would take what a crash of the machine left of it. */
    @Test
    void aFileWhoseEndIsLostIsNotLoaded() throws Exception {
        run("1", "import test_mod\n");
        for (Path file : stored()) {
            byte[] content = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(Arrays.copyOf(content, content.length / 2), content.length));
        }
        assertThat(run("2", "import test_mod\n").lines()).containsExactly("rewriting test_mod");
    }

    @Test
    void whatLiesOutsideOfTheProjectIsNotKept() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("test_outside.py"), "");
        run("1", "sys.path.insert(0, '" + outside + "')\nimport test_outside\n");
        assertThat(stored()).isEmpty();
    }

    @Test
    void optimisedProcessesAreLeftAlone() throws Exception {
        SharedBytecode run = project.run("1");
        PythonEnvironment environment = environment("1");
        project.serve(run, environment);
        project.python(environment, "-O", "-c", RUN + "import test_mod\n");
        assertThat(new Notes(environment.directory().resolve(".tox-matrix/bytecode")).rewrittenModules())
                .isEmpty();
    }

    @Test
    void notesThatAreTornNameNothing() throws Exception {
        Files.writeString(folder.resolve("rewritten"), "1/a.py\0000/b.p\0x/c.py\0\0000/d.py");
        assertThat(new Notes(folder).rewrittenModules())
                .containsExactly(
                        new Notes.Rewritten(true, Path.of("/a.py")), new Notes.Rewritten(false, Path.of("/d.py")));
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.walk(project.store())) {
            return files.filter(file -> file.getParent().endsWith("rewritten")).toList();
        }
    }
}

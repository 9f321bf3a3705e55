package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Python 2.7 sees of shared bytecode of the project, for which it has no place of its own. */
class Python2BytecodeTest extends SharedBytecodeCase {

    /** Everything by which a program could tell how a module came to be. */
    private static final String LOOK =
            """
            from __future__ import print_function
            import inspect, os, pkgutil, sys, traceback
            import own.mod, own.sub.part, own.broken
            sys.stderr = sys.stdout
            def shown(value):
                return getattr(value, "__name__", None) or (value if isinstance(value, (str, list, int)) else type(value))
            for module in own, own.mod, own.sub, own.sub.part:
                print([(name, shown(value)) for name, value in sorted(vars(module).items()) if name != "__builtins__"])
                print(inspect.getsource(module) if module is own.mod else "", inspect.getsourcefile(module), repr(module))
                loader = pkgutil.get_loader(module.__name__)
                print(loader, loader.get_filename(), loader.get_code().co_filename)
            try:
                own.mod.broken()
            except ValueError:
                traceback.print_exc()
            for name in "own.unfinished", "own.warned", "own.absent", "own.failing":
                try:
                    exec("import " + name)
                except Exception:
                    traceback.print_exc()
                print(name in sys.modules)
            def codes(code):
                yield code.co_filename, code.co_firstlineno, code.co_names, [type(each) for each in code.co_consts]
                for each in code.co_consts:
                    if type(each) is type(code):
                        for one in codes(each):
                            yield one
            print(list(codes(own.mod.broken.__code__)), own.broken.LINES, reload(own.mod).VALUE)
            print(sys.path_hooks, sys.path, sorted(os.environ), sorted(os.listdir(os.path.dirname(own.__file__))))
            """;

    private static final String STACK =
            """
            import sys
            LINES, frame = [], sys._getframe()
            while frame:
                LINES.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
                frame = frame.f_back
            """;

    @BeforeEach
    void write() throws Exception {
        project.source("own/sub/__init__.py", "# a package\r\nfrom own.sub import part\r\n");
        project.source("own/sub/part.py", "from __future__ import division\nimport own.mod\nHALF = 1 / 2\n");
        project.source("own/broken.py", STACK);
        project.source("own/failing.py", "def f():\n    raise KeyError('here')\n\nf()\n");
    }

    private static String plain(String output) {
        return output.replaceAll("0x[0-9a-f]+", "0x");
    }

    /** An environment of a new run, which knows what was imported in the one before. */
    private PythonEnvironment served(String name, String imported) throws Exception {
        SharedBytecode run = project.run(name);
        PythonEnvironment first = project.environment(name + "-first", "2.7");
        project.serve(run, first);
        run(first, imported);
        learnFrom(run, first);
        PythonEnvironment second = project.environment(name, "2.7");
        project.serve(run, second);
        return second;
    }

    /** What a script prints that lies elsewhere, so that the project is on the path by its full name alone. */
    private String run(PythonEnvironment environment, String script, String... options) throws Exception {
        Path file = Files.createDirectories(folder.resolve("scripts")).resolve("script.py");
        Files.writeString(file, script);
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(file.toString());
        return project.python(environment, arguments.toArray(String[]::new));
    }

    /** The names of modules that were made of bytecode of the store. */
    private List<String> fromTheStore(PythonEnvironment environment, String script) throws Exception {
        return run(environment, script, "-v", "-B")
                .lines()
                .filter(line -> line.contains(" # precompiled from ")
                        && line.contains(project.root().toString()))
                .map(line -> line.replaceAll("import (\\S+) .*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", ""})
    void programsSeeWhatTheySeeWithoutIt(String dontWrite) throws Exception {
        Map<String, String> variables = Map.of("PYTHONDONTWRITEBYTECODE", dontWrite);
        PythonEnvironment environment = project.environment("env", "2.7", variables);
        String without = plain(run(environment, LOOK, "-B"));
        SharedBytecode run = project.run("1");
        project.serve(run, environment);
        String cold = plain(run(environment, LOOK, "-B"));
        learnFrom(run, environment);
        project.serve(run, environment);

        String warm = plain(run(environment, LOOK, "-B"));

        assertThat(cold)
                .isEqualTo(without)
                .contains("ValueError: 1", "SyntaxError: invalid syntax", "KeyError: 'here'");
        assertThat(warm).isEqualTo(without);
        assertThat(fromTheStore(environment, LOOK))
                .contains("own", "own.mod", "own.sub", "own.sub.part", "own.broken", "own.failing");
        assertThat(project.root().resolve("own/mod.pyc")).doesNotExist();
    }

    @Test
    void anEnvironmentThatMayNotWriteHasTheProjectsBytecodeFromTheStart() throws Exception {
        PythonEnvironment environment = project.environment("env", "2.7");
        project.serve(project.run("1"), environment);
        assertThat(fromTheStore(environment, "import own.mod")).containsExactly("own", "own.mod");
        assertThat(project.missing(environment)).isEmpty();
    }

    @Test
    void whatIsOnThePathByARelativeNameHasItsOwnCode() throws Exception {
        String script = "import own.mod; print(own.mod.__file__, own.mod.broken.__code__.co_filename)";
        SharedBytecode run = project.run("1");
        PythonEnvironment environment = project.environment("env", "2.7");
        project.serve(run, environment);
        project.python(environment, "-c", script);
        learnFrom(run, environment);
        String said = project.python(environment, "-v", "-c", script);
        assertThat(said).contains("('own/mod.py', 'own/mod.py')", "import own.mod # precompiled from own/mod.py");
    }

    @Test
    void aChangedSourceIsSeenAtOnceEvenWithTheSameSizeAndTime() throws Exception {
        PythonEnvironment environment = served("1", "import own.mod");
        Path source = project.root().resolve("own/mod.py");
        FileTime time = Files.getLastModifiedTime(source);
        Files.writeString(source, Files.readString(source).replace("VALUE = 1", "VALUE = 2"));
        Files.setLastModifiedTime(source, time);
        assertThat(run(environment, "import own.mod; print(own.mod.VALUE)")).isEqualToIgnoringNewLines("2");
    }

    @Test
    void aMovedSourceHasCodeThatNamesItsNewPlace() throws Exception {
        PythonEnvironment environment = served("1", "import own.mod");
        Files.move(project.root().resolve("own"), project.root().resolve("moved"));
        assertThat(run(environment, "import moved.mod as m; print(m.broken.__code__.co_filename)"))
                .isEqualToIgnoringNewLines(
                        project.root().resolve("moved/mod.py").toString());
    }

    /** As a crash of the machine leaves files that were not yet on the disk. */
    @Test
    void aFileOfTheStoreThatIsCutOffIsNotLoadedAndMadeAgain() throws Exception {
        PythonEnvironment environment = served("1", "import own.mod");
        Map<Path, byte[]> whole = bytecode();
        for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
            byte[] content = file.getValue();
            Files.write(file.getKey(), Arrays.copyOf(Arrays.copyOf(content, content.length / 2), content.length));
        }
        assertThat(run(environment, "import own.mod; print(own.mod.VALUE)")).isEqualToIgnoringNewLines("1");
        assertThat(project.missing(environment)).contains("own/mod.py");
        learnFrom(project.run("2"), environment);
        assertThat(fromTheStore(environment, "import own.mod")).containsExactly("own", "own.mod");
    }

    /** A finder that instruments modules, as it would be asked before Python's own search. */
    @Test
    void otherFindersAreAskedFirstWheneverTheyCome() throws Exception {
        String finder =
                """
                import imp, sys
                class Finder(object):
                    def find_module(self, name, path=None):
                        return self if name == "own.mod" else None
                    def load_module(self, name):
                        module = sys.modules[name] = imp.new_module(name)
                        return module
                %s
                import own.mod
                print(hasattr(own.mod, "VALUE"))
                import own.sub.part
                """;
        PythonEnvironment environment = served("1", "import own.mod, own.sub.part");
        for (String way : List.of("sys.meta_path.append(Finder())", "sys.meta_path.insert(0, Finder())")) {
            String script = finder.formatted(way);
            assertThat(run(environment, script)).as(way).isEqualToIgnoringNewLines("False");
            assertThat(fromTheStore(environment, script)).as(way).contains("own.sub.part");
        }
        String hook =
                """
                import sys
                def hook(path):
                    if path.endswith("own"):
                        print("asked for own")
                    raise ImportError
                sys.path_hooks.insert(0, hook)
                import own.mod
                """;
        assertThat(run(environment, hook)).isEqualToIgnoringNewLines("asked for own");
    }

    @Test
    void whatComesFirstInTheOrderOfPythonIsTaken() throws Exception {
        PythonEnvironment environment = served("1", "import own.mod");
        Path before = Files.createDirectories(folder.resolve("before"));
        Files.createDirectories(before.resolve("own"));
        Files.writeString(before.resolve("own/__init__.py"), "");
        Files.writeString(before.resolve("own/mod.py"), "VALUE = 'before'\n");
        String script = "import sys; sys.path.insert(0, %s); import own.mod; print(own.mod.VALUE)";
        assertThat(run(environment, script.formatted("'" + before + "'"))).isEqualToIgnoringNewLines("before");

        Files.writeString(before.resolve("own.pyc"), "");
        Files.delete(before.resolve("own/__init__.py"));
        assertThat(project.python(environment, "-W", "always", "-c", script.formatted("'" + before + "'")))
                .contains("ImportWarning: Not importing directory", "ImportError: Bad magic number");

        project.source("own/mod/__init__.py", "VALUE = 'package'\n");
        assertThat(run(environment, "import own.mod; print(own.mod.VALUE)")).isEqualToIgnoringNewLines("package");
    }

    @Test
    void bytecodeThatIsThereIsPythonsOwnAffair() throws Exception {
        PythonEnvironment environment = served("1", "import own.mod");
        run(environment, "import py_compile; py_compile.compile('own/mod.py')");
        assertThat(run(environment, "import own.mod; print(own.mod.__file__)"))
                .isEqualToIgnoringNewLines(project.root().resolve("own/mod.pyc").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-O", "-3", "-Qnew"})
    void processesWhoseCompilerWorksInAnotherWayAreLeftAlone(String option) throws Exception {
        PythonEnvironment environment = served("1", "import own.mod");
        assertThat(project.python(
                        environment, option, "-c", "import sys; print([type(e).__module__ for e in sys.meta_path])"))
                .doesNotContain("tox_matrix")
                .contains("[");
    }

    @Test
    void programsAndModulesAskedForByNameRun() throws Exception {
        project.source("own/program.py", "import own.mod\nprint(__name__, __file__, own.mod.VALUE)\n");
        PythonEnvironment environment = served("1", "import own.mod, own.program");
        assertThat(project.python(environment, "-m", "own.program"))
                .isEqualToIgnoringNewLines("('__main__', '" + project.root().resolve("own/program.py") + "', 1)");
        String byName = "import importlib; print(importlib.import_module('own.mod').VALUE)";
        assertThat(fromTheStore(environment, byName)).containsExactly("own", "own.mod");
        assertThat(run(environment, "print(__import__('own.mod').mod.VALUE)")).isEqualToIgnoringNewLines("1");
    }

    @Test
    void aModuleThatPytestRewroteIsRewrittenOnceForAllEnvironments() throws Exception {
        project.source("test_mod.py", "import own.mod\n\n\ndef test_value():\n    assert own.mod.VALUE == 2\n");
        SharedBytecode run = project.run("1");
        PythonEnvironment environment =
                PytestEnvironment.make(project, "2.7", Map.of("PYTHONDONTWRITEBYTECODE", "1"), "pytest");
        project.serve(run, environment);
        String cold = project.python(environment, "-m", "pytest", "-p", "no:cacheprovider");
        Notes notes = new Notes(environment.directory().resolve(".tox-matrix/bytecode"));
        assertThat(notes.rewrittenModules())
                .extracting(Notes.Rewritten::path)
                .contains(project.root().resolve("test_mod.py"));
        learnFrom(run, environment);
        Files.delete(notes.rewritten());

        String warm = project.python(environment, "-m", "pytest", "-p", "no:cacheprovider");

        assertThat(notes.rewrittenModules()).isEmpty();
        assertThat(warm).contains("assert 1 == 2", "test_mod.py:5: AssertionError");
        assertThat(warm.replaceAll("in .* seconds", "")).isEqualTo(cold.replaceAll("in .* seconds", ""));
    }

    @Test
    void anOptimisedEnvironmentIsNotServed() throws Exception {
        assertThat(SharedBytecode.canServe(project.environment("env", "2.7", Map.of("PYTHONOPTIMIZE", "1"))))
                .isFalse();
    }
}

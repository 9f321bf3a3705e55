package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What environments see of shared bytecode. */
class SharedBytecodeTest extends SharedBytecodeCase {

    /** Everything by which a program could tell how a module came to be. */
    private static final String LOOK =
            """
            import inspect, linecache, os, pkgutil, sys, traceback
            import own.mod, dist.mod
            sys.stderr = sys.stdout
            lines = []
            def trace(frame, event, argument):
                lines.append((event, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
                return trace
            sys.settrace(trace)
            try:
                own.mod.broken()
            except ValueError:
                sys.settrace(None)
                traceback.print_exc()
            print(lines)
            for module in own.mod, dist.mod, own:
                print(module.__file__, module.__cached__, module.__spec__, type(module.__loader__), module.__loader__.path)
                print(inspect.getsource(module) if module is not own else "", module.__loader__.get_source(module.__name__))
                code = module.__loader__.get_code(module.__name__)
                print(code.co_filename, code.co_consts, list(pkgutil.iter_modules([os.path.dirname(module.__file__)])))
            for name in "own.unfinished", "own.warned", "own.absent":
                try:
                    __import__(name)
                except Exception:
                    traceback.print_exc()
            import importlib.util, importlib.machinery
            print(importlib.util.cache_from_source("/somewhere/a.py"), importlib.util.find_spec("own.mod").cached)
            print(sys.meta_path, sys.path_hooks, sys.path, sorted(os.environ), sorted(os.listdir(os.path.dirname(own.__file__))))
            """;

    private static String plain(String output) {
        return output.replaceAll("0x[0-9a-f]+", "0x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6", "3.7", "3.8", "3.11", "3.13"})
    void programsSeeWhatTheySeeWithoutIt(String version) throws Exception {
        settle();
        PythonEnvironment environment = project.environment("env", version);
        String without = plain(project.python(environment, "-W", "always", "-c", LOOK));
        SharedBytecode run = project.run("1");
        project.serve(run, environment);
        project.python(environment, "-c", LOOK);
        learnFrom(run, environment);
        project.serve(run, environment);

        String with = plain(project.python(environment, "-W", "always", "-c", LOOK));

        assertThat(with).isEqualTo(without).contains("ValueError: 1", "SyntaxError: invalid syntax", "own/mod.py");
        assertThat(project.python(environment, "-v", "-c", "import own.mod, dist.mod"))
                .containsPattern("bytecode.0.own.mod\\.cpython-\\d+\\.pyc matches ")
                .containsPattern("dist.__pycache__.mod\\.cpython-\\d+\\.pyc matches ");
        assertThat(project.root().resolve("own/__pycache__")).doesNotExist();
    }

    @Test
    void anEnvironmentThatMayNotWriteHasTheProjectsBytecodeFromTheStart() throws Exception {
        PythonEnvironment environment = project.environment("env", "3.11");
        project.serve(project.run("1"), environment);
        project.python(environment, "-c", "import own.mod, dist.mod");
        assertThat(project.missing(environment))
                .containsExactly("dist/mod.py"); // an empty module is one of the project's, too
    }

    @Test
    void whatWasImportedWithoutBytecodeHasSomeInTheNextEnvironmentAndTheNextRun() throws Exception {
        SharedBytecode run = project.run("1");
        PythonEnvironment first = project.environment("first", "3.11");
        project.serve(run, first);
        project.python(first, "-c", "import own.mod, dist.mod");
        learnFrom(run, first);
        for (SharedBytecode next : List.of(run, project.run("2"))) {
            PythonEnvironment second = project.environment("second", "3.11");
            project.serve(next, second);
            project.python(second, "-c", "import own.mod, dist.mod");
            assertThat(project.missing(second)).isEmpty();
        }
    }

    /** As a crash of the machine leaves files that were not yet on the disk. */
    @ParameterizedTest
    @ValueSource(strings = {"3.6", "3.11"})
    void aFileOfTheStoreThatIsCutOffIsNotGivenToAnybodyAndMadeAgain(String version) throws Exception {
        settle();
        project.serve(project.run("1"), project.environment("env", version));
        Map<Path, byte[]> whole = bytecode();
        assertThat(whole).isNotEmpty();
        for (Map.Entry<Path, byte[]> file : whole.entrySet()) {
            byte[] content = file.getValue();
            Files.write(file.getKey(), Arrays.copyOf(Arrays.copyOf(content, content.length / 2), content.length));
        }
        SharedBytecode run = project.run("2");
        PythonEnvironment environment = project.environment("next", version);
        project.serve(run, environment);

        assertThat(project.python(environment, "-c", "import own.mod; print(own.mod.VALUE)"))
                .isEqualToIgnoringNewLines("1");
        assertThat(project.missing(environment)).contains("own/mod.py");
        learnFrom(run, environment);
        project.serve(run, project.environment("last", version)); // the hook's own
        assertThat(bytecode().keySet())
                .isEqualTo(whole.keySet())
                .allSatisfy(file -> assertThat(StoredBytecode.read(file)).isNotEmpty());
    }

    @Test
    void anEnvironmentThatWritesBytecodeItselfIsNotMadeToWait() throws Exception {
        PythonEnvironment environment = project.environment("env", "3.11", Map.of());
        project.serve(project.run("1"), environment);
        assertThat(environment.directory().resolve(".tox-matrix/bytecode/0")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8", "3.13"})
    void aChangedSourceIsSeenAtOnceEvenWithTheSameSizeAndTime(String version) throws Exception {
        SharedBytecode run = project.run("1");
        PythonEnvironment environment = project.environment("env", version);
        project.serve(run, environment);
        project.python(environment, "-c", "import own.mod, dist.mod");
        learnFrom(run, environment);
        project.serve(run, environment);
        for (Path source : List.of(
                project.root().resolve("own/mod.py"), environment.sitePackages().resolve("dist/mod.py"))) {
            FileTime time = Files.getLastModifiedTime(source);
            Files.writeString(source, Files.readString(source).replace("VALUE = 1", "VALUE = 2"));
            Files.setLastModifiedTime(source, time);
        }
        assertThat(project.python(environment, "-c", "import own.mod, dist.mod; print(own.mod.VALUE, dist.mod.VALUE)"))
                .isEqualToIgnoringNewLines("2 2");
    }

    @Test
    void optimisedBytecodeIsKeptApart() throws Exception {
        Map<String, String> optimised = Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONOPTIMIZE", "1");
        project.source("own/asserting.py", "assert False\n");
        PythonEnvironment environment = project.environment("env", "3.11", optimised);
        project.serve(project.run("1"), environment);
        assertThat(project.python(environment, "-v", "-c", "import own.asserting"))
                .containsPattern("own.asserting\\.cpython-311\\.opt-1\\.pyc matches ");
        assertThat(project.python(environment, "-E", "-c", "import sys; sys.path[:0] = ['.']; import own.asserting"))
                .contains("AssertionError");
    }

    @Test
    void aCacheOfTheUsersOwnIsLeftAlone() throws Exception {
        assertThat(SharedBytecode.canServe(
                        project.environment("env", "3.11", Map.of("PYTHONPYCACHEPREFIX", "/elsewhere"))))
                .isFalse();
    }
}

package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.python.PythonWithPytest;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project with a package {@code own}, and environments with a distribution {@code dist}, made without any index. */
final class BytecodeProject implements AutoCloseable {

    private static final Interpreters INTERPRETERS = Interpreters.of(System.getenv());

    private final Path folder;
    private final ToxProject project;
    private final Processes processes = Processes.open();
    private final ProcessScope scope = processes.scope("bytecode", Optional.empty());

    BytecodeProject(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        source("own/__init__.py", "");
        source("own/mod.py", "VALUE = 1\n\n\ndef broken():\n    raise ValueError(VALUE)\n");
        source("own/unfinished.py", "def f(:\n");
        source("own/warned.py", "PATTERN = '\\d'\n");
        Path ini = source("tox.ini", "[testenv]\npackage = skip\n");
        this.project = ToxProject.load(ini, ToxInvocation.ofThisProcess());
    }

    Path root() {
        return folder.resolve("project");
    }

    Path store() {
        return folder.resolve("store");
    }

    Path source(String path, String content) throws IOException {
        Path file = root().resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** A new run of the same store. */
    SharedBytecode run(String name) throws IOException {
        Files.createDirectories(store());
        return SharedBytecode.open(project, store(), folder.resolve("run-" + name));
    }

    ToxEnvironment configured() {
        return project.find("py3").orElseThrow();
    }

    ProcessScope scope() {
        return scope;
    }

    BytecodeUse serve(SharedBytecode run, PythonEnvironment environment) throws Exception {
        assertThat(SharedBytecode.canServe(environment)).isTrue();
        return run.serve(configured(), environment, scope);
    }

    /** An environment that may not write bytecode. */
    PythonEnvironment environment(String name, String version) throws Exception {
        return environment(name, version, Map.of("PYTHONDONTWRITEBYTECODE", "1"));
    }

    PythonEnvironment environment(String name, String version, Map<String, String> variables) throws Exception {
        Optional<Interpreter> found = INTERPRETERS.find(List.of(version));
        assumeTrue(found.isPresent(), () -> "no Python " + version + " here");
        Interpreter base = found.orElseThrow();
        Path directory = folder.resolve(name);
        if (version.equals("2.7")) {
            PythonWithPytest.makeBare(base.executable(), directory);
        } else {
            command(
                    List.of(base.executable().toString(), "-m", "venv", "--without-pip", directory.toString()),
                    Map.of());
        }
        boolean windows = File.separatorChar == '\\';
        Path scripts = directory.resolve(windows ? "Scripts" : "bin");
        Path site = windows
                ? directory.resolve("Lib").resolve("site-packages")
                : directory
                        .resolve("lib")
                        .resolve("python" + base.shortVersion())
                        .resolve("site-packages");
        install(site, "dist/__init__.py", "");
        install(site, "dist/mod.py", "VALUE = 1\n");
        Map<String, String> all = new HashMap<>(variables);
        all.put("PYTHONPATH", root().toString());
        all.put("PATH", scripts + File.pathSeparator + System.getenv("PATH"));
        return new PythonEnvironment(
                directory, base, scripts.resolve(windows ? "python.exe" : "python"), scripts, site, all);
    }

    private static void install(Path site, String path, String content) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Path info = Files.createDirectories(site.resolve("dist-1.dist-info"));
        String hash = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(SourceFile.read(file).sha256()));
        Path record = info.resolve("RECORD");
        String before = Files.exists(record) ? Files.readString(record) : "dist-1.dist-info/RECORD,,\n";
        Files.writeString(record, before + path + ",sha256=" + hash + "," + content.length() + "\n");
    }

    /** What a script prints, then its errors. */
    String python(PythonEnvironment environment, String... arguments) throws Exception {
        List<String> command =
                new java.util.ArrayList<>(List.of(environment.python().toString()));
        command.addAll(List.of(arguments));
        return command(command, environment.variables());
    }

    private String command(List<String> command, Map<String, String> variables) throws Exception {
        StringBuilder printed = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        scope.run(new ProcessRequest(command, root(), variables), (channel, text) -> {
            synchronized (printed) {
                (channel == OutputSink.Channel.ERR ? errors : printed).append(text);
            }
        });
        synchronized (printed) {
            return printed.append(errors).toString();
        }
    }

    /** What an environment imported without bytecode. */
    List<String> missing(PythonEnvironment environment) throws IOException {
        return new Notes(environment.directory().resolve(".tox-matrix/bytecode"))
                .missingSources().stream()
                        .map(source -> source.path())
                        .map(path -> path.getParent().getFileName() + "/" + path.getFileName())
                        .toList();
    }

    @Override
    public void close() {
        scope.close();
        processes.close();
    }
}

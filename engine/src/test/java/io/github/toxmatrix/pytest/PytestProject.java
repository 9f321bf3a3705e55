package io.github.toxmatrix.pytest;

import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A project of a test, run by a real pytest and followed by the bridge. */
final class PytestProject {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private String directory = "";
    private List<String> selection = List.of();

    PytestProject(Path folder) {
        this.folder = folder;
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.keySet().removeIf(name -> name.startsWith("PYTEST_"));
    }

    PytestProject file(String name, String content) throws IOException {
        Path file = folder.resolve("project").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# -*- coding: utf-8 -*-\n" + content);
        return this;
    }

    PytestProject variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    PytestProject select(String... nodeIds) {
        selection = List.of(nodeIds);
        return this;
    }

    /** Where the command runs, below the project's folder. */
    PytestProject in(String folder) {
        directory = folder;
        return this;
    }

    Path path(String name) {
        return folder.resolve("project").resolve(name);
    }

    Ran run(Path python, String... arguments) throws IOException, InterruptedException {
        return run(new Recorder(), python, arguments);
    }

    /** {@code python -m pytest} with these arguments, or {@code python} alone if they start with {@code -c}. */
    Ran run(Recorder recorder, Path python, String... arguments) throws IOException, InterruptedException {
        PytestBridge bridge = PytestBridge.unpack(folder.resolve("plugin"));
        Path events = Files.createTempDirectory(folder, "events");
        List<String> command = new ArrayList<>(List.of(python.toString()));
        if (arguments.length == 0 || !arguments[0].equals("-c")) {
            command.addAll(List.of("-m", "pytest", "-p", "no:cacheprovider", "--rootdir", path("").toString()));
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(path(directory).toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(
                        selection.isEmpty()
                                ? bridge.variables(environment, events)
                                : bridge.variables(environment, events, selection));
        try (PytestSession session = PytestSession.open(events, recorder.names, recorder)) {
            int exitCode = builder.start().waitFor();
            String output = new String(Files.readAllBytes(folder.resolve("output")), StandardCharsets.UTF_8);
            return new Ran(exitCode, output, session.finish(exitCode, output), recorder);
        }
    }

    /** What a command did. */
    record Ran(int exitCode, String output, PytestEnding ending, Recorder recorder) {

        Outcome outcome(String name) {
            Outcome outcome = recorder.outcomes.get(name);
            if (outcome == null) {
                throw new AssertionError(name + " is not among " + recorder.outcomes + "\n" + output);
            }
            return outcome;
        }

        Failure failure(String name) {
            return failures(name).get(0);
        }

        List<Failure> failures(String name) {
            if (outcome(name) instanceof Outcome.Failed failed) {
                return failed.failures();
            }
            throw new AssertionError(name + " did not fail: " + outcome(name) + "\n" + output);
        }

        String problem() {
            return ending.problem().map(Failure::message).orElse("");
        }
    }

    /** Remembers what was told, and that it was told in a right order. */
    static class Recorder implements PytestListener {

        final PytestNames names = new PytestNames();
        final Map<String, TestCase> tests = new LinkedHashMap<>();
        final Map<String, Outcome> outcomes = new LinkedHashMap<>();
        final Map<String, String> outputs = new HashMap<>();
        final List<String> open = new ArrayList<>();

        @Override
        public void started(TestCase test) {
            if (tests.put(test.displayName(), test) != null) {
                throw new AssertionError(test + " started twice");
            }
            open.add(test.displayName());
        }

        @Override
        public void finished(TestCase test, Outcome outcome, String output) {
            boolean started = open.remove(test.displayName());
            if (outcomes.put(test.displayName(), outcome) != null || (started && !tests.containsValue(test))) {
                throw new AssertionError(test + " finished twice");
            }
            tests.put(test.displayName(), test);
            outputs.put(test.displayName(), output);
        }
    }
}

package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.packaging.BackendAnswer;
import io.github.toxmatrix.packaging.BackendRequest;
import io.github.toxmatrix.store.FileTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks a build backend by the interpreter of a build environment.
 *
 * @param root in which it runs: the sources
 * @param backendPath from which an in-tree backend is imported
 */
record BackendProcess(OpenEnvironment open, Path root, List<Path> backendPath) {

    /**
     * One process for one answer.
     *
     * @param output what it prints
     * @throws ProvisionException if the backend cannot be imported, fails or dies; the message names backend and hook
     */
    BackendAnswer call(BackendRequest request, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory(open.environment().directory(), ".call-");
        try {
            return call(request, folder, output);
        } finally {
            FileTree.delete(folder);
        }
    }

    private BackendAnswer call(BackendRequest request, Path folder, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(open.environment().python().toString()));
        command.addAll(request.write(folder));
        Optional<ProvisionException> failure = run(command, output);
        Optional<BackendAnswer> answer = BackendAnswer.read(folder);
        if (answer.isPresent() && answer.get() instanceof BackendAnswer.Problem problem) {
            throw new ProvisionException(
                    problem.message() + " (" + root + ")",
                    failure.map(ProvisionException::output).orElse(""));
        }
        String call = request.hook() + " of the build backend " + request.backend();
        if (failure.isPresent()) {
            String program = String.join(" ", command.subList(0, 3));
            throw new ProvisionException(
                    call + " died: "
                            + String.valueOf(failure.get().getMessage()).replace(program, "its process") + " (" + root
                            + ")",
                    failure.get().output());
        }
        return answer.orElseThrow(
                () -> new ProvisionException(call + " ended its process and left no answer (" + root + ")", ""));
    }

    private Optional<ProvisionException> run(List<String> command, StringBuilder output)
            throws IOException, InterruptedException {
        Installation own = open.installation();
        Map<String, String> variables = new HashMap<>(own.variables());
        if (!backendPath.isEmpty()) {
            variables.put(
                    "PYTHONPATH",
                    backendPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
        try {
            output.append(
                    open.runBuild(new Installation(own.processes(), own.environment(), root, variables), command));
            return Optional.empty();
        } catch (ProvisionException failed) {
            return Optional.of(failed);
        }
    }

    /**
     * Unpacks an sdist.
     *
     * @return its sources
     */
    static Path unpack(Path sdist, OpenEnvironment open, Path folder, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        Files.createDirectories(folder);
        BackendAnswer answer =
                new BackendProcess(open, folder, List.of()).call(BackendRequest.unpack(sdist, folder), output);
        return answer instanceof BackendAnswer.Name name
                ? folder.resolve(name.name()).normalize()
                : folder;
    }
}

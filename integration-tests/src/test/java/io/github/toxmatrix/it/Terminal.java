package io.github.toxmatrix.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as a terminal starts it: the first of a process group of its own, which Ctrl-C reaches as a whole.
 *
 * @param output the file with all it prints
 */
record Terminal(Process process, Path output) {

    /** Whoever starts the tests may ignore SIGINT, and a JVM that inherits that stays deaf to it. */
    private static final String LEADER =
            "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.setsid();"
                    + " os.execvp(sys.argv[1], sys.argv[1:])";

    static Terminal start(Path folder, List<String> command) throws IOException {
        List<String> leader = new ArrayList<>(List.of("python3", "-c", LEADER));
        leader.addAll(command);
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(leader)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        return new Terminal(process, output);
    }

    /** Sends a signal to the whole group, as Ctrl-C does. */
    void signalGroup(String signal) throws IOException, InterruptedException {
        kill(signal, "-" + process.pid());
    }

    /** Sends a signal to the process that was started alone. */
    void signalProcess(String signal) throws IOException, InterruptedException {
        kill(signal, Long.toString(process.pid()));
    }

    private static void kill(String signal, String target) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, "--", target)
                .inheritIO()
                .start()
                .waitFor();
    }

    String printed() throws IOException {
        return Files.readString(output);
    }
}

package io.github.toxmatrix.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, those included that try to outlive their owner. */
@Timeout(60)
abstract class ProcessesCase {

    /** Starts a process that leaves its session, loses its parents and closes its output, prints its id and ends. */
    static final String DAEMON =
            """
            import os, sys, time
            out, into = os.pipe()
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.write(into, str(os.getpid()).encode())
                    for fd in range(3): os.close(fd)
                    os.close(into)
                    time.sleep(600)
                os._exit(0)
            os.wait()
            print(os.read(out, 20).decode(), flush=True)
            """;

    @TempDir
    Path folder;

    Path records;
    Processes processes;
    /** Written by one thread and read by another. */
    @SuppressWarnings("JdkObsolete")
    final StringBuffer output = new StringBuffer();

    @BeforeEach
    void open() {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "these processes are scripts of a POSIX shell");
        records = folder.resolve("runs");
        processes = Processes.open(records);
    }

    @AfterEach
    void close() {
        if (processes != null) {
            processes.close();
        }
    }

    static Map<String, String> environment() {
        return Map.of("PATH", System.getenv("PATH"));
    }

    ProcessRequest request(String... command) {
        return new ProcessRequest(List.of(command), folder, environment());
    }

    ExitStatus run(ProcessScope scope, String... command) throws Exception {
        return scope.run(request(command), (channel, text) -> output.append(text));
    }

    ProcessScope scope() {
        return processes.scope("py311", Optional.empty());
    }

    ProcessHandle printed() {
        return ProcessHandle.of(Long.parseLong(output.toString().strip())).orElseThrow();
    }

    static void assumePython() {
        assumeTrue(Program.locate("python3", Path.of("."), environment()).isPresent(), "no python3 on PATH");
    }
}

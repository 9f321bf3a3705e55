package io.github.toxmatrix.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Which build this JVM was forked by, the same in all its forks, at a time ({@code forkCount}) and one after the other. */
final class BuildIdentity {

    private BuildIdentity() {}

    /** The Maven whose Surefire has started this JVM, through a shell; empty where none has, or its processes cannot be seen. */
    static Optional<String> ofThisProcess() {
        return TestReporter.IN_SUREFIRE
                ? ancestors().filter(BuildIdentity::isJava).findFirst().map(BuildIdentity::name)
                : Optional.empty();
    }

    private static Stream<ProcessHandle> ancestors() {
        return Stream.iterate(
                        ProcessHandle.current().parent(),
                        Optional::isPresent,
                        child -> child.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream);
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.matches(".*java(\\.exe)?"))
                .isPresent();
    }

    /** A process id alone is given again to others. */
    private static String name(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toString).orElse("");
    }
}

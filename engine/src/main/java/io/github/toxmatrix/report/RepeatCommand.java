package io.github.toxmatrix.report;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.result.TestCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The command line by which a person runs a failed test again. Its words are quoted for a POSIX shell. */
public sealed interface RepeatCommand {

    /**
     * The name of the parameter by which the command line tells how it was called, up to the options that choose what to
     * run: {@code java -jar tox-matrix.jar run -c DIR}. Without it, a run is taken to be Maven's.
     */
    String PARAMETER = "matrix.repeat";

    /** The command that runs this test of this environment again; the whole environment if the test is no pytest test. */
    String of(String environment, TestCase test);

    /** @param parameters looks up a configuration parameter by its name */
    static RepeatCommand of(Function<String, Optional<String>> parameters) {
        return parameters.apply(PARAMETER).<RepeatCommand>map(Jar::new).orElseGet(() -> Maven.of(parameters));
    }

    /** @param given the parameters by which it runs the same project in the same way, with their values */
    record Maven(Map<String, String> given) implements RepeatCommand {

        private static final List<String> KEPT = List.of(
                Constants.ROOT,
                Constants.OVERRIDE,
                Constants.WORK_DIR,
                Constants.TOX_ROOT,
                Constants.RUNNER,
                Constants.TOX);

        static Maven of(Function<String, Optional<String>> parameters) {
            Map<String, String> given = new LinkedHashMap<>();
            KEPT.forEach(name -> parameters.apply(name).ifPresent(value -> given.put(name, value)));
            return new Maven(given);
        }

        @Override
        public String of(String environment, TestCase test) {
            StringBuilder command = new StringBuilder("mvn test");
            given.forEach((name, value) -> command.append(' ').append(option(name, value)));
            command.append(' ').append(option(Constants.ENVS, environment));
            if (test.kind() == TestCase.Kind.PYTEST) {
                // posargs are split into words once more
                command.append(' ').append(option(Constants.POSARGS, PosixShell.quote(test.displayName())));
            }
            return command.toString();
        }

        private static String option(String name, String value) {
            return PosixShell.quote("-D" + name + "=" + value);
        }
    }

    /** @param call how the run was called, up to the options that choose what to run */
    record Jar(String call) implements RepeatCommand {

        @Override
        public String of(String environment, TestCase test) {
            String command = call + " -e " + PosixShell.quote(environment);
            return test.kind() == TestCase.Kind.PYTEST
                    ? command + " -- " + PosixShell.quote(test.displayName())
                    : command;
        }
    }
}

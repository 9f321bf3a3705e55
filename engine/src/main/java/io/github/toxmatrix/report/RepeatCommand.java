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

    /**
     * @param parameters looks up a configuration parameter by its name
     * @param environ the variables of this process
     */
    static RepeatCommand of(Function<String, Optional<String>> parameters, Map<String, String> environ) {
        String posargs = parameters.apply(Constants.POSARGS).orElse("").strip();
        return parameters
                .apply(PARAMETER)
                .<RepeatCommand>map(call -> new Jar(call, posargs))
                .orElseGet(() -> Maven.of(parameters, environ, posargs));
    }

    /** The posargs of the run and, after them, the test, as they are separated into words. */
    private static String posargs(String given, TestCase test) {
        String wanted = test.argument().map(PosixShell::quote).orElse("");
        return given.equals(wanted) || given.endsWith(" " + wanted) ? given : (given + " " + wanted).strip();
    }

    /**
     * @param options of Maven, as a shell takes them
     * @param given the parameters by which it runs the same project in the same way, with their values
     * @param posargs of the run
     */
    record Maven(String options, Map<String, String> given, String posargs) implements RepeatCommand {

        private static final List<String> KEPT = List.of(
                Constants.ROOT,
                Constants.OVERRIDE,
                Constants.WORK_DIR,
                Constants.TOX_ROOT,
                Constants.RUNNER,
                Constants.TOX,
                Constants.PLACE,
                Constants.STORE,
                Constants.BYTECODE,
                Constants.TIMEOUT,
                Constants.SKIP_MISSING_INTERPRETERS,
                Constants.INSTALLPKG,
                Constants.SKIP_PKG_INSTALL,
                Constants.SKIP_ENV_INSTALL,
                Constants.DEVELOP,
                Constants.PINS,
                Constants.AS_OF);

        static Maven of(Function<String, Optional<String>> parameters, Map<String, String> environ, String posargs) {
            Map<String, String> given = new LinkedHashMap<>();
            KEPT.forEach(name -> parameters.apply(name).ifPresent(value -> given.put(name, value)));
            return new Maven(MavenCall.whereAndHow(environ.getOrDefault(MavenCall.VARIABLE, "")), given, posargs);
        }

        @Override
        public String of(String environment, TestCase test) {
            StringBuilder command = new StringBuilder("mvn").append(options).append(" test");
            given.forEach((name, value) -> command.append(' ').append(option(name, value)));
            command.append(' ').append(option(Constants.ENVS, environment));
            String words = RepeatCommand.posargs(posargs, test);
            if (!words.isEmpty()) {
                command.append(' ').append(option(Constants.POSARGS, words));
            }
            return command.toString();
        }

        private static String option(String name, String value) {
            return PosixShell.quote("-D" + name + "=" + value);
        }
    }

    /**
     * @param call how the run was called, up to the options that choose what to run
     * @param posargs of the run
     */
    record Jar(String call, String posargs) implements RepeatCommand {

        @Override
        public String of(String environment, TestCase test) {
            String command = call + " -e " + PosixShell.quote(environment);
            String words = RepeatCommand.posargs(posargs, test);
            return words.isEmpty() ? command : command + " -- " + words;
        }
    }
}

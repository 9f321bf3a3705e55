package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.requirement.Unsupported;
import io.github.toxmatrix.environment.step.MissingInterpreterException;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether an environment can be made on this machine by this engine. */
record Eligibility(VirtualEnvironments shared, ToxEnvironment environment) {

    /** The environment is not for this machine. */
    static final class SkipException extends Exception {

        private static final long serialVersionUID = 1L;

        SkipException(String reason) {
            super(reason);
        }
    }

    /**
     * The interpreter of an environment that can be made.
     *
     * @throws ProvisionException if it cannot be
     */
    Interpreter check() throws ProvisionException, SkipException {
        checkSupported();
        checkPlatform();
        return interpreter();
    }

    private void checkSupported() throws ProvisionException {
        List<Unsupported> found = Unsupported.in(shared.project(), environment);
        if (!found.isEmpty()) {
            throw new ProvisionException(Unsupported.describe(found, environment), "");
        }
    }

    /** As {@code tox_env/api.py}: {@code re.fullmatch(platform, sys.platform)}. */
    private void checkPlatform() throws ProvisionException, SkipException {
        String wanted = environment.get(EnvironmentKeys.PLATFORM);
        String actual = Platform.current().sysPlatform();
        try {
            if (!wanted.isEmpty() && !Pattern.matches(wanted, actual)) {
                throw new SkipException("platform " + actual + " does not match " + wanted);
            }
        } catch (PatternSyntaxException invalid) {
            throw new ProvisionException(
                    "invalid platform regular expression '" + wanted + "': " + invalid.getDescription(), invalid);
        }
    }

    private Interpreter interpreter() throws MissingInterpreterException {
        List<String> wanted = environment.get(PythonKeys.BASE_PYTHON);
        Optional<Interpreter> found = shared.interpreters().find(wanted);
        if (found.isEmpty()) {
            throw MissingInterpreterException.of(
                    wanted, "", shared.interpreters().search());
        }
        return found.get();
    }
}

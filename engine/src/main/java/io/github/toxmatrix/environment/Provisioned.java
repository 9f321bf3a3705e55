package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.PythonEnvironment;

/** What came of provisioning an environment. Failed and skipped steps were told to the listener. */
public sealed interface Provisioned {

    record Ready(PythonEnvironment environment) implements Provisioned {}

    /** The platform does not match, or an interpreter is missing and {@code skip_missing_interpreters} is true. */
    record Skipped(String reason) implements Provisioned {}

    record Failed(String reason) implements Provisioned {}
}

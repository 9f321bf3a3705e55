package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.util.Map;

/**
 * Which versions an environment is to get.
 *
 * @param name of the environment, which does not count where it stands in a variable; empty: it does
 * @param installation prepared by {@link PinInstaller#prepare}
 * @param configured variables that the configuration sets
 */
public record Question(
        String name, Interpreter base, Installation installation, Map<String, String> configured, Pinnable lines) {}

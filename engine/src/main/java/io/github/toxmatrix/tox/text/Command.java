package io.github.toxmatrix.tox.text;

import java.util.List;

/**
 * One command of an environment, substituted and split into arguments (tox's {@code config/types.py}).
 *
 * @param args the program and its arguments; never empty
 * @param ignoreExitCode whether it was prefixed by {@code -}: its failure does not fail the environment
 * @param invertExitCode whether it was prefixed by {@code !}: it has to fail
 */
public record Command(List<String> args, boolean ignoreExitCode, boolean invertExitCode) {

    public Command {
        args = List.copyOf(args);
        if (args.isEmpty()) {
            throw new IllegalArgumentException("a command has at least a program");
        }
    }
}

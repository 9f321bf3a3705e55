package io.github.toxmatrix.result;

import io.github.toxmatrix.tox.SourcePosition;
import java.util.Optional;

/**
 * One thing of an environment that passes or fails: a step of its provisioning, a command, or a pytest test. Equal test
 * cases of one environment are the same test.
 *
 * @param kind what it is
 * @param file the file part of a pytest node id, with {@code /} on every system; empty for the other kinds
 * @param name the rest of the node id; else the name of the step or the command
 * @param position where it is written, as far as that is known
 */
public record TestCase(Kind kind, String file, String name, Optional<SourcePosition> position) {

    /** What a test case is. */
    public enum Kind {
        PROVISION,
        COMMAND,
        PYTEST
    }

    /** The whole node id, or the name of the step or command: unique within its environment. */
    public String displayName() {
        return file.isEmpty() ? name : name.isEmpty() ? file : file + "::" + name;
    }
}

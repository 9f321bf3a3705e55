package io.github.toxmatrix.result;

import io.github.toxmatrix.tox.document.SourcePosition;
import java.util.Optional;

/**
 * One thing of an environment that passes or fails: a step of its provisioning, a command, or a pytest test. Equal test
 * cases of one environment are the same test.
 *
 * @param kind what it is
 * @param file the file part of a pytest node id, with {@code /} on every system; empty for the other kinds
 * @param name the rest of the node id; else the name of the step or the command
 * @param position where it is written, as far as that is known
 * @param argument what pytest is given to run it again, in the folder in which its command ran: its node id, or what holds
 *     it; empty where only the whole environment repeats it
 */
public record TestCase(
        Kind kind, String file, String name, Optional<SourcePosition> position, Optional<String> argument) {

    /** A test that is run again by its display name, if by any. */
    public TestCase(Kind kind, String file, String name, Optional<SourcePosition> position) {
        this(kind, file, name, position, kind == Kind.PYTEST ? Optional.of(displayName(file, name)) : Optional.empty());
    }

    private static final String STEP = "provision: ";

    /** A step of the provisioning. */
    public static TestCase ofStep(String name, SourcePosition position) {
        return new TestCase(Kind.PROVISION, "", STEP + name, Optional.of(position));
    }

    /** Whether a test of this name is a step of the provisioning. */
    public static boolean isStep(String displayName) {
        return displayName.startsWith(STEP);
    }

    /** What a test case is. */
    public enum Kind {
        PROVISION,
        COMMAND,
        PYTEST
    }

    /** The whole node id, or the name of the step or command: unique within its environment. */
    public String displayName() {
        return displayName(file, name);
    }

    private static String displayName(String file, String name) {
        return file.isEmpty() ? name : name.isEmpty() ? file : file + "::" + name;
    }
}

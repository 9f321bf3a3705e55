package io.github.toxmatrix.tox.setting;

/** What an environment is for, which decides about the keys that it has. */
public enum EnvironmentKind {

    /** Runs commands in a virtual environment. */
    RUNNER("VirtualEnvRunner"),

    /** Runs a script with the dependencies it declares itself. */
    SCRIPT_RUNNER("Pep723Runner"),

    /** Builds the package by its build backend. */
    PACKAGER("Pep517VirtualEnvPackager"),

    /** Builds the package by commands. */
    COMMAND_PACKAGER("VirtualEnvCmdBuilder");

    private final String toxType;

    EnvironmentKind(String toxType) {
        this.toxType = toxType;
    }

    /** The name of tox's class for it, as {@code tox config} prints it. */
    public String toxType() {
        return toxType;
    }

    /** By which tox's registry names it. */
    public String id() {
        return switch (this) {
            case RUNNER -> "virtualenv";
            case SCRIPT_RUNNER -> "virtualenv-pep-723";
            case PACKAGER -> "virtualenv-pep-517";
            case COMMAND_PACKAGER -> "virtualenv-cmd-builder";
        };
    }

    public boolean isPackager() {
        return this == PACKAGER || this == COMMAND_PACKAGER;
    }
}

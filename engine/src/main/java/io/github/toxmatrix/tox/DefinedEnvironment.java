package io.github.toxmatrix.tox;

/**
 * An environment as a command sees it.
 *
 * @param selected whether it is one the command is about
 * @param packages whether it builds the package for others, and runs nothing itself
 */
public record DefinedEnvironment(ToxEnvironment environment, boolean selected, boolean packages) {

    public String name() {
        return environment.name();
    }
}

package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;

/**
 * Something that tox reads over in silence, though whoever wrote it meant something by it.
 *
 * @param text what stands there, and what to write instead
 */
public record Hint(SourcePosition position, String text) {

    @Override
    public String toString() {
        return position + ": " + text;
    }
}

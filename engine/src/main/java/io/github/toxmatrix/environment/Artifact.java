package io.github.toxmatrix.environment;

/** What a build backend makes. */
enum Artifact {
    SDIST,
    WHEEL,
    EDITABLE;

    /** The hook of PEP 517 or 660 that makes it. */
    String hook() {
        return switch (this) {
            case SDIST -> "build_sdist";
            case WHEEL -> "build_wheel";
            case EDITABLE -> "build_editable";
        };
    }

    /** How the hook calls the folder into which it is to put it. */
    String argument() {
        return this == SDIST ? "sdist_directory" : "wheel_directory";
    }
}

package io.github.toxmatrix.tox;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A configuration of one file, which a test writes and reads. */
abstract class ReadingCase {

    @TempDir
    Path folder;

    Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    Reading toml(String text) {
        return new Reading(folder).with("tox.toml", text);
    }
}

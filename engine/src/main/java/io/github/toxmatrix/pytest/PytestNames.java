package io.github.toxmatrix.pytest;

import java.util.HashSet;
import java.util.Set;

/**
 * The names given to the pytest tests of one environment, over all of its commands: no two are equal, and all can stand
 * in XML 1.0. Make one for each environment. Safe for use by several threads.
 */
public final class PytestNames {

    private final Set<String> taken = new HashSet<>();

    /** A name that no other test has: the wished one, or it with the first free {@code [2]}, {@code [3]}, … after it. */
    synchronized String claim(String file, String wished) {
        String name = wished;
        for (int n = 2; !taken.add(file + "::" + name); n++) {
            name = (wished + " [" + n + "]").strip();
        }
        return name;
    }
}

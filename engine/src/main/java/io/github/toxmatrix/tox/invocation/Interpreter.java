package io.github.toxmatrix.tox.invocation;

import java.nio.file.Path;

/**
 * A Python interpreter that was found and asked who it is.
 *
 * @param executable the real file, never a shim
 * @param implementation {@code sys.implementation.name} as tox spells it: {@code cpython}, {@code pypy}
 * @param major,minor,micro {@code sys.version_info}
 * @param freeThreaded whether it is a build without the GIL
 * @param bits 32 or 64
 * @param machine {@code platform.machine()}, lower case
 */
public record Interpreter(
        Path executable,
        String implementation,
        int major,
        int minor,
        int micro,
        boolean freeThreaded,
        int bits,
        String machine) {

    /** {@code 3.11.7}. */
    public String version() {
        return major + "." + minor + "." + micro;
    }

    /** {@code 3.11}. */
    public String shortVersion() {
        return major + "." + minor;
    }
}

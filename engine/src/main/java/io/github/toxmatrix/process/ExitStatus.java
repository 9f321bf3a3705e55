package io.github.toxmatrix.process;

/**
 * How a process ended.
 *
 * @param code the exit code as the JVM gives it; 128 + n if signal n ended it
 * @param timedOut whether the limit of its scope ended it
 */
public record ExitStatus(int code, boolean timedOut) {

    public boolean isSuccess() {
        return code == 0 && !timedOut;
    }
}

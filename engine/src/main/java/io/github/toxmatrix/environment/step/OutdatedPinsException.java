package io.github.toxmatrix.environment.step;

import org.jspecify.annotations.Nullable;

/**
 * What an earlier run has found cannot be installed any more, as an index has other files now. Who makes the environment again gets
 * what was found instead.
 */
public final class OutdatedPinsException extends ProvisionException {

    private static final long serialVersionUID = 1L;

    /** @param failed what the installer said */
    public OutdatedPinsException(ProvisionException failed) {
        super(
                "what an earlier run had found cannot be installed any more, so versions were found anew: "
                        + failed.getMessage(),
                failed.output());
        initCause(failed);
    }

    /** Whether a step failed for it. */
    public static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutdatedPinsException) {
                return true;
            }
        }
        return false;
    }
}

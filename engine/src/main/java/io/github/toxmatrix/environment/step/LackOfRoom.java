package io.github.toxmatrix.environment.step;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells that something failed because a volume is full, and which. */
public final class LackOfRoom {

    /** As the system says it, in Python, uv, pip and Java; quotas count too. */
    private static final Pattern WORDS = Pattern.compile(
            "No space left on device|os error 28\\b|\\[Errno 28\\]|Disk quota exceeded|not enough space on the disk");

    private LackOfRoom() {}

    /** Whether a program says it. */
    public static boolean isToldIn(String output) {
        return WORDS.matcher(output).find();
    }

    /** Whether an installer or a file operation of ours failed for it. */
    public static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = cause instanceof ProvisionException installer
                    ? installer.output()
                    : cause instanceof IOException ? String.valueOf(cause.getMessage()) : "";
            if (isToldIn(said)) {
                return true;
            }
        }
        return false;
    }
}

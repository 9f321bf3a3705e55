package io.github.toxmatrix.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    static boolean isCauseOf(Throwable failure) {
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

    /** Those of the places whose volume has nothing left. */
    static List<Path> full(List<Path> places) {
        return places.stream().filter(LackOfRoom::isFull).toList();
    }

    /** A place that cannot be asked is not. */
    private static boolean isFull(Path place) {
        try {
            return Volume.of(place).isFull();
        } catch (IOException unknown) {
            return false;
        }
    }
}

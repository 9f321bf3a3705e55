package io.github.toxmatrix.tox.document;

import io.github.toxmatrix.tox.text.PythonText;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** A tox configuration, or a value of it, that cannot be read. The message names file, line, section or key, and value. */
public final class ToxConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String NEEDED_FOR = "; needed for ";

    private final String reason;
    private final String toxError;
    private final boolean located;

    public ToxConfigurationException(String message) {
        super(message);
        this.reason = message;
        this.toxError = error("HandledError", message);
        this.located = false;
    }

    public ToxConfigurationException(String message, Throwable cause) {
        super(message, cause);
        this.reason = message;
        this.toxError = error("HandledError", message);
        this.located = false;
    }

    private ToxConfigurationException(
            String message, @Nullable Throwable cause, String reason, String toxError, boolean located) {
        super(message, cause);
        this.reason = reason;
        this.toxError = toxError;
        this.located = located;
    }

    /**
     * What tox finds wrong once a value is read.
     *
     * @param type of the exception that tox raises: {@code Fail}, {@code Skip}, {@code HandledError}, {@code ValueError}
     */
    public static ToxConfigurationException raised(String type, String message) {
        return new ToxConfigurationException(message, null, message, error(type, message), false);
    }

    /** No interpreter was found. */
    public static ToxConfigurationException noInterpreter(List<String> basePython) {
        String message = "could not find python interpreter matching any of the specs " + String.join(", ", basePython);
        return new ToxConfigurationException(
                message, null, message, "NoInterpreter(" + PythonText.repr(basePython) + ")", false);
    }

    /**
     * A value that cannot be loaded (tox's {@code config/loader/api.py}, {@code _handle_bad_value}).
     *
     * @param place where it stands: file, line, section, key and value
     * @param key with the environment it was loaded for: {@code py311.deps}
     */
    public static ToxConfigurationException load(String place, String key, IllegalArgumentException cause) {
        String reason = String.valueOf(cause.getMessage());
        String message = "failed to load " + key + ": " + reason;
        return new ToxConfigurationException(
                place + ": " + reason, cause, message, error("HandledError", message), true);
    }

    /**
     * A reference in a value that cannot be replaced (tox's {@code config/loader/ini/__init__.py}).
     *
     * @param setting with its environment: {@code py311.deps}
     */
    public static ToxConfigurationException replacement(String setting, IllegalArgumentException cause) {
        return raised("HandledError", replaceFailed(setting, error("ValueError", String.valueOf(cause.getMessage()))));
    }

    /** What tox says of an error that it met in replacing what a setting refers to. */
    public static String replaceFailed(String setting, String toxError) {
        return "replace failed in " + setting + " with " + toxError;
    }

    /** The same problem, and what can be done about it. */
    public ToxConfigurationException withHint(String hint) {
        return new ToxConfigurationException(getMessage() + "; " + hint, getCause(), reason, toxError, located);
    }

    /** The same problem with its place in front, unless it has one. */
    public ToxConfigurationException at(String place) {
        return located
                ? this
                : new ToxConfigurationException(place + ": " + getMessage(), this, reason, toxError, true);
    }

    /**
     * The same problem, met where another value refers to the one that has it. What tox has not handled yet, it handles
     * there, in words of that value.
     *
     * @param handled those words, of the exception and its text
     */
    public ToxConfigurationException referredTo(BinaryOperator<String> handled) {
        return isSkip() || toxError.startsWith("HandledError(")
                ? this
                : new ToxConfigurationException(
                        String.valueOf(getMessage()),
                        this,
                        reason,
                        error("HandledError", handled.apply(toxError, reason)),
                        located);
    }

    /**
     * The same problem of a setting that another one needs, which is named too unless it is the one that has its place in
     * front.
     *
     * @param setting with its environment: {@code py311.deps}
     * @param spellings of its key
     */
    public ToxConfigurationException neededFor(String setting, List<String> spellings) {
        String message = String.valueOf(getMessage());
        boolean own = spellings.stream()
                .anyMatch(key -> message.contains(" " + key + " = ")
                        || message.contains("." + key + ":")
                        || message.contains("." + key + " = "));
        return own
                ? this
                : new ToxConfigurationException(withNeed(message, setting), getCause(), reason, toxError, located);
    }

    /** The setting that is nearest to the problem, and the one that was asked for. */
    private static String withNeed(String message, String setting) {
        int nearest = message.indexOf(NEEDED_FOR);
        if (nearest < 0) {
            return message + NEEDED_FOR + setting;
        }
        int next = message.indexOf(NEEDED_FOR, nearest + 1);
        String known = next < 0 ? message : message.substring(0, next);
        return known.endsWith(NEEDED_FOR + setting) ? known : known + NEEDED_FOR + setting;
    }

    /** Whether it has its place in front. */
    public boolean isLocated() {
        return located;
    }

    /** Whether tox does not fail for it but skips the environment. */
    public boolean isSkip() {
        return toxError.startsWith("Skip(");
    }

    /** As {@code tox config} prints it in the place of the value: {@code Fail('...')}. */
    public String toxError() {
        return toxError;
    }

    private static String error(String type, String message) {
        return type + "(" + PythonText.repr(message) + ")";
    }
}

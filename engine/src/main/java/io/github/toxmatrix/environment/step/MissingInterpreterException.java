package io.github.toxmatrix.environment.step;

import java.util.List;

/** None of the Pythons is there that an environment can be made of; by the configuration, this may be no failure. */
public final class MissingInterpreterException extends ProvisionException {

    private static final long serialVersionUID = 1L;

    private final String skipped;

    private MissingInterpreterException(String message, String skipped) {
        super(message, "");
        this.skipped = skipped;
    }

    /**
     * @param wanted as {@code base_python} names them
     * @param whose what has this {@code base_python}, as the end of a sentence; may be empty
     * @param search where was looked for them
     */
    public static MissingInterpreterException of(List<String> wanted, String whose, String search) {
        String names = String.join(", ", wanted);
        return new MissingInterpreterException(
                "could not find python interpreter "
                        + (wanted.isEmpty() ? "for the default Python" : "matching any of the specs " + names) + whose
                        + ": " + search,
                "could not find python interpreter with spec(s): " + names + whose);
    }

    /** The reason where the environment is skipped for it, in tox's words. */
    public String skipped() {
        return skipped;
    }
}

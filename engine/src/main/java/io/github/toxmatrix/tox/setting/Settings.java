package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.factor.Factors;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the core or of one environment, as a key or a reference asks for them while others are being resolved.
 * {@code chain} is everywhere the references that led here, the outermost first.
 */
public interface Settings extends ToxSettings {

    /** Of the environment; of the core the name of its section. */
    String name();

    /** Of an environment. A runner that is not tox's own is one for virtual environments here. */
    EnvironmentKind kind();

    Configuration configuration();

    default Settings core() {
        return configuration().core();
    }

    /** Those that hold here. */
    Factors factors();

    /** What {@code base} is where the own section does not say. */
    List<String> otherwiseBase();

    <T> T get(Key<T> key, List<String> chain);

    /** A setting by one of its spellings; empty where tox registers no such key. */
    Optional<Object> value(String spelling, List<String> chain);

    /** What a reference to a setting is replaced by; empty where tox registers no such key. */
    Optional<Replacement> reference(String spelling, List<String> chain);

    /** A variable of {@code set_env}; empty where it does not set it. */
    Optional<String> variable(String variable, Scope reader);

    /**
     * Whether {@code set_env} can be read at all, be the values of its variables what they may.
     *
     * @throws io.github.toxmatrix.tox.document.ToxConfigurationException where it cannot
     */
    void checkSetEnv();

    /** These, of an environment that is only referred to: without what tox adds to {@code set_env} for a runner. */
    Settings withoutRunner();

    /** Whether a section has it for the factors of the environment. */
    boolean isLoaded(Key<?> key);

    /** Where a key stands, or its section, what it is called and what it says there, for a message. */
    String place(Key<?> key);
}

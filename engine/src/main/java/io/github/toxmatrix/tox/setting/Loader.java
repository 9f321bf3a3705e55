package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.value.SetEnvLines;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.Optional;
import java.util.Set;

/** One section of a configuration file, which knows how its values are written (tox's {@code config/loader/api.py}). */
public interface Loader {

    /** As tox names it in messages: {@code testenv:py311}, {@code env.py311}. */
    String section();

    /** As {@code -x} names it: {@code testenv:py311}, {@code tool.tox.env.py311}; empty for the core of a TOML file. */
    default String namespace() {
        return section();
    }

    SourcePosition position();

    /** The spellings of the keys it has, except those that are no settings. */
    Set<String> keys();

    /** Where a key of exactly this spelling stands. */
    Optional<SourcePosition> position(String key);

    /** What stands there, on one line. */
    Optional<String> written(String key);

    /**
     * The value of a key, substituted and converted; empty where the section does not have it (or has it for other
     * factors only).
     *
     * @param key one spelling of it
     * @throws ToxConfigurationException where it cannot be converted; names file, line, section, key and value
     */
    <T> Optional<T> load(String key, ValueType<T> type, Scope scope);

    /** A value that is not from the file, such as one of {@code -x}: substituted and converted as text of INI is. */
    <T> T convert(String text, ValueType<T> type, Scope scope);

    /** {@code set_env} as it is written, its values not yet substituted; empty as for {@link #load}. */
    Optional<SetEnvLines> loadSetEnv(String key, Scope scope);

    /** The substitutions of this file format applied to a text, such as a value of {@code set_env}. */
    String substitute(String text, Scope scope);

    /** The same, where what comes out of a substitution is not substituted again. */
    String substituteOnce(String text, Scope scope);
}

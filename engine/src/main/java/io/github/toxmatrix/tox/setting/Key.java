package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.value.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A setting that tox registers.
 *
 * @param <T> the type of its resolved value
 */
public final class Key<T> {

    private final List<String> names;
    private final ValueType<T> type;
    private final Function<Settings, T> otherwise;
    private final Function<Settings, Optional<T>> fixed;
    private final BiFunction<Settings, T, T> finish;
    private final boolean constant;

    private Key(
            List<String> names,
            ValueType<T> type,
            Function<Settings, T> otherwise,
            Function<Settings, Optional<T>> fixed,
            BiFunction<Settings, T, T> finish,
            boolean constant) {
        this.names = List.copyOf(names);
        this.type = type;
        this.otherwise = otherwise;
        this.fixed = fixed;
        this.finish = finish;
        this.constant = constant;
    }

    /** A setting that is {@code otherwise} where no section has it. */
    public static <T> Key<T> of(ValueType<T> type, T otherwise, String... names) {
        return derived(type, settings -> otherwise, names);
    }

    /** A setting that follows from others where no section has it. */
    public static <T> Key<T> derived(ValueType<T> type, Function<Settings, T> otherwise, String... names) {
        return new Key<>(
                List.of(names), type, otherwise, settings -> Optional.empty(), (settings, value) -> value, false);
    }

    /** A value that tox gives a name to, which no section can set. */
    public static <T> Key<T> constant(ValueType<T> type, Function<Settings, T> value, String... names) {
        return new Key<>(
                List.of(names),
                type,
                value,
                settings -> Optional.of(value.apply(settings)),
                (settings, any) -> any,
                true);
    }

    /** Not read from a section where this says what it is. */
    public Key<T> fixedBy(Function<Settings, Optional<T>> value) {
        return new Key<>(names, type, otherwise, value, finish, constant);
    }

    /** What is made of the value at last, also of the one it has where no section has it. */
    public Key<T> finishedBy(BiFunction<Settings, T, T> change) {
        return new Key<>(names, type, otherwise, fixed, change, constant);
    }

    /** The key as tox 4 spells it, then its aliases in the order tox tries them. */
    public List<String> names() {
        return names;
    }

    /** The primary name. */
    public String name() {
        return names.get(0);
    }

    /** Whether it has a value that no section can set. */
    public boolean isConstant() {
        return constant;
    }

    public ValueType<T> type() {
        return type;
    }

    public T otherwise(Settings settings) {
        return otherwise.apply(settings);
    }

    public Optional<T> fixed(Settings settings) {
        return fixed.apply(settings);
    }

    public T finish(Settings settings, T value) {
        return finish.apply(settings, value);
    }

    @Override
    public String toString() {
        return name();
    }
}

package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** All {@code -x} of a call, in their order. */
public record Overrides(List<SettingOverride> all) {

    public Overrides {
        all = List.copyOf(all);
    }

    /** @throws ToxConfigurationException where one is not of the form {@code key=value} */
    public static Overrides of(List<String> texts) {
        return new Overrides(texts.stream().map(SettingOverride::parse).toList());
    }

    /** Whether a section is there for them alone, should the file lack it. */
    public boolean has(String section) {
        return all.stream().anyMatch(override -> override.section().equals(section));
    }

    /** Those of a key, by whatever spelling. */
    public List<SettingOverride> of(String section, List<String> spellings) {
        return all.isEmpty()
                ? all
                : all.stream()
                        .filter(override -> override.section().equals(section) && spellings.contains(override.key()))
                        .toList();
    }

    /**
     * The raw value of a section as a reference finds it (tox's {@code config/loader/api.py},
     * {@code apply_overrides_to_raw}).
     *
     * @param raw a text, or what else a TOML file can have
     * @throws IllegalArgumentException where it is nothing that can be added to
     */
    public Object applied(String section, String key, Object raw) {
        Object value = raw;
        for (SettingOverride override : of(section, List.of(key))) {
            value = applied(override, value);
        }
        return value;
    }

    private static Object applied(SettingOverride override, Object value) {
        if (value instanceof List<?> list) {
            List<Object> entries = new ArrayList<>(override.append() ? list : List.of());
            entries.addAll(ValueType.LIST.ofText(override.value()));
            return entries;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> table = new LinkedHashMap<>(override.append() ? map : Map.of());
            table.putAll(ValueType.MAPPING.ofText(override.value()));
            return table;
        }
        if (!override.append()) {
            return override.value();
        }
        if (value instanceof String text) {
            return text + "\n" + override.value();
        }
        throw new IllegalArgumentException("Only able to append to lists, dicts and strings");
    }

    /**
     * What sections and overrides say together: a section that the overrides only add to hands them on to the next one
     * that has a value.
     *
     * @param <T> of the value
     */
    public static final class Resolution<T> {

        private final BinaryOperator<T> addition;
        private final List<List<T>> pending = new ArrayList<>();
        private Optional<T> found = Optional.empty();

        /** @param addition makes one value of two, or throws IllegalArgumentException where nothing can be added */
        public Resolution(BinaryOperator<T> addition) {
            this.addition = addition;
        }

        /** Whether a value was found, so that no more sections are asked. */
        public boolean isFound() {
            return found.isPresent();
        }

        /**
         * One section, the most specific first.
         *
         * @param loaded its own value
         * @param replacing what replaces it, the last one counts
         * @param appended what is added
         */
        public void add(Optional<T> loaded, Optional<T> replacing, List<T> appended) {
            Optional<T> value = replacing.or(() -> loaded);
            if (value.isEmpty()) {
                if (!appended.isEmpty()) {
                    pending.add(appended);
                }
                return;
            }
            found = Optional.of(folded(value.get(), appended));
        }

        /** Where no section has a value, the least specific addition is it. */
        public Optional<T> value() {
            if (found.isEmpty() && !pending.isEmpty()) {
                List<T> last = pending.remove(pending.size() - 1);
                found = Optional.of(folded(last.get(0), last.subList(1, last.size())));
            }
            for (int i = pending.size() - 1; i >= 0 && found.isPresent(); i--) {
                found = Optional.of(folded(found.get(), pending.get(i)));
            }
            return found;
        }

        private T folded(T value, List<T> more) {
            T folded = value;
            for (T next : more) {
                folded = addition.apply(folded, next);
            }
            return folded;
        }
    }
}

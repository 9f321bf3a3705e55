package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.factor.TomlFactors;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Replacement;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.substitution.References;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.tox.text.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code {key}} and {@code {[table]key}} stand for in a TOML file (tox's
 * {@code config/loader/toml/_replace.py}).
 */
final class TomlReferences implements References {

    private static final Pattern REFERENCE =
            Pattern.compile("(?:\\[(?<section>.*)])?(?<key>[-a-zA-Z0-9_]+)(?<default>:.*)?\n?", Pattern.UNIX_LINES);

    private final TomlSource source;

    TomlReferences(TomlSource source) {
        this.source = source;
    }

    @Override
    public @Nullable Replacement resolve(String expression, Scope scope) {
        Matcher reference = REFERENCE.matcher(expression);
        if (!reference.matches()) {
            return null;
        }
        String key = reference.group("key");
        String section = reference.group("section");
        Optional<Replacement> found = section == null ? setting(key, scope) : ofTable(section, key, scope);
        if (found.isPresent()) {
            return found.get();
        }
        String otherwise = reference.group("default");
        return otherwise == null ? null : Replacement.Text.resolved(otherwise.substring(1));
    }

    /** The environment's own first, then the core. */
    private static Optional<Replacement> setting(String key, Scope scope) {
        return scope.environment()
                .flatMap(own -> own.reference(key, scope.chain()))
                .or(() -> scope.configuration().core().reference(key, scope.chain()));
    }

    private Optional<Replacement> ofTable(String section, String key, Scope scope) {
        String environments = source.dotted("env");
        if (section.startsWith(environments + ".")) {
            return environment(section.substring(environments.length() + 1), key, scope)
                    .flatMap(settings -> settings.reference(key, scope.chain()));
        }
        List<String> path = new ArrayList<>(Arrays.asList(section.split("\\.", -1)));
        path.add(key);
        Optional<Replacement> raw = source.document().at(path).map(value -> Replacement.Text.raw(print(value)));
        return raw.isPresent() || !section.equals(source.dotted())
                ? raw
                : scope.configuration().core().reference(key, scope.chain());
    }

    /** tox makes up an environment that there is not, with {@code set_env} as its only key. */
    private static Optional<Settings> environment(String name, String key, Scope scope) {
        Optional<Settings> known = scope.configuration().settings(name).or(() -> scope.configuration()
                .definedSettings(name));
        return known.isEmpty() && EnvironmentKeys.SET_ENV.names().contains(key)
                ? Optional.of(scope.configuration().runSettings(name).withoutRunner())
                : known;
    }

    /** A setting of an environment as TOML would write it, for {@code {replace = "ref", env = ..., key = ...}}. */
    static Object tree(Scope scope, String environment, String key) {
        Settings settings = environment(environment, key, scope)
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no environment " + environment + " to refer to"));
        String link = environment + ".set_env";
        if (EnvironmentKeys.SET_ENV.names().contains(key) && scope.chain().contains(link)) {
            throw new IllegalArgumentException(
                    "circular reference " + String.join(" -> ", scope.chain()) + " -> " + link);
        }
        Object value = settings.value(key, scope.chain())
                .orElseThrow(() -> new IllegalArgumentException("there is no setting " + key + " to refer to"));
        return tree(value);
    }

    private static Object tree(Object value) {
        if (value instanceof Path path) {
            return path.toString();
        }
        if (value instanceof Command command) {
            List<String> words = new ArrayList<>(command.args());
            if (command.ignoreExitCode() || command.invertExitCode()) {
                words.add(0, command.ignoreExitCode() ? "-" : "!");
            }
            return words;
        }
        if (value instanceof Map<?, ?> variables) { // values of set_env, which are not replaced again
            Map<Object, Object> texts = new LinkedHashMap<>();
            variables.forEach((name, text) -> texts.put(name, Template.literal(String.valueOf(text))));
            return texts;
        }
        return value instanceof List<?> list
                ? list.stream().map(TomlReferences::tree).toList()
                : value;
    }

    /** The calling process may say another by {@code TOX_FACTOR_LABEL}. */
    @Override
    public Optional<String> factor(String label, boolean otherwise, Scope scope) {
        if (scope.environmentName().isEmpty()) {
            return Optional.empty();
        }
        String name = scope.environmentName().get();
        TomlFactors.@Nullable Group group = source.labels(name).get(label);
        if (group == null) {
            return Optional.empty();
        }
        Map<String, String> environ = scope.configuration().invocation().environ();
        return Optional.ofNullable(environ.get("TOX_FACTOR_" + label))
                .or(() -> Optional.ofNullable(group.taken().get(name)))
                .or(() -> group.values().stream()
                        .filter(value -> ("-" + name + "-").contains("-" + value + "-"))
                        .max(Comparator.comparing(String::length)))
                .or(() -> otherwise ? Optional.empty() : group.fallback().map(String::valueOf));
    }

    /** As tox's {@code config/loader/stringify.py}. */
    private static String print(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TomlReferences::print).collect(Collectors.joining("\n"));
        }
        if (value instanceof Map<?, ?> table) {
            return table.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + print(entry.getValue()))
                    .collect(Collectors.joining("\n"));
        }
        return String.valueOf(value);
    }
}

package io.github.toxmatrix.tox.ini;

import io.github.toxmatrix.tox.factor.ConditionalText;
import io.github.toxmatrix.tox.setting.Overrides;
import io.github.toxmatrix.tox.setting.Replacement;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.substitution.References;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * What {@code {key}} and {@code {[section]key}} stand for in an INI file (tox's {@code config/loader/ini/replace.py}).
 */
final class IniReferences implements References {

    private final IniDocument document;
    private final String coreSection;
    private final String prefix;

    /** @param prefix of the section a reference stands in: what is before its colon, or all of it */
    IniReferences(IniDocument document, String coreSection, String prefix) {
        this.document = document;
        this.coreSection = coreSection;
        this.prefix = prefix;
    }

    @Override
    public @Nullable Replacement resolve(String expression, Scope scope) {
        Matcher reference = document.references(prefix).matcher(expression);
        if (!reference.matches()) {
            return null;
        }
        String key = reference.group("key");
        String section = reference.group("section");
        Optional<Replacement> found =
                section == null ? setting(key, scope) : ofSection(section, reference.group("env"), key, scope);
        if (found.isPresent()) {
            return found.get();
        }
        String otherwise = reference.group("default");
        return otherwise == null ? null : Replacement.Default.ofSetting(otherwise.substring(1));
    }

    /** The core first, then the environment's own. */
    private static Optional<Replacement> setting(String key, Scope scope) {
        return scope.configuration().core().reference(key, scope.chain()).or(() -> scope.environment()
                .flatMap(own -> own.reference(key, scope.chain())));
    }

    /** A section knows its keys by lower case, as {@code configparser} does, whatever the reference has. */
    private Optional<ConditionalText> conditionalText(String section, String key, Scope scope) {
        Overrides overrides = scope.configuration().overrides();
        String stored = key.toLowerCase(Locale.ROOT);
        return overrides.of(section, List.of(key)).isEmpty()
                ? document.conditionalText(section, stored)
                : document.value(section, stored)
                        .map(raw -> ConditionalText.parse((String) overrides.applied(section, key, raw)));
    }

    /** The raw text first, so that factors and names in it are those of the environment that refers to it. */
    private Optional<Replacement> ofSection(String section, @Nullable String env, String key, Scope scope) {
        Optional<Replacement> found = Optional.empty();
        if (section.equals(coreSection.substring(coreSection.indexOf(':') + 1))) {
            found = scope.configuration().core().reference(key, scope.chain());
        }
        if (found.isEmpty() && document.hasSection(section)) {
            found = conditionalText(section, key, scope)
                    .map(text -> new Replacement.Text(
                            text.filter(scope.factors().active()).orElse(""), true, List.of()));
        }
        if (found.isEmpty() && env != null) {
            found = scope.configuration().settings(env).flatMap(settings -> settings.reference(key, scope.chain()));
        }
        return found;
    }
}

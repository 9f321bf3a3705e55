package io.github.toxmatrix.tox.ini;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.substitution.Substitution;
import io.github.toxmatrix.tox.text.WhiteSpace;
import io.github.toxmatrix.tox.value.SetEnvLines;
import io.github.toxmatrix.tox.value.SetEnvText;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.Optional;
import java.util.Set;

/** A section of an INI file (tox's {@code config/loader/ini}). */
final class IniLoader implements Loader {

    private final IniDocument document;
    private final String section;
    private final String coreSection;
    private final String name;

    IniLoader(IniDocument document, String section, String coreSection) {
        this(document, section, coreSection, section);
    }

    private IniLoader(IniDocument document, String section, String coreSection, String name) {
        this.document = document;
        this.section = section;
        this.coreSection = coreSection;
        this.name = name;
    }

    /** The same section, read for an environment that a factor expression in its header names. */
    IniLoader named(String other) {
        return new IniLoader(document, section, coreSection, other);
    }

    @Override
    public String section() {
        return name;
    }

    @Override
    public SourcePosition position() {
        return document.position(section);
    }

    @Override
    public Set<String> keys() {
        return document.values(section).keySet();
    }

    @Override
    public Optional<SourcePosition> position(String key) {
        return document.position(section, key);
    }

    @Override
    public Optional<String> written(String key) {
        return document.value(section, key).map(value -> WhiteSpace.strip(value).replaceAll("\\s*\n\\s*", " | "));
    }

    @Override
    public <T> Optional<T> load(String key, ValueType<T> type, Scope scope) {
        Optional<String> raw = document.value(section, key);
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<String> filtered = filtered(key, scope);
            return filtered.map(text -> type.ofText(substituted(key, type, text, scope)));
        } catch (IllegalArgumentException e) {
            throw broken(key, raw.get(), scope, e);
        }
    }

    @Override
    public Optional<SetEnvLines> loadSetEnv(String key, Scope scope) {
        Optional<String> raw = document.value(section, key);
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        try {
            return filtered(key, scope).map(SetEnvText::parse);
        } catch (IllegalArgumentException e) {
            throw broken(key, raw.get(), scope, e);
        }
    }

    @Override
    public String substitute(String text, Scope scope) {
        return substitution(scope).replace(text);
    }

    @Override
    public String substituteOnce(String text, Scope scope) {
        return substitution(scope).replaceOnce(text);
    }

    private Optional<String> filtered(String key, Scope scope) {
        return document.conditionalText(section, key)
                .flatMap(text -> text.filter(scope.factors().active()));
    }

    @Override
    public <T> T convert(String text, ValueType<T> type, Scope scope) {
        return type.ofText(substitution(scope).replaceFor(type, text));
    }

    private Substitution substitution(Scope scope) {
        int colon = section.indexOf(':');
        String prefix = colon < 0 ? section : section.substring(0, colon);
        return new Substitution(scope, new IniReferences(document, coreSection, prefix));
    }

    private <T> String substituted(String key, ValueType<T> type, String text, Scope scope) {
        try {
            return substitution(scope).replaceFor(type, text);
        } catch (IllegalArgumentException e) {
            throw ToxConfigurationException.replacement(name(key, scope), e).at(place(key, text));
        } catch (ToxConfigurationException e) {
            throw e.referredTo((error, reason) -> ToxConfigurationException.replaceFailed(name(key, scope), error));
        }
    }

    /** As tox names it where a reference cannot be replaced. */
    private String name(String key, Scope scope) {
        return scope.environmentName().orElse(coreSection) + "." + key;
    }

    private ToxConfigurationException broken(String key, String value, Scope scope, IllegalArgumentException e) {
        return ToxConfigurationException.load(
                place(key, value), scope.environmentName().orElse("core") + "." + key, e);
    }

    private String place(String key, String value) {
        SourcePosition position = position(key).orElseGet(this::position);
        return position + ": [" + section + "] " + key + " = " + WhiteSpace.strip(value);
    }
}

package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The variables of an environment: what its {@code set_env} says, and what tox itself sets (tox's
 * {@code config/set_env.py}, {@code tox_env/api.py}).
 */
final class Variables {

    private final ConfiguredSettings settings;
    private final Sections sections;
    private final ExportedVariables tox;
    private final boolean kept;
    /** Without a lock, as those of two environments can ask for each other: two threads that begin at once read the same. */
    private final AtomicReference<@Nullable Optional<SetEnv>> first = new AtomicReference<>();

    /**
     * @param sections that have a {@code set_env} or not
     * @param tox what tox itself sets
     * @param kept whether files, pasted lines and values stay what the first reader has found
     */
    Variables(ConfiguredSettings settings, Sections sections, ExportedVariables tox, boolean kept) {
        this.settings = settings;
        this.sections = sections;
        this.tox = tox;
        this.kept = kept;
    }

    /** All, tox's first, then in the order of the file. */
    Map<String, String> all(List<String> chain) {
        Scope scope = scope(chain);
        Optional<SetEnv> own = told(() -> setEnv(scope).map(SetEnv::expanded)); // before the places among tox's
        Map<String, String> values = new LinkedHashMap<>(tox.defaults());
        tox.names().forEach(variable -> values.put(variable, tox.value(variable).orElseThrow()));
        told(() -> own.map(setEnv -> setEnv.values(scope))).orElse(Map.of()).forEach((variable, value) -> {
            if (!tox.names().contains(variable)) {
                values.put(variable, value);
            }
        });
        return values;
    }

    /** One of them; empty where it is not set. */
    Optional<String> value(String variable, Scope reader) {
        Optional<String> exported = tox.value(variable);
        if (exported.isPresent()) {
            return exported;
        }
        boolean expanding = reader.chain().contains(expansion());
        Scope scope = expanding ? reader : reader.through(link());
        return told(() -> setEnv(scope)
                        .flatMap(setEnv ->
                                expanding ? setEnv.directValue(variable, reader) : setEnv.value(variable, reader)))
                .or(() -> Optional.ofNullable(tox.defaults().get(variable)));
    }

    /** Whether {@code set_env} can be read, be its values what they may. */
    void check() {
        told(() -> setEnv(scope(List.of())).map(SetEnv::expanded));
    }

    /** {@code set_env} as lines that another one can paste, read anew by each that does. */
    String lines(List<String> chain) {
        Scope scope = scope(chain);
        return told(() -> {
                    refuseCircles(setEnv(scope).map(SetEnv::link), chain);
                    return sections.setEnv(scope, scope.through(expansion())).map(SetEnv::print);
                })
                .orElse("");
    }

    /** No section can be asked while its {@code set_env} is being read for another environment, be it that it has none. */
    private void refuseCircles(Optional<String> found, List<String> chain) {
        for (Loader section : sections.loaders()) {
            String link = SetEnv.link(section);
            if (chain.contains(link)) {
                throw new IllegalArgumentException("circular chain detected " + link);
            }
            if (found.filter(link::equals).isPresent()) {
                return;
            }
        }
    }

    /** What is wrong with {@code set_env} is told as its own, whoever asks for a variable. */
    private <T> Optional<T> told(Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (ToxConfigurationException e) {
            throw e.at(settings.place(EnvironmentKeys.SET_ENV))
                    .neededFor(settings.name() + "." + EnvironmentKeys.SET_ENV.name(), EnvironmentKeys.SET_ENV.names());
        } catch (IllegalArgumentException e) {
            throw ToxConfigurationException.replacement(
                            settings.name() + "." + sections.spelling(EnvironmentKeys.SET_ENV), e)
                    .at(settings.place(EnvironmentKeys.SET_ENV));
        }
    }

    private Optional<SetEnv> setEnv(Scope scope) {
        if (!kept) {
            return sections.setEnv(scope, expanding(scope));
        }
        Optional<SetEnv> known = first.get();
        if (known == null) {
            known = sections.setEnv(scope, scope.through(expansion()));
            first.set(known);
        }
        return known;
    }

    /**
     * Files and pasted lines are the same for all readers, so that the variables that these came for are none to go round:
     * they are for the one reader that tox has them read by.
     */
    private Scope expanding(Scope scope) {
        List<String> chain =
                scope.chain().stream().filter(step -> !step.startsWith("env:")).toList();
        Scope apart = new Scope(scope.configuration(), scope.environment(), chain).through(expansion());
        return tox == ExportedVariables.UNREGISTERED ? apart.through(settings.unregistered()) : apart;
    }

    private Scope scope(List<String> chain) {
        return new Scope(settings.configuration(), Optional.of(settings), chain).through(link());
    }

    private String link() {
        return settings.name() + ".set_env";
    }

    /** In a chain of references: files and pasted lines of {@code set_env} are being read, its values are not known yet. */
    private String expansion() {
        return link() + " lines";
    }
}

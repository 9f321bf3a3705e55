package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.Packaging;
import io.github.toxmatrix.tox.key.PackagingKeys;
import io.github.toxmatrix.tox.setting.EnvironmentKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which of the names of a configuration are environments that run and which build packages for them. What an
 * environment is cannot be seen from its name: each is taken for one that runs until another one builds its package in it
 * (tox's {@code session/env_select.py}, {@code _defined_envs}).
 */
final class EnvironmentDefinition {

    /** Makes the settings of environments. */
    interface Source {

        ConfiguredSettings run(String name);

        ConfiguredSettings packager(String name, EnvironmentKind kind);

        /** From here on an environment has all its keys. */
        void register(ConfiguredSettings environment);

        /** These turned out not to be what they were taken for. */
        void forget(Set<String> environments);
    }

    private final Source source;
    private final Set<String> envList;
    private final Map<String, ConfiguredSettings> defined = new LinkedHashMap<>();
    private final Set<String> packagers = new HashSet<>();
    private final Map<String, ToxConfigurationException> failed = new LinkedHashMap<>();

    EnvironmentDefinition(Source source, Set<String> envList) {
        this.source = source;
        this.envList = envList;
    }

    /**
     * The settings of all environments by name: the given ones in their order, then those that only build.
     *
     * @throws ToxConfigurationException where tox could not define one of them
     */
    Map<String, ConfiguredSettings> define(Iterable<String> names) {
        for (String name : names) {
            if (!packagers.contains(name)) {
                defineRun(name);
            }
        }
        failed.forEach((name, problem) -> {
            if (!defined.containsKey(name)) {
                throw problem;
            }
        });
        Map<String, ConfiguredSettings> ordered = new LinkedHashMap<>();
        for (String name : names) {
            ConfiguredSettings settings = defined.get(name);
            if (settings != null) {
                ordered.put(name, settings);
            }
        }
        defined.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private void defineRun(String name) {
        ConfiguredSettings run = source.run(name);
        run.kind(); // reads the runner, which registers the keys
        source.register(run);
        defined.put(name, run);
        Packaging packaging = run.packaging();
        if (!packaging.builds()) {
            return;
        }
        Set<String> before = new LinkedHashSet<>(defined.keySet());
        Set<String> packagersBefore = new HashSet<>(packagers);
        try {
            definePackagers(run, packaging);
        } catch (ToxConfigurationException e) { // it may turn out to be one that builds for another
            failed.put(name, e);
            before.remove(name);
            Set<String> added = new HashSet<>(defined.keySet());
            added.removeAll(before);
            defined.keySet().removeAll(added);
            source.forget(added);
            packagers.retainAll(packagersBefore);
        }
    }

    private void definePackagers(ConfiguredSettings run, Packaging packaging) {
        String name = run.get(PackagingKeys.PACKAGE_ENV);
        boolean byCommands = run.get(PackagingKeys.PACKAGE).equals("external");
        definePackager(name, run, byCommands ? EnvironmentKind.COMMAND_PACKAGER : EnvironmentKind.PACKAGER);
        if (byCommands) { // reads the metadata of what the commands have built
            definePackager(name + "_sdist_meta", run, EnvironmentKind.PACKAGER);
        }
        if (packaging == Packaging.WHEEL) {
            String builder;
            try {
                builder = run.get(PackagingKeys.WHEEL_BUILD_ENV);
            } catch (ToxConfigurationException e) {
                if (e.isSkip()) { // without its Python the environment is skipped when it is run
                    return;
                }
                throw e;
            }
            if (!builder.equals(name)) {
                definePackager(builder, run, EnvironmentKind.PACKAGER);
            }
        }
    }

    private void definePackager(String name, ConfiguredSettings run, EnvironmentKind kind) {
        EnvironmentNames.check(name, run.place(PackagingKeys.PACKAGE_ENV));
        if (name.equals(run.name())) {
            throw new ToxConfigurationException(name + " cannot self-package").at(run.place(PackagingKeys.PACKAGE_ENV));
        }
        if (envList.contains(name)) {
            throw new ToxConfigurationException(name + " is listed in env_list but is used as a package environment by "
                            + run.name() + "; remove it from env_list or rename the package environment")
                    .at(run.place(PackagingKeys.PACKAGE_ENV));
        }
        if (packagers.add(name)) {
            source.forget(Set.of(name));
            ConfiguredSettings packager = source.packager(name, kind);
            source.register(packager);
            defined.put(name, packager);
            return;
        }
        EnvironmentKind known =
                defined.get(name) == null ? kind : defined.get(name).kind();
        if (known != kind) {
            throw new ToxConfigurationException(
                            name + " is already defined as a " + known.id() + ", cannot be " + kind.id() + " too")
                    .at(run.place(PackagingKeys.PACKAGE_ENV));
        }
    }
}

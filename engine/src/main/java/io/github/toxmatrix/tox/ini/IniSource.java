package io.github.toxmatrix.tox.ini;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.factor.FactorExpression;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.NamedEnvironment;
import io.github.toxmatrix.tox.setting.Overrides;
import io.github.toxmatrix.tox.setting.Source;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code tox.ini}, {@code setup.cfg} or {@code legacy_tox_ini} (tox's {@code config/source/ini.py}). */
public final class IniSource implements Source {

    private static final String TESTENV = "testenv";

    private final IniDocument document;
    private final String coreSection;

    /** Read when environments are asked for: tox reads {@code env_list} first, and fails for that first. */
    private @Nullable SectionNames sectionNames;

    private IniSource(IniDocument document, String coreSection) {
        this.document = document;
        this.coreSection = coreSection;
    }

    /**
     * What factor expressions make of the names of sections.
     *
     * @param sectionOfName for each name the first section that has it
     * @param all names, in the order of the file
     */
    private record SectionNames(Map<String, String> sectionOfName, List<NamedEnvironment> all) {}

    private synchronized SectionNames sectionNames() {
        if (sectionNames == null) {
            Map<String, String> sectionOfName = new HashMap<>();
            List<NamedEnvironment> all = new ArrayList<>();
            for (String section : document.sections()) {
                if (section.startsWith(TESTENV + ":")) {
                    for (String name : names(section)) {
                        sectionOfName.putIfAbsent(name, section);
                        all.add(new NamedEnvironment(name, document.position(section), "[" + section + "]", true));
                    }
                }
            }
            sectionNames = new SectionNames(sectionOfName, all);
        }
        return sectionNames;
    }

    public static IniSource ofToxIni(IniDocument document) {
        return new IniSource(document, "tox");
    }

    /** Empty where it has no {@code [tox:tox]}. */
    public static Optional<Source> ofSetupCfg(IniDocument document) {
        return document.hasSection("tox:tox") ? Optional.of(new IniSource(document, "tox:tox")) : Optional.empty();
    }

    @Override
    public Path file() {
        return document.file();
    }

    @Override
    public Loader core() {
        IniDocument seen = document.hasSection(coreSection) ? document : document.withoutDefaults();
        return new IniLoader(seen, coreSection, coreSection);
    }

    @Override
    public List<Loader> sections() {
        return document.sections().stream()
                .map(section -> (Loader) new IniLoader(document, section, coreSection))
                .toList();
    }

    @Override
    public List<NamedEnvironment> additionalEnvironments(List<String> envList) {
        List<NamedEnvironment> found = new ArrayList<>(sectionNames().all());
        Set<String> factors = new HashSet<>();
        envList.forEach(name -> factors.addAll(Arrays.asList(name.split("-", -1))));
        sectionNames()
                .all()
                .forEach(named -> factors.addAll(Arrays.asList(named.name().split("-", -1))));
        Set<String> conditions = new HashSet<>();
        for (String section : document.sections()) {
            if (isOfTox(section)) {
                document.values(section).forEach((key, value) -> {
                    SourcePosition position = position(section, key);
                    for (String name : newConditions(value, conditions)) {
                        if (!factors.containsAll(Arrays.asList(name.split("-", -1)))) {
                            found.add(new NamedEnvironment(name, position, "[" + section + "] " + key, false));
                        }
                    }
                });
            }
        }
        return found;
    }

    @Override
    public Optional<Loader> environment(String name, Overrides overrides) {
        String section = sectionNames().sectionOfName().getOrDefault(name, TESTENV + ":" + name);
        return loader(TESTENV + ":" + name, section, overrides);
    }

    @Override
    public List<String> runBase(String name) {
        return List.of(TESTENV);
    }

    @Override
    public List<String> packageBase(String name) {
        return List.of("pkgenv");
    }

    @Override
    public List<Loader> bases(List<String> base, Overrides overrides) {
        List<Loader> loaders = new ArrayList<>();
        for (String name : base) {
            int colon = name.indexOf(':');
            String section = colon >= 0 && name.startsWith(TESTENV + ":")
                    ? sectionNames().sectionOfName().getOrDefault(name.substring(colon + 1), name)
                    : name;
            loader(name, section, overrides).ifPresent(loaders::add);
            environment(name, overrides).ifPresent(loaders::add);
        }
        return loaders;
    }

    private Optional<Loader> loader(String name, String section, Overrides overrides) {
        return document.hasSection(section) || overrides.has(name)
                ? Optional.of(new IniLoader(document, section, coreSection).named(name))
                : Optional.empty();
    }

    private List<String> names(String section) {
        String name = section.substring(section.indexOf(':') + 1);
        try {
            return FactorExpression.names(name);
        } catch (IllegalArgumentException e) {
            throw new ToxConfigurationException(
                    document.position(section) + ": the section [" + section + "] does not name environments: "
                            + e.getMessage(),
                    e);
        }
    }

    private boolean isOfTox(String section) {
        if (section.startsWith(TESTENV + ":") || section.equals(coreSection)) {
            return true;
        }
        int colon = coreSection.indexOf(':');
        String testenv = colon < 0 ? TESTENV : coreSection.substring(0, colon + 1) + TESTENV;
        return section.equals(testenv);
    }

    /** The names that the conditions of a value make; those of conditions that were seen before are known already. */
    private static List<String> newConditions(String value, Set<String> seen) {
        List<String> names = new ArrayList<>();
        for (String line : value.split("\n", -1)) {
            int end = FactorExpression.conditionEnd(line);
            String condition = end < 0 ? "" : WhiteSpace.strip(line.substring(0, end));
            if (!condition.isEmpty() && seen.add(condition)) {
                FactorExpression.ifValid(condition).ifPresent(valid -> names.addAll(valid.names()));
            }
        }
        return names;
    }

    private SourcePosition position(String section, String key) {
        return document.position(section, key).orElseGet(() -> document.position(section));
    }
}

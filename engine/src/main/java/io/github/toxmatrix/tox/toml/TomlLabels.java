package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.document.TomlDocument;
import io.github.toxmatrix.tox.factor.TomlFactors;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups of factors by the labels, or the numbers from 0, by which {@code {factor:LABEL}} names them. */
final class TomlLabels {

    private final Map<String, TomlFactors.Group> ofEnvList = new HashMap<>();
    private final Map<String, Map<String, TomlFactors.Group>> ofBases = new LinkedHashMap<>();

    void addBase(String base, List<TomlFactors.Group> groups) {
        add(ofBases.computeIfAbsent(base, name -> new HashMap<>()), groups);
    }

    /** @param value {@code env_list} as it is written; what is no group is none of this class's business */
    void addEnvList(Object value) {
        if (!(value instanceof List<?> items)) {
            return;
        }
        for (Object item : items) {
            Map<String, Object> table = TomlDocument.table(item).orElse(Map.of());
            if (table.get("product") instanceof List<?> product) {
                List<TomlFactors.Group> groups = TomlFactors.groups(product);
                TomlFactors.combine(groups, Optional.empty());
                add(ofEnvList, groups);
            } else if (table.size() == 1 && !table.containsKey("prefix")) {
                TomlFactors.Group group = TomlFactors.group(table).checked();
                group.label().ifPresent(label -> ofEnvList.put(label, group));
            }
        }
    }

    /** @param base the table of {@code env_base} that the environment was made from */
    Map<String, TomlFactors.Group> of(Optional<String> base) {
        Map<String, TomlFactors.Group> labels = new HashMap<>(ofEnvList);
        if (base.isPresent()) {
            labels.putAll(ofBases.getOrDefault(base.get(), Map.of()));
        } else {
            ofBases.values().forEach(labels::putAll);
            labels.putAll(ofEnvList);
        }
        return labels;
    }

    private static void add(Map<String, TomlFactors.Group> labels, List<TomlFactors.Group> groups) {
        for (int i = 0; i < groups.size(); i++) {
            TomlFactors.Group group = groups.get(i).checked();
            labels.put(String.valueOf(i), group);
            group.label().ifPresent(label -> labels.put(label, group));
        }
    }
}

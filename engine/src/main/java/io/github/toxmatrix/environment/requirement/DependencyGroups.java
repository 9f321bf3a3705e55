package io.github.toxmatrix.environment.requirement;

import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.pep.NormalizedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The groups of a {@code pyproject.toml} (PEP 735), resolved as tox does ({@code tox_env/python/dependency_groups.py}). */
public final class DependencyGroups {

    /** {@code name[extra, other]; marker}, of which the first two matter for what refers to the project itself. */
    private static final Pattern REQUIREMENT =
            Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^\\]]*)\\])?\\s*([^;]*)(?:;(.*))?");

    private final Path file;
    private final Map<String, TomlArray> groups = new LinkedHashMap<>();
    private final Map<String, TomlArray> extras = new LinkedHashMap<>();
    private final String project;

    private DependencyGroups(Path file, TomlParseResult document) throws ProvisionException {
        this.file = file;
        this.project = NormalizedName.of(
                document.getString(List.of("project", "name"), () -> "").strip());
        TomlTable table = document.getTable("dependency-groups");
        if (table == null) {
            throw new ProvisionException("no dependency groups defined in " + file, "");
        }
        collect(table, groups, "dependency group");
        TomlTable optional = document.getTable(List.of("project", "optional-dependencies"));
        if (optional != null) {
            collect(optional, extras, "extra");
        }
    }

    /** Reads them for many environments, each content of a file once. Safe for many threads. */
    public static final class Reader {

        private record Content(Path file, String text) {}

        private final OnceEach<Content, DependencyGroups> read = new OnceEach<>();

        /** @param root the folder of the {@code pyproject.toml} */
        public DependencyGroups below(Path root) throws ProvisionException, InterruptedException {
            Path file = root.resolve("pyproject.toml");
            if (!Files.isRegularFile(file)) {
                throw new ProvisionException(
                        "no pyproject.toml found at " + file + " to read dependency groups from", "");
            }
            try {
                Content content = new Content(file, Files.readString(file));
                return read.get(content, () -> parse(content));
            } catch (IOException unreadable) {
                throw new ProvisionException("cannot read " + file + ": " + unreadable, unreadable);
            }
        }

        private static DependencyGroups parse(Content content) throws ProvisionException {
            TomlParseResult document = Toml.parse(content.text());
            if (document.hasErrors()) {
                throw new ProvisionException(
                        "cannot read " + content.file() + ": "
                                + document.errors().get(0),
                        "");
            }
            return new DependencyGroups(content.file(), document);
        }
    }

    /** The requirements of groups. */
    public List<String> requirements(List<String> names) throws ProvisionException {
        Set<String> requirements = new LinkedHashSet<>();
        for (String name : names) {
            add(NormalizedName.of(name.strip()), requirements, new ArrayDeque<>());
        }
        return List.copyOf(requirements);
    }

    private void collect(TomlTable table, Map<String, TomlArray> into, String kind) throws ProvisionException {
        for (String name : table.keySet()) {
            Object value = table.get(List.of(name));
            if (!(value instanceof TomlArray items)) {
                throw new ProvisionException(kind + " '" + name + "' is not a list in " + file, "");
            }
            if (into.put(NormalizedName.of(name.strip()), items) != null) {
                throw new ProvisionException("duplicate " + kind + " names in " + file + ": " + name, "");
            }
        }
    }

    private void add(String group, Set<String> requirements, Deque<String> within) throws ProvisionException {
        if (within.contains(group)) {
            throw new ProvisionException(
                    "cyclic dependency group include: '" + group + "' -> " + List.copyOf(within) + " in " + file, "");
        }
        TomlArray items = groups.get(group);
        if (items == null) {
            throw new ProvisionException(
                    "dependency group '" + group + "' not found in " + file + "; it has " + groups.keySet(), "");
        }
        within.addLast(group);
        for (Object item : items.toList()) {
            if (item instanceof String requirement) {
                addRequirement(requirement, requirements, new LinkedHashSet<>());
            } else if (item instanceof TomlTable table && table.keySet().equals(Set.of("include-group"))) {
                add(NormalizedName.of(String.valueOf(table.get("include-group")).strip()), requirements, within);
            } else {
                throw new ProvisionException("invalid item of dependency group '" + group + "' in " + file, "");
            }
        }
        within.removeLast();
    }

    /** What refers to the project itself stands for its extras: the project is a package of its own to be installed. */
    private void addRequirement(String requirement, Set<String> requirements, Set<String> seen)
            throws ProvisionException {
        Matcher matcher = REQUIREMENT.matcher(requirement);
        if (project.isEmpty()
                || !matcher.matches()
                || !NormalizedName.of(matcher.group(1).strip()).equals(project)) {
            requirements.add(requirement);
            return;
        }
        String marker = matcher.group(4);
        for (String extra : extrasOf(matcher.group(2))) {
            TomlArray items = extras.get(extra);
            if (items == null) {
                throw new ProvisionException("extra '" + extra + "' not found in " + file, "");
            }
            if (seen.add(extra + ";" + marker)) {
                for (Object item : items.toList()) {
                    addRequirement(and(String.valueOf(item), marker), requirements, seen);
                }
            }
        }
    }

    private static List<String> extrasOf(@Nullable String list) {
        List<String> names = new ArrayList<>();
        for (String name : list == null ? new String[0] : list.split(",", -1)) {
            if (!name.isBlank()) {
                names.add(NormalizedName.of(name.strip()));
            }
        }
        return names;
    }

    private static String and(String requirement, @Nullable String marker) {
        if (marker == null || marker.isBlank()) {
            return requirement;
        }
        int own = requirement.indexOf(';');
        return own < 0
                ? requirement + " ; " + marker.strip()
                : requirement.substring(0, own) + "; (" + marker.strip() + ") and ("
                        + requirement.substring(own + 1).strip() + ")";
    }
}

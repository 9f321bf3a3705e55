package io.github.toxmatrix.tox;

import io.github.toxmatrix.pep.Marker;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.MarkerEnvironment;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.text.WhiteSpace;
import io.github.toxmatrix.tox.value.SetEnvLines;
import io.github.toxmatrix.tox.value.SetEnvText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of a {@code set_env}, each resolved when it is asked for (tox's {@code config/set_env.py}). */
final class SetEnv {

    private static final int MAX_DEPTH = 100;
    private static final Pattern EXPORT = Pattern.compile("^export[ \t]+");

    private final SetEnvLines lines;
    private final Loader loader;
    private final Scope scope;
    /** Without a lock, as those of two environments can ask for each other: two threads that begin at once find the same. */
    private volatile @Nullable Map<String, SetEnvLines.Assignment> assignments;

    /** What was read while environments were being defined. */
    private final Map<String, String> defined = new ConcurrentHashMap<>();

    /** @param scope in which lines, not values, are expanded; it has this {@code set_env} in its chain */
    SetEnv(SetEnvLines lines, Loader loader, Scope scope) {
        this.lines = lines;
        this.loader = loader;
        this.scope = scope;
    }

    /** In a chain of references: the {@code set_env} of this section is being read ({@code config/of_type.py}). */
    static String link(Loader loader) {
        return loader.section() + ".set_env";
    }

    String link() {
        return link(loader);
    }

    /** Reads files and pasted lines, if that was not done yet. */
    SetEnv expanded() {
        assignments();
        return this;
    }

    /** The value of a variable, without what a reference to itself would find. */
    Optional<String> value(String name, Scope reader) {
        return value(assignments().get(name), reader);
    }

    /** As {@link #value}, while files and pasted lines are being read: only what the lines say themselves. */
    Optional<String> directValue(String name, Scope reader) {
        return value(direct(lines).get(name), reader);
    }

    /** All variables that are set here and now, in the order of the file. */
    Map<String, String> values(Scope reader) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : assignments().keySet()) {
            value(name, reader.through("env:" + name)).ifPresent(value -> values.put(name, value));
        }
        return values;
    }

    /** As lines that can be pasted into another {@code set_env}; nothing in the values is resolved. */
    String print() {
        StringBuilder text = new StringBuilder();
        assignments().values().forEach(assignment -> text.append(SetEnvText.print(assignment))
                .append('\n'));
        return WhiteSpace.stripTrailing(text.toString());
    }

    private Optional<String> value(SetEnvLines.@Nullable Assignment assignment, Scope reader) {
        if (assignment == null || !holds(assignment, reader)) {
            return Optional.empty();
        }
        String known = defined.get(assignment.name());
        if (known != null) {
            return Optional.of(known);
        }
        String value = loader.substitute(assignment.value(), reader);
        if (reader.configuration().isDefining()) {
            defined.put(assignment.name(), value);
        }
        return Optional.of(value);
    }

    private static boolean holds(SetEnvLines.Assignment assignment, Scope reader) {
        if (assignment.marker().isEmpty()) {
            return true;
        }
        try {
            return Marker.parse(assignment.marker().get()).holds(MarkerEnvironment.of(reader));
        } catch (IllegalArgumentException e) {
            throw new ToxConfigurationException(
                    "the marker of the set_env variable " + assignment.name() + " cannot be read: " + e.getMessage()
                            + "; a ; that is part of the value is written \\;",
                    e);
        }
    }

    private static Set<String> namesUntilNextFile(List<SetEnvLines.Entry> entries) {
        Set<String> names = new HashSet<>();
        for (SetEnvLines.Entry entry : entries) {
            if (entry instanceof SetEnvLines.EnvFile) {
                break;
            }
            if (entry instanceof SetEnvLines.Assignment assignment) {
                names.add(assignment.name());
            }
        }
        return names;
    }

    private static Map<String, SetEnvLines.Assignment> direct(SetEnvLines from) {
        Map<String, SetEnvLines.Assignment> direct = new LinkedHashMap<>();
        for (SetEnvLines.Entry entry : from.entries()) {
            if (entry instanceof SetEnvLines.Assignment assignment) {
                direct.put(assignment.name(), assignment);
            }
        }
        return direct;
    }

    private Map<String, SetEnvLines.Assignment> assignments() {
        Map<String, SetEnvLines.Assignment> known = assignments;
        if (known == null) {
            known = own(lines);
            Map<String, SetEnvLines.Assignment> pasted = pasted(lines, Set.of());
            pasted.keySet().removeAll(known.keySet());
            known.putAll(pasted);
            assignments = known;
        }
        return known;
    }

    /**
     * Without pasted lines, over which these win wherever they stand. A file wins over the lines before it, but not over
     * those between it and the next file; what it adds comes after all lines.
     */
    private Map<String, SetEnvLines.Assignment> own(SetEnvLines from) {
        Map<String, SetEnvLines.Assignment> own = direct(from);
        List<SetEnvLines.Entry> entries = from.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof SetEnvLines.EnvFile file) {
                Set<String> after = namesUntilNextFile(entries.subList(i + 1, entries.size()));
                readFile(file.path()).stream()
                        .filter(assignment -> !after.contains(assignment.name()))
                        .forEach(assignment -> own.put(assignment.name(), assignment));
            }
        }
        return own;
    }

    private Map<String, SetEnvLines.Assignment> pasted(SetEnvLines from, Set<String> parents) {
        Map<String, SetEnvLines.Assignment> pasted = new LinkedHashMap<>();
        for (SetEnvLines.Entry entry : from.entries()) {
            if (entry instanceof SetEnvLines.Pasted line) {
                pasted.putAll(paste(line.line(), parents));
            }
        }
        return pasted;
    }

    private Map<String, SetEnvLines.Assignment> paste(String line, Set<String> parents) {
        if (parents.contains(line) || parents.size() > MAX_DEPTH) { // a line can paste itself with more in it
            throw new ToxConfigurationException("circular set_env reference " + line);
        }
        Optional<SetEnvLines.Assignment> assignment = SetEnvText.assignmentWithReferenceInName(line);
        if (assignment.isPresent()) {
            String name = WhiteSpace.strip(loader.substitute(assignment.get().name(), scope));
            if (name.isEmpty() || name.contains("=") || name.contains("\n")) {
                throw new ToxConfigurationException("the name of a set_env variable is not usable once substituted: "
                        + assignment.get().name());
            }
            return Map.of(
                    name,
                    new SetEnvLines.Assignment(
                            name, assignment.get().value(), assignment.get().marker()));
        }
        String text = loader.substituteOnce(line, scope);
        if (text.equals(line)) {
            throw new ToxConfigurationException("invalid line " + PythonText.repr(line) + " in set_env");
        }
        Set<String> longer = new HashSet<>(parents);
        longer.add(line);
        SetEnvLines more = SetEnvText.parsePasted(text);
        Map<String, SetEnvLines.Assignment> own = own(more);
        Map<String, SetEnvLines.Assignment> all = pasted(more, longer); // here they come first
        all.putAll(own);
        return all;
    }

    private List<SetEnvLines.Assignment> readFile(String path) {
        Path file = scope.configuration().root().resolve(loader.substitute(path, scope));
        if (!Files.isRegularFile(file)) {
            throw new ToxConfigurationException(
                    "set_env reads " + file + ", which " + (Files.exists(file) ? "is not a file" : "does not exist"));
        }
        List<String> content;
        try {
            content = Files.readAllLines(file);
        } catch (IOException e) {
            throw new ToxConfigurationException("set_env cannot read " + file + ": " + e.getMessage(), e);
        }
        List<SetEnvLines.Assignment> read = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            String line = WhiteSpace.strip(i == 0 ? content.get(i).replaceFirst("^\uFEFF", "") : content.get(i));
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = equals < 0
                    ? ""
                    : EXPORT.matcher(WhiteSpace.strip(line.substring(0, equals)))
                            .replaceFirst("");
            if (name.isEmpty()) { // the line is not shown: it may hold a part of a secret
                throw new ToxConfigurationException(file + ":" + (i + 1) + ": set_env expected NAME=VALUE");
            }
            read.add(new SetEnvLines.Assignment(name, WhiteSpace.strip(line.substring(equals + 1)), Optional.empty()));
        }
        return read;
    }
}

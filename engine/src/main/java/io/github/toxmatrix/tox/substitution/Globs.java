package io.github.toxmatrix.tox.substitution;

import io.github.toxmatrix.tox.setting.Replacement;
import io.github.toxmatrix.tox.setting.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** {@code {glob:pattern:default}}: the files that match, sorted, from {@code tox_root}. */
public final class Globs {

    private Globs() {}

    public static Replacement replacement(List<String> args, Scope scope) {
        if (args.isEmpty() || args.get(0).isEmpty()) {
            throw new IllegalArgumentException("{glob:} has no pattern");
        }
        List<String> matches = find(scope.configuration().root(), args.get(0));
        return matches.isEmpty()
                ? new Replacement.Default(2, Integer.MAX_VALUE)
                : new Replacement.Text(String.join(" ", matches), false, matches);
    }

    private static List<String> find(Path root, String pattern) {
        String normalized = pattern.replace('\\', '/');
        int wildcard = firstWildcard(normalized);
        int slash = normalized.lastIndexOf('/', wildcard < 0 ? normalized.length() : wildcard);
        Path folder = root.resolve(slash < 0 ? "" : normalized.substring(0, slash + 1))
                .normalize();
        String rest = normalized.substring(slash + 1);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest.replace("{", "\\{"));
        PathMatcher direct = FileSystems.getDefault()
                .getPathMatcher("glob:" + rest.replace("**/", "").replace("{", "\\{"));
        int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/", -1).length;
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> !file.equals(folder))
                    .map(folder::relativize)
                    .filter(file -> visible(file, rest) && (matcher.matches(file) || direct.matches(file)))
                    .map(file -> folder.resolve(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("{glob:" + pattern + "} cannot be looked up: " + e.getMessage(), e);
        }
    }

    /** As Python's glob, a wildcard leaves out names that begin with a dot. */
    private static boolean visible(Path file, String pattern) {
        if (pattern.startsWith(".") || pattern.contains("/.")) {
            return true;
        }
        for (Path name : file) {
            if (name.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static int firstWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}

package io.github.toxmatrix.interpreter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The order of folders that are named by versions. */
public final class VersionedFolders {

    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    /** By the numbers in their names, so that 3.10 comes before 3.9. */
    public static final Comparator<Path> NEWEST_FIRST =
            Comparator.comparing(VersionedFolders::sortKey).reversed();

    private VersionedFolders() {}

    /** Numbers padded, so that their order as text is that of their values. */
    private static String sortKey(Path folder) {
        List<String> numbers = new ArrayList<>();
        NUMBERS.matcher(folder.getFileName().toString())
                .results()
                .forEach(number ->
                        numbers.add("0".repeat(Math.max(0, 8 - number.group().length())) + number.group()));
        return String.join(".", numbers);
    }
}

package io.github.toxmatrix.packaging;

import io.github.toxmatrix.pep.Requirement;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a built package says about itself in {@code METADATA} (core metadata).
 *
 * @param requires {@code Requires-Dist}, with extras and markers
 * @param extras {@code Provides-Extra}
 */
public record CoreMetadata(String name, String version, List<Requirement> requires, List<String> extras) {

    /** Of a file that a wheel says holds its metadata; more can only be an attack on the memory. */
    private static final int MOST_BYTES = 8 << 20;

    public CoreMetadata {
        requires = List.copyOf(requires);
        extras = List.copyOf(extras);
    }

    /** @throws PackagingException if the wheel or its metadata cannot be read */
    public static CoreMetadata ofWheel(Path wheel) throws PackagingException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().matches("[^/]+\\.dist-info/METADATA")) {
                    byte[] bytes = zip.getInputStream(entry).readNBytes(MOST_BYTES + 1);
                    if (bytes.length > MOST_BYTES) {
                        throw new PackagingException("the metadata of " + wheel + " exceed " + MOST_BYTES + " bytes");
                    }
                    return parse(new String(bytes, StandardCharsets.UTF_8), wheel.toString());
                }
            }
        } catch (IOException unreadable) {
            throw new PackagingException(
                    "could not read the metadata of " + wheel + ": " + why(wheel, unreadable), unreadable);
        }
        throw new PackagingException("no .dist-info inside " + wheel);
    }

    private static String why(Path wheel, IOException unreadable) {
        if (Files.isDirectory(wheel)) {
            return "it is a folder";
        }
        return unreadable instanceof ZipException
                ? "it is no zip archive, as a wheel is (" + unreadable.getMessage() + ")"
                : unreadable.toString();
    }

    /** @param folder a {@code .dist-info} */
    public static CoreMetadata ofFolder(Path folder) throws PackagingException {
        Path file = folder.resolve("METADATA");
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException none) {
            throw new PackagingException("no METADATA in " + folder, none);
        } catch (CharacterCodingException notText) {
            throw new PackagingException(
                    "could not read the metadata of " + folder + ": METADATA is not UTF-8", notText);
        } catch (IOException unreadable) {
            throw new PackagingException("could not read the metadata of " + folder + ": " + unreadable, unreadable);
        }
    }

    static CoreMetadata parse(String text, String where) throws PackagingException {
        List<String> headers = text.lines().takeWhile(line -> !line.isBlank()).toList();
        List<Requirement> requires = new ArrayList<>();
        for (String line : all(headers, "Requires-Dist").toList()) {
            try {
                requires.add(Requirement.parse(line));
            } catch (IllegalArgumentException invalid) {
                throw new PackagingException(
                        "invalid Requires-Dist in the metadata of " + where + ": " + invalid.getMessage(), invalid);
            }
        }
        return new CoreMetadata(
                one(headers, "Name", where),
                one(headers, "Version", where),
                requires,
                all(headers, "Provides-Extra").toList());
    }

    private static String one(List<String> headers, String name, String where) throws PackagingException {
        Optional<String> value = all(headers, name).findFirst();
        return value.orElseThrow(() -> new PackagingException("no " + name + " in the metadata of " + where));
    }

    /** Those that are needed here are never folded. */
    private static Stream<String> all(List<String> headers, String name) {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip());
    }
}

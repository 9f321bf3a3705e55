package io.github.toxmatrix.environment.installer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code pip install --report} writes: the distributions that it has installed, or would install (pip 22.2 and newer). */
final class PipReport {

    private PipReport() {}

    /**
     * Reads one.
     *
     * @param direct lines that name folders, which the report knows by other names
     */
    static Pins read(Path file, List<String> direct) throws IOException {
        List<Pin> pinned = new ArrayList<>();
        List<String> places = new ArrayList<>(direct);
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            parser.nextToken();
            for (Object item : list(map(value(parser)), "install")) {
                Map<?, ?> metadata = map(map(item).get("metadata"));
                Map<?, ?> download = map(map(item).get("download_info"));
                String name = text(metadata, "name");
                if (!Boolean.TRUE.equals(map(item).get("is_direct"))) {
                    pinned.add(new Pin(NormalizedName.of(name), text(metadata, "version"), hashes(download)));
                } else if (map(download.get("dir_info")).isEmpty()) {
                    places.add(name + " @ " + place(download));
                }
            }
        }
        return new Pins(pinned, places);
    }

    /** PEP 610. */
    private static String place(Map<?, ?> download) throws IOException {
        Map<?, ?> repository = map(download.get("vcs_info"));
        return repository.isEmpty()
                ? text(download, "url")
                : text(repository, "vcs") + "+" + text(download, "url") + "@" + text(repository, "commit_id");
    }

    private static List<String> hashes(Map<?, ?> download) {
        List<String> hashes = new ArrayList<>();
        map(map(download.get("archive_info")).get("hashes"))
                .forEach((algorithm, digest) -> hashes.add(algorithm + ":" + digest));
        return hashes;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String key) throws IOException {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw new IOException("pip's report says no " + key);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return token == JsonToken.VALUE_TRUE ? true : parser.getValueAsString();
    }
}

package io.github.toxmatrix.index.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages in the format of PEP 691, with what PEP 700 and PEP 714 added. What is not known is passed over. */
final class JsonPage {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonPage() {}

    /** @param base the URL that the page came from */
    static Page parse(byte[] body, URI base) throws MalformedPageException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedPageException("it is no JSON object");
            }
            @Nullable List<FileLink> files = null;
            Optional<List<String>> versions = Optional.empty();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (name.equals("files") && value == JsonToken.START_ARRAY) {
                    files = files(json, base);
                } else if (name.equals("versions") && value == JsonToken.START_ARRAY) {
                    versions = Optional.of(texts(json));
                } else if (name.equals("meta") && value == JsonToken.START_OBJECT) {
                    checkVersion(json);
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || files == null) {
                throw new MalformedPageException("it is cut off, or has no list of files");
            }
            return new Page(files, versions);
        } catch (IOException invalid) {
            throw new MalformedPageException("it is no valid JSON", invalid);
        }
    }

    /** A newer major version may mean everything differently (PEP 629). */
    private static void checkVersion(JsonParser json) throws IOException, MalformedPageException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals("api-version") && value == JsonToken.VALUE_STRING) {
                RepositoryVersion.check(json.getText());
            }
            json.skipChildren();
        }
    }

    private static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonToken token = json.nextToken(); isInside(token); token = json.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                texts.add(json.getText());
            }
            json.skipChildren();
        }
        return texts;
    }

    private static List<FileLink> files(JsonParser json, URI base) throws IOException {
        List<FileLink> files = new ArrayList<>();
        for (JsonToken token = json.nextToken(); isInside(token); token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                new Fields(json).link(base).ifPresent(files::add);
            } else {
                json.skipChildren();
            }
        }
        return files;
    }

    private static boolean isInside(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new IOException("the end is missing");
        }
        return token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT;
    }

    /** The fields of one file. */
    private static final class Fields {

        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Map<String, String>> tables = new HashMap<>();

        Fields(JsonParser json) throws IOException {
            for (JsonToken token = json.nextToken(); isInside(token); token = json.nextToken()) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT) {
                    tables.put(name, table(json));
                } else if (value == JsonToken.START_ARRAY) {
                    json.skipChildren();
                } else if (value != JsonToken.VALUE_NULL && isInside(value)) {
                    texts.put(name, json.getText());
                }
            }
        }

        private static Map<String, String> table(JsonParser json) throws IOException {
            Map<String, String> table = new HashMap<>();
            for (JsonToken token = json.nextToken(); isInside(token); token = json.nextToken()) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    table.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return table;
        }

        Optional<FileLink> link(URI base) {
            String filename = texts.getOrDefault("filename", "");
            Optional<URI> url = Links.resolve(base, texts.getOrDefault("url", ""));
            if (url.isEmpty() || !FileLink.isFilename(filename)) {
                return Optional.empty();
            }
            return Optional.of(new FileLink(
                    filename,
                    url.get(),
                    tables.getOrDefault("hashes", Map.of()),
                    Optional.ofNullable(texts.get("requires-python")),
                    yanked(),
                    metadata(),
                    parsed("size", text -> OptionalLong.of(Long.parseLong(text)))
                            .filter(size -> size.getAsLong() >= 0)
                            .orElse(OptionalLong.empty()),
                    parsed("upload-time", text -> OffsetDateTime.parse(text).toInstant())));
        }

        private Optional<String> yanked() {
            String text = texts.getOrDefault("yanked", "false");
            return text.equals("false") || text.isEmpty() // no reason is no reason in JSON, as pip has it
                    ? Optional.empty()
                    : Optional.of(text.equals("true") ? "" : text);
        }

        /** The name is that of PEP 714; the older ones are what some indexes still have. */
        private CoreMetadata metadata() {
            for (String name : List.of("core-metadata", "dist-info-metadata", "data-dist-info-metadata")) {
                if (tables.containsKey(name)) {
                    return new CoreMetadata(true, tables.getOrDefault(name, Map.of()));
                }
                if (texts.containsKey(name)) {
                    return new CoreMetadata("true".equals(texts.get(name)), Map.of());
                }
            }
            return CoreMetadata.NONE;
        }

        private <T> Optional<T> parsed(String name, Function<String, T> parse) {
            try {
                return Optional.ofNullable(texts.get(name)).map(parse);
            } catch (NumberFormatException | DateTimeParseException invalid) {
                return Optional.empty();
            }
        }
    }

    /** @param place gives the URL of a file, relative to the page */
    static byte[] render(String project, Page page, Function<FileLink, String> place) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeObjectFieldStart("meta");
            boolean complete = page.versions().isPresent()
                    && page.files().stream().allMatch(file -> file.size().isPresent());
            json.writeStringField("api-version", complete ? "1.1" : "1.0");
            json.writeEndObject();
            json.writeStringField("name", project);
            if (page.versions().isPresent()) {
                json.writeArrayFieldStart("versions");
                for (String version : page.versions().get()) {
                    json.writeString(version);
                }
                json.writeEndArray();
            }
            json.writeArrayFieldStart("files");
            for (FileLink file : page.files()) {
                write(json, file, place.apply(file));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("writing into memory failed", impossible);
        }
        return body.toByteArray();
    }

    private static void write(JsonGenerator json, FileLink file, String url) throws IOException {
        json.writeStartObject();
        json.writeStringField("filename", file.filename());
        json.writeStringField("url", url);
        writeTable(json, "hashes", file.hashes());
        if (file.requiresPython().isPresent()) {
            json.writeStringField("requires-python", file.requiresPython().get());
        }
        if (file.yanked().isPresent()) {
            String reason = file.yanked().get();
            if (reason.isEmpty()) {
                json.writeBooleanField("yanked", true);
            } else {
                json.writeStringField("yanked", reason);
            }
        }
        if (file.hasMetadata()) {
            for (String name : List.of("core-metadata", "dist-info-metadata")) {
                if (file.metadata().hashes().isEmpty()) {
                    json.writeBooleanField(name, true);
                } else {
                    writeTable(json, name, file.metadata().hashes());
                }
            }
        }
        if (file.size().isPresent()) {
            json.writeNumberField("size", file.size().getAsLong());
        }
        if (file.uploadTime().isPresent()) {
            json.writeStringField("upload-time", uploadTime(file.uploadTime().get()));
        }
        json.writeEndObject();
    }

    /** PEP 700 wants UTC with {@code Z} and at most microseconds; {@link Instant} writes this. */
    private static String uploadTime(Instant time) {
        return time.truncatedTo(java.time.temporal.ChronoUnit.MICROS).toString();
    }

    private static void writeTable(JsonGenerator json, String name, Map<String, String> table) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : table.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}

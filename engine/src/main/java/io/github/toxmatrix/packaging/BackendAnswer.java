package io.github.toxmatrix.packaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a build backend answered to a {@link BackendRequest}. */
public sealed interface BackendAnswer {

    /** A file or folder that a hook has made, by its name. */
    record Name(String name) implements BackendAnswer {}

    /** Requirements. */
    record Lines(List<String> lines) implements BackendAnswer {}

    /** The backend has no such hook. */
    record Missing(String hook) implements BackendAnswer {}

    /** The backend could not be imported, failed, or answered something that no hook may. */
    record Problem(String message) implements BackendAnswer {}

    /**
     * What the script has left in the folder of its call.
     *
     * @return nothing if it has not: the process died
     */
    static Optional<BackendAnswer> read(Path folder) throws IOException {
        Path file = BackendRequest.answer(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("an object is expected in " + file);
            }
            String kind = String.valueOf(json.nextFieldName());
            JsonToken value = json.nextToken();
            return switch (kind) {
                case "name" -> Optional.of(new Name(json.getText()));
                case "lines" -> Optional.of(new Lines(lines(json, value)));
                case "missing" -> Optional.of(new Missing(json.getText()));
                case "problem" -> Optional.of(new Problem(json.getText()));
                default -> throw new IOException("an answer that is not known in " + file + ": " + kind);
            };
        }
    }

    private static List<String> lines(JsonParser json, JsonToken start) throws IOException {
        List<String> lines = new ArrayList<>();
        if (start != JsonToken.START_ARRAY) {
            throw new IOException("a list is expected, but there is " + start);
        }
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            lines.add(json.getText());
        }
        return lines;
    }
}

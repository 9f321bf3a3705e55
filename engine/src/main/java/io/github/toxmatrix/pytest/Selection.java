package io.github.toxmatrix.pytest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** The list of node ids that pytest is to keep, as a JSON array in a file: an argument could not hold them all. */
final class Selection {

    private static final JsonFactory JSON = new JsonFactory();

    private Selection() {}

    static Path write(Path folder, Collection<String> nodeIds) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("selection.json").toAbsolutePath();
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (String nodeId : nodeIds) {
                json.writeString(nodeId);
            }
            json.writeEndArray();
        }
        return file;
    }
}

package io.github.toxmatrix.packaging;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One call of a hook of a build backend, by a script that the interpreter of the build environment runs: in a process of
 * its own, so that it sees what was installed after the call before.
 *
 * @param backend {@code module} or {@code module:object}
 * @param hook such as {@code build_wheel}
 * @param needed a hook without which this one is not to be called: the answer is {@link BackendAnswer.Missing} then
 * @param folders arguments of the hook that name a folder
 * @param settings its {@code config_settings}
 */
public record BackendRequest(
        String backend,
        String hook,
        Optional<String> needed,
        Map<String, Path> folders,
        Optional<Map<String, String>> settings) {

    private static final JsonFactory JSON = new JsonFactory();

    public BackendRequest(
            BuildSystem system, String hook, Map<String, Path> folders, Optional<Map<String, String>> settings) {
        this(system.backend(), hook, Optional.empty(), folders, settings);
    }

    public BackendRequest {
        folders = Map.copyOf(folders);
    }

    /** Not a hook: unpacks an sdist, and answers with the name of the folder of its sources. */
    public static BackendRequest unpack(Path archive, Path folder) {
        return new BackendRequest(
                "none", "unpack", Optional.empty(), Map.of("archive", archive, "folder", folder), Optional.empty());
    }

    /** The same, if there is this other hook. */
    public BackendRequest needing(String other) {
        return new BackendRequest(backend, hook, Optional.of(other), folders, settings);
    }

    /**
     * Writes what the script reads.
     *
     * @param folder of this call alone
     * @return the arguments of an interpreter
     */
    public List<String> write(Path folder) throws IOException {
        Path script = folder.resolve("call_backend.py");
        Files.createDirectories(folder);
        try (InputStream source = BackendRequest.class.getResourceAsStream("call_backend.py")) {
            Files.write(
                    script, Objects.requireNonNull(source, "call_backend.py").readAllBytes());
        }
        Path request = folder.resolve("request.json");
        Files.deleteIfExists(answer(folder));
        try (JsonGenerator json = JSON.createGenerator(request.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("backend", backend);
            json.writeStringField("hook", hook);
            json.writeStringField("needed", needed.orElse(hook));
            json.writeObjectFieldStart("folders");
            for (Map.Entry<String, Path> argument : folders.entrySet()) {
                json.writeStringField(
                        argument.getKey(), argument.getValue().toAbsolutePath().toString());
            }
            json.writeEndObject();
            writeSettings(json);
            json.writeEndObject();
        }
        return List.of(script.toString(), request.toString(), answer(folder).toString());
    }

    private void writeSettings(JsonGenerator json) throws IOException {
        if (settings.isEmpty()) {
            json.writeNullField("settings");
            return;
        }
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : settings.get().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
    }

    static Path answer(Path folder) {
        return folder.resolve("answer.json");
    }
}

package io.github.toxmatrix.toxrun;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of tox.
 *
 * @param environment which one to run
 * @param settings keys of the environment that the configuration does not set, such as {@code env_dir}, and their values
 * @param pytest variables by which the pytest of its commands tells: those of tox and the environment stay
 * @param options of {@code tox run} besides
 * @param posargs what stands for {@code {posargs}}
 */
public record ToxRequest(
        String environment,
        Map<String, Path> settings,
        Map<String, String> pytest,
        List<String> options,
        Optional<List<String>> posargs) {

    /** The arguments of {@code tox}, among them those of the configuration. */
    List<String> arguments(List<String> configuration) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(configuration);
        arguments.addAll(List.of("-e", environment, "--colored", "no"));
        arguments.addAll(options);
        posargs.ifPresent(words -> {
            arguments.add("--");
            arguments.addAll(words);
        });
        return arguments;
    }

    /** For the plugin, as JSON. */
    void write(Path file, Path events) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("events", events.toString());
            json.writeStringField("environment", environment);
            json.writeObjectFieldStart("settings");
            for (Map.Entry<String, Path> setting : settings.entrySet()) {
                json.writeStringField(setting.getKey(), setting.getValue().toString());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("pytest");
            for (Map.Entry<String, String> variable : pytest.entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}

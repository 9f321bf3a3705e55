package io.github.toxmatrix.tox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An installed tox, in one process that reads many configurations ({@code tox_oracle.py}). */
final class ToxOracle implements AutoCloseable {

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Map<String, Object> tox;

    private ToxOracle(Process process) throws IOException {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.tox = answer();
    }

    /** @param python the interpreter that can import tox */
    static ToxOracle start(Path python) throws IOException {
        Path script = Files.createTempFile("tox_oracle", ".py");
        script.toFile().deleteOnExit();
        try (InputStream source = ToxOracle.class.getResourceAsStream("tox_oracle.py")) {
            Files.write(script, source.readAllBytes());
        }
        return new ToxOracle(new ProcessBuilder(python.toString(), "-I", script.toString())
                .redirectError(Path.of("target", "tox-oracle.log").toFile())
                .start());
    }

    String version() {
        return String.valueOf(tox.get("tox"));
    }

    /** The Python that tox itself runs in, the only one there is for the configurations it reads. */
    Interpreter interpreter() {
        List<?> version = (List<?>) tox.get("python");
        return new Interpreter(
                Path.of(String.valueOf(tox.get("executable"))),
                String.valueOf(tox.get("implementation")),
                ((Number) version.get(0)).intValue(),
                ((Number) version.get(1)).intValue(),
                ((Number) version.get(2)).intValue(),
                false,
                64,
                String.valueOf(tox.get("machine")));
    }

    /** What tox reads from the configuration in a folder; the form is described in the script. */
    Map<String, Object> ask(Path folder, ToxCall call) {
        try {
            questions.write(question(folder, call));
            questions.newLine();
            questions.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException("tox died, see target/tox-oracle.log", e);
        }
    }

    private Map<String, Object> answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("tox said nothing, see target/tox-oracle.log");
        }
        return Json.parse(line);
    }

    private static String question(Path folder, ToxCall call) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("folder", folder.toString());
            json.writeObjectFieldStart("environ");
            for (Map.Entry<String, String> variable : call.environ().entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
            writeWords(json, "options", call.options());
            if (call.posargs().isPresent()) {
                writeWords(json, "posargs", call.posargs().get());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeWords(JsonGenerator json, String name, List<String> words) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
    }
}

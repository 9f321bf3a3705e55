package io.github.toxmatrix.pytest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.toxmatrix.pytest.PytestEvent.Explanation;
import io.github.toxmatrix.pytest.PytestEvent.Section;
import io.github.toxmatrix.pytest.PytestEvent.Sides;
import io.github.toxmatrix.pytest.PytestEvent.TestReported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an event of a line. A line may hold anything; what is no event becomes {@link PytestEvent.Unreadable}. */
final class EventParser {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(EventLines.MAX_BYTES)
                    .build())
            .build();

    private EventParser() {}

    static PytestEvent parse(byte[] line, int length) {
        try (JsonParser json = JSON.createParser(line, 0, length)) {
            return Fields.read(json).event();
        } catch (IOException | IllegalArgumentException e) {
            String shown = new String(line, 0, Math.min(length, 200), java.nio.charset.StandardCharsets.UTF_8);
            return new PytestEvent.Unreadable("not an event: " + Xml.clean(shown) + (length > 200 ? "..." : "") + " ("
                    + Xml.clean(
                            String.valueOf(e.getMessage()).lines().findFirst().orElse("")) + ")");
        }
    }

    /** The fields of one line. */
    private record Fields(
            Map<String, String> texts,
            Map<String, Integer> numbers,
            Map<String, Boolean> flags,
            List<Section> sections) {

        static Fields read(JsonParser json) throws IOException {
            Fields fields = new Fields(new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
            expect(json.nextToken() == JsonToken.START_OBJECT, "an object is expected");
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                switch (json.nextToken()) {
                    case VALUE_STRING -> fields.texts.put(name, json.getText());
                    case VALUE_NUMBER_INT -> fields.numbers.put(name, json.getIntValue());
                    case VALUE_TRUE, VALUE_FALSE -> fields.flags.put(name, json.getBooleanValue());
                    case START_ARRAY -> fields.readSections(name, json);
                    default -> throw new IllegalArgumentException("'" + name + "' has a value of a wrong type");
                }
            }
            expect(json.currentToken() == JsonToken.END_OBJECT, "the object has no end");
            expect(json.nextToken() == null, "something follows the object");
            return fields;
        }

        private void readSections(String name, JsonParser json) throws IOException {
            expect(name.equals("sections"), "'" + name + "' has a value of a wrong type");
            while (json.nextToken() == JsonToken.START_ARRAY) {
                expect(json.nextToken() == JsonToken.VALUE_STRING, "a section has no name");
                String title = json.getText();
                expect(json.nextToken() == JsonToken.VALUE_STRING, "a section has no content");
                sections.add(new Section(title, json.getText()));
                expect(json.nextToken() == JsonToken.END_ARRAY, "a section has too much in it");
            }
            expect(json.currentToken() == JsonToken.END_ARRAY, "'sections' holds something else");
        }

        PytestEvent event() {
            String kind = text("e");
            return switch (kind) {
                case "session" -> new PytestEvent.SessionStarted(text("rootdir"), text("pytest"));
                case "collected" -> new PytestEvent.Collected(number("count"));
                case "missing" -> new PytestEvent.Missing(text("id"), flags.getOrDefault("deselected", false));
                case "collect" ->
                    new PytestEvent.CollectionReported(text("id"), text("outcome"), explanation(), sections);
                case "start" ->
                    new PytestEvent.TestStarted(
                            text("id"), texts.getOrDefault("file", ""), numbers.getOrDefault("line", 0));
                case "report" -> report();
                case "subtest" -> new PytestEvent.SubtestReported(report(), text("name"));
                case "finish" -> new PytestEvent.TestFinished(text("id"));
                case "internal" -> new PytestEvent.InternallyFailed(text("text"));
                case "interrupted" -> new PytestEvent.Interrupted(text("text"));
                case "end" -> new PytestEvent.SessionFinished(number("exit"), number("lost"));
                case "error" -> new PytestEvent.PluginFailed(text("text"));
                default -> throw new IllegalArgumentException("no kind of event is '" + kind + "'");
            };
        }

        private TestReported report() {
            return new TestReported(
                    text("id"),
                    text("when"),
                    text("outcome"),
                    Optional.ofNullable(texts.get("xfail")),
                    explanation(),
                    sections);
        }

        private Explanation explanation() {
            Optional<Sides> sides = texts.containsKey("expected") && texts.containsKey("actual")
                    ? Optional.of(new Sides(text("expected"), text("actual")))
                    : Optional.empty();
            return new Explanation(texts.getOrDefault("message", ""), texts.getOrDefault("trace", ""), sides);
        }

        private String text(String name) {
            String value = texts.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the text '" + name + "' is missing");
            }
            return value;
        }

        private int number(String name) {
            Integer value = numbers.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the number '" + name + "' is missing");
            }
            return value;
        }

        private static void expect(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}

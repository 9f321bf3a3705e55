package io.github.toxmatrix.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one line: texts, numbers, truths, lists of texts, and lists of such lists. */
public final class EventFields {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(EventLines.MAX_BYTES)
                    .build())
            .build();

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Boolean> flags = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, List<List<String>>> tables = new HashMap<>();

    private EventFields() {}

    /** @throws IOException if the line is no JSON */
    static EventFields read(byte[] line, int length) throws IOException {
        EventFields fields = new EventFields();
        try (JsonParser json = JSON.createParser(line, 0, length)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, "an object is expected");
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                fields.readValue(name, json);
            }
            expect(json.currentToken() == JsonToken.END_OBJECT, "the object has no end");
            expect(json.nextToken() == null, "something follows the object");
        }
        return fields;
    }

    private void readValue(String name, JsonParser json) throws IOException {
        switch (json.nextToken()) {
            case VALUE_STRING -> texts.put(name, json.getText());
            case VALUE_NUMBER_INT -> numbers.put(name, json.getIntValue());
            case VALUE_TRUE, VALUE_FALSE -> flags.put(name, json.getBooleanValue());
            case START_ARRAY -> {
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    List<List<String>> table = new ArrayList<>();
                    do {
                        json.nextToken();
                        table.add(readTexts(name, json));
                    } while (json.nextToken() == JsonToken.START_ARRAY);
                    expect(json.currentToken() == JsonToken.END_ARRAY, "'" + name + "' holds something else");
                    tables.put(name, table);
                } else {
                    lists.put(name, readTexts(name, json));
                }
            }
            default -> throw new IllegalArgumentException("'" + name + "' has a value of a wrong type");
        }
    }

    private static List<String> readTexts(String name, JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        for (; json.currentToken() == JsonToken.VALUE_STRING; json.nextToken()) {
            texts.add(json.getText());
        }
        expect(json.currentToken() == JsonToken.END_ARRAY, "'" + name + "' holds something else");
        return texts;
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public String text(String name) {
        String value = texts.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the text '" + name + "' is missing");
        }
        return value;
    }

    public String text(String name, String otherwise) {
        return texts.getOrDefault(name, otherwise);
    }

    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    public int number(String name) {
        Integer value = numbers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the number '" + name + "' is missing");
        }
        return value;
    }

    public int number(String name, int otherwise) {
        return numbers.getOrDefault(name, otherwise);
    }

    /** False where it is missing. */
    public boolean flag(String name) {
        return flags.getOrDefault(name, false);
    }

    /** Empty where it is missing. */
    public List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** Empty where it is missing. */
    public List<List<String>> table(String name) {
        expect(list(name).isEmpty(), "'" + name + "' holds something else");
        return tables.getOrDefault(name, List.of());
    }
}

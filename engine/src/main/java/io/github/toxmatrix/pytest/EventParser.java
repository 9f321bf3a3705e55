package io.github.toxmatrix.pytest;

import io.github.toxmatrix.events.EventFields;
import io.github.toxmatrix.events.EventReader;
import io.github.toxmatrix.pytest.PytestEvent.Explanation;
import io.github.toxmatrix.pytest.PytestEvent.Section;
import io.github.toxmatrix.pytest.PytestEvent.Sides;
import io.github.toxmatrix.pytest.PytestEvent.TestReported;
import java.util.List;
import java.util.Optional;

/** Makes an event of pytest of a line. */
final class EventParser implements EventReader<PytestEvent> {

    @Override
    public PytestEvent unreadable(String problem) {
        return new PytestEvent.Unreadable(Xml.clean(problem));
    }

    @Override
    public PytestEvent event(EventFields fields) {
        String kind = fields.text("e");
        return switch (kind) {
            case "session" ->
                new PytestEvent.SessionStarted(fields.text("rootdir"), fields.text("pytest"), fields.text("dir", ""));
            case "collected" -> new PytestEvent.Collected(fields.number("count"));
            case "missing" -> new PytestEvent.Missing(fields.text("id"), fields.flag("deselected"));
            case "collect" ->
                new PytestEvent.CollectionReported(
                        fields.text("id"), fields.text("outcome"), explanation(fields), sections(fields));
            case "start" ->
                new PytestEvent.TestStarted(fields.text("id"), fields.text("file", ""), fields.number("line", 0));
            case "report" -> report(fields);
            case "subtest" -> new PytestEvent.SubtestReported(report(fields), fields.text("name"));
            case "finish" -> new PytestEvent.TestFinished(fields.text("id"));
            case "internal" -> new PytestEvent.InternallyFailed(fields.text("text"));
            case "interrupted" -> new PytestEvent.Interrupted(fields.text("text"));
            case "end" -> new PytestEvent.SessionFinished(fields.number("exit"), fields.number("lost"));
            case "error" -> new PytestEvent.PluginFailed(fields.text("text"));
            default -> throw new IllegalArgumentException("no kind of event is '" + kind + "'");
        };
    }

    private static TestReported report(EventFields fields) {
        return new TestReported(
                fields.text("id"),
                fields.text("when"),
                fields.text("outcome"),
                fields.optionalText("xfail"),
                explanation(fields),
                sections(fields));
    }

    private static Explanation explanation(EventFields fields) {
        Optional<Sides> sides = fields.optionalText("expected")
                .flatMap(expected -> fields.optionalText("actual").map(actual -> new Sides(expected, actual)));
        return new Explanation(fields.text("message", ""), fields.text("trace", ""), sides);
    }

    private static List<Section> sections(EventFields fields) {
        return fields.table("sections").stream().map(EventParser::section).toList();
    }

    private static Section section(List<String> pair) {
        if (pair.size() != 2) {
            throw new IllegalArgumentException("a section is a name and its content");
        }
        return new Section(pair.get(0), pair.get(1));
    }
}

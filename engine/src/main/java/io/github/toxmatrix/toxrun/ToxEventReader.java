package io.github.toxmatrix.toxrun;

import io.github.toxmatrix.events.EventFields;
import io.github.toxmatrix.events.EventReader;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.toxrun.ToxEvent.CommandStarted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes an event of tox of what the plugin tells. */
final class ToxEventReader implements EventReader<ToxEvent> {

    private static final int NO_EXIT_CODE = Integer.MIN_VALUE;

    @Override
    public ToxEvent event(EventFields fields) {
        String kind = fields.text("e");
        return switch (kind) {
            case "tox" -> new ToxEvent.Loaded(fields.text("version"), fields.text("python"));
            case "setup" -> new ToxEvent.SetupStarted(fields.flag("ignored"));
            case "skipped" -> new ToxEvent.SetupSkipped(fields.text("reason"));
            case "broken" -> new ToxEvent.SetupFailed(fields.text("reason"));
            case "ready" -> new ToxEvent.SetupFinished();
            case "run" -> started(fields);
            case "ran" -> ended(fields);
            case "done" -> new ToxEvent.CommandsEnded(fields.number("exit"));
            case "error" -> new ToxEvent.Unreadable(fields.text("text"));
            default -> throw new IllegalArgumentException("no kind of event is '" + kind + "'");
        };
    }

    private static ToxEvent started(EventFields fields) {
        List<String> args = fields.list("args");
        if (args.isEmpty()) {
            throw new IllegalArgumentException("a process has no program");
        }
        Optional<CommandStarted> command = fields.optionalText("events")
                .map(folder -> new CommandStarted(
                        new Command(args, fields.flag("ignored"), fields.flag("inverted")),
                        Path.of(folder),
                        fields.flag("again")));
        return new ToxEvent.ProcessStarted(fields.number("n"), fields.text("id"), fields.text("env"), args, command);
    }

    private static ToxEvent ended(EventFields fields) {
        int code = fields.number("exit", NO_EXIT_CODE);
        return new ToxEvent.ProcessEnded(
                fields.number("n"),
                code == NO_EXIT_CODE ? OptionalInt.empty() : OptionalInt.of(code),
                fields.text("output", ""),
                fields.text("error", ""));
    }

    @Override
    public ToxEvent unreadable(String problem) {
        return new ToxEvent.Unreadable(problem);
    }
}

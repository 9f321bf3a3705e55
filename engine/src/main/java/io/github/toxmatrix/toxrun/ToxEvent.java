package io.github.toxmatrix.toxrun;

import io.github.toxmatrix.tox.text.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What tox tells of one environment while it runs it, in this order but for processes, which come in between. */
public sealed interface ToxEvent {

    /** tox has read its configuration. Comes again from the tox that it provisions for itself. */
    record Loaded(String version, String python) implements ToxEvent {}

    /** The environment is about to be set up. */
    record SetupStarted(boolean outcomeIgnored) implements ToxEvent {}

    /** It is not for this machine. Nothing more comes. */
    record SetupSkipped(String reason) implements ToxEvent {}

    /** It could not be set up; the reason is empty where a process that failed before is the reason. */
    record SetupFailed(String reason) implements ToxEvent {}

    /** It is set up; its commands follow. */
    record SetupFinished() implements ToxEvent {}

    /**
     * A process is about to start.
     *
     * @param number which no other one has
     * @param id what tox calls it in its output: {@code install_deps}, {@code commands[0]}
     * @param environment in which it runs: the one that is run, or one that packages for it
     * @param args the program and its arguments
     * @param command empty unless the configuration names it as a command
     */
    record ProcessStarted(
            int number, String id, String environment, List<String> args, Optional<CommandStarted> command)
            implements ToxEvent {}

    /**
     * A command of the configuration.
     *
     * @param events the folder for what its pytest tells
     * @param isTriedAgain whether it will be tried again if it fails
     */
    record CommandStarted(Command command, Path events, boolean isTriedAgain) {}

    /**
     * A process has ended, or could not start.
     *
     * @param exitCode empty for a call of a process that stays
     * @param output what it printed, the middle of long output left out
     * @param error why it could not run, or its end not be awaited; empty if all went well
     */
    record ProcessEnded(int number, OptionalInt exitCode, String output, String error) implements ToxEvent {}

    /** The commands have ended, with the first exit code that is no success. */
    record CommandsEnded(int exitCode) implements ToxEvent {}

    /** The plugin cannot do its work, or what it told cannot be read. */
    record Unreadable(String problem) implements ToxEvent {}
}

package io.github.toxmatrix.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option {@code -f}: each use of it is a group. */
final class FactorOption {

    @Option(
            names = "-f",
            paramLabel = "FACTOR...",
            parameterConsumer = Group.class,
            description = "environments that have all these factors; used several times: those of any use")
    private List<List<String>> groups = new ArrayList<>();

    List<List<String>> groups() {
        return groups;
    }

    /** picocli itself would join all uses of an option to one list. */
    static final class Group implements IParameterConsumer {

        @Override
        @SuppressWarnings("JdkObsolete") // picocli's signature
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            List<String> group = new ArrayList<>();
            while (!words.isEmpty() && !words.peek().startsWith("-")) {
                group.add(words.pop());
            }
            if (group.isEmpty()) {
                throw new ParameterException(command.commandLine(), "argument -f: expected at least one argument");
            }
            List<List<String>> groups = option.getValue();
            groups.add(List.copyOf(group));
        }
    }
}

package io.github.toxmatrix.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** One word or more up to the next option, as argparse's {@code nargs="+"}; a later use replaces an earlier one. */
class Words implements IParameterConsumer {

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's signature
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        List<String> taken = new ArrayList<>();
        while (!words.isEmpty() && !words.peek().startsWith("-")) {
            taken.add(words.pop());
        }
        if (taken.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "argument " + ((picocli.CommandLine.Model.OptionSpec) option).names()[0]
                            + ": expected at least one argument");
        }
        take(taken, option);
    }

    void take(List<String> words, ArgSpec option) {
        option.setValue(words);
    }

    /** Each use is a group of its own; picocli itself would join all uses of an option to one list. */
    static final class Group extends Words {

        @Override
        void take(List<String> words, ArgSpec option) {
            List<List<String>> groups = option.getValue();
            groups.add(List.copyOf(words));
        }
    }
}

package io.github.toxmatrix.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH's own command line, which leaves out the benchmarks of real projects where none is given. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        CommandLineOptions given = new CommandLineOptions(args);
        Collection<String> projects = given.getParameter("project").orElse(List.of());
        List<String> found = new ArrayList<>();
        for (String project : projects) {
            if (Files.exists(Path.of(project))) {
                found.add(project);
            } else {
                System.out.println("skipped: there is no " + project);
            }
        }
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
        if (found.isEmpty()) {
            System.out.println("skipped: real projects; name folders with a tox configuration by -p project=A,B");
            options.exclude(RealProject.class.getName());
        } else {
            options.param("project", found.toArray(String[]::new));
        }
        new Runner(options.build()).run();
    }
}

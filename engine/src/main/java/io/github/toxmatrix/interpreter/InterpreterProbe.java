package io.github.toxmatrix.interpreter;

import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a Python who it is. */
final class InterpreterProbe {

    /** One answer a line, in the words of every Python since 2.7; of a virtual environment, the interpreter it was made of. */
    private static final String SCRIPT =
            """
            import sys, platform, struct
            try:
                from sysconfig import get_config_var
            except ImportError:
                get_config_var = lambda name: None
            real = getattr(sys, "_base_executable", None) or sys.executable
            implementation = getattr(sys, "implementation", None)
            name = implementation.name if implementation else platform.python_implementation()
            for answer in ("tox-matrix", real, name, sys.version_info[0], sys.version_info[1], sys.version_info[2],
                           1 if get_config_var("Py_GIL_DISABLED") else 0, struct.calcsize("P") * 8, platform.machine()):
                print(answer)
            """;

    private InterpreterProbe() {}

    /**
     * What came of asking.
     *
     * @param python empty if it does not start, ends badly (as pyenv's shims do) or is no Python
     * @param silent whether it was ended because no answer came in time
     */
    record Answer(Optional<Interpreter> python, boolean silent) {}

    static Answer ask(Path executable, Map<String, String> environ, Duration patience) {
        Map<String, String> quiet = new HashMap<>(environ);
        quiet.keySet().removeIf(name -> name.startsWith("PYTHON") || name.equals("__PYVENV_LAUNCHER__"));
        quiet.put("PYTHONIOENCODING", "utf-8");
        try {
            ShortProcess.Outcome outcome =
                    ShortProcess.ask(List.of(executable.toString(), "-c", SCRIPT), quiet, Optional.empty(), patience);
            return new Answer(outcome.output().flatMap(InterpreterProbe::parse), outcome.silent());
        } catch (IOException | IllegalArgumentException notStartableOrNoPython) {
            return new Answer(Optional.empty(), false);
        }
    }

    /** In the words of the script. */
    static String answer(Interpreter python) {
        return Stream.of(
                        "tox-matrix",
                        python.executable(),
                        python.implementation(),
                        python.major(),
                        python.minor(),
                        python.micro(),
                        python.freeThreaded() ? 1 : 0,
                        python.bits(),
                        python.machine())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    /**
     * Empty where that is no answer to the script.
     *
     * @throws IllegalArgumentException where it only looks like one
     */
    static Optional<Interpreter> parse(String output) {
        List<String> answers = output.lines().toList();
        int start = answers.indexOf("tox-matrix");
        if (start < 0 || answers.size() < start + 9) {
            return Optional.empty();
        }
        List<String> own = answers.subList(start, start + 9);
        return Optional.of(new Interpreter(
                real(Path.of(own.get(1))),
                own.get(2).toLowerCase(Locale.ROOT),
                Integer.parseInt(own.get(3)),
                Integer.parseInt(own.get(4)),
                Integer.parseInt(own.get(5)),
                own.get(6).equals("1"),
                Integer.parseInt(own.get(7)),
                own.get(8).toLowerCase(Locale.ROOT)));
    }

    private static Path real(Path executable) {
        try {
            return executable.toRealPath();
        } catch (IOException notResolvable) {
            return executable; // an alias of the Windows store cannot be resolved, but started
        }
    }
}

package io.github.toxmatrix.cli;

import io.github.toxmatrix.environment.requirement.KnownPlugin;
import io.github.toxmatrix.environment.requirement.Unsupported;
import io.github.toxmatrix.tox.DefinedEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.key.RunKeys;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a reader of a listing has to know that the listing cannot say: printed apart from it, so that it stays as tox's. */
final class Notes {

    private Notes() {}

    static void print(ToxProject project, List<DefinedEnvironment> shown, PrintWriter err) {
        Set<String> notes = new LinkedHashSet<>();
        project.hints().forEach(hint -> notes.add(hint.toString()));
        Unsupported.in(project).forEach(missing -> notes.add(missing.position() + ": " + missing.text()));
        runners(shown)
                .forEach((runner, names) -> notes.add("runner = " + runner
                        + ": this runner is not known here, and these environments are shown as if virtualenv ran them: "
                        + String.join(", ", names)));
        if (project.mentions(KnownPlugin.keysOfAll())) { // else none of hundreds of environments has to be asked
            keysOfPlugins(shown).forEach((missing, names) -> notes.add(missing + ": " + String.join(", ", names)));
        }
        notes.forEach(err::println);
        err.flush();
    }

    /** The keys that only plugins read, where they stand, and the environments that have them. */
    private static Map<String, List<String>> keysOfPlugins(List<DefinedEnvironment> shown) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (DefinedEnvironment environment : shown) {
            for (Unsupported missing : Unsupported.keysOfPlugins(environment.environment())) {
                keys.computeIfAbsent(missing.position() + ": " + missing.text(), first -> new ArrayList<>())
                        .add(environment.name());
            }
        }
        return keys;
    }

    /** The runners that plugins bring, and the environments that they run. */
    private static Map<String, List<String>> runners(List<DefinedEnvironment> shown) {
        Map<String, List<String>> runners = new LinkedHashMap<>();
        for (DefinedEnvironment environment : shown) {
            if (!environment.packages()) {
                String runner = environment.environment().get(RunKeys.RUNNER);
                if (!RunKeys.RUNNERS.contains(runner)) {
                    runners.computeIfAbsent(runner, first -> new ArrayList<>()).add(environment.name());
                }
            }
        }
        return runners;
    }
}

package io.github.toxmatrix.engine;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.toxmatrix.ToxMatrix;
import io.github.toxmatrix.cache.TestCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A project whose environments are run by a real tox, or here. */
@Tag("slow")
abstract class ToxRunnerCase {

    static final String ENTRY = "[engine:junit5-tox]/[class:" + Project.class.getName() + "]";

    /** Every environment of the project. */
    @ToxMatrix
    static final class Project {}

    @TempDir
    Path folder;

    /** All that failures of the runs say. */
    final Map<String, String> failures = new TreeMap<>();

    void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    Map<String, String> run(Map<String, String> parameters) {
        return run(parameters, selectClass(Project.class));
    }

    /** How each test ended. */
    Map<String, String> run(Map<String, String> parameters, DiscoverySelector selector) {
        List<Event> tests = EngineTestKit.engine(new ToxMatrixTestEngine())
                .configurationParameter("matrix.root", folder.toString())
                .configurationParameter(
                        "matrix.cache", TestCache.folder().path().toString())
                .configurationParameters(parameters)
                .selectors(selector)
                .execute()
                .testEvents()
                .list();
        failures.putAll(EndedTests.failures(tests));
        return EndedTests.of(tests);
    }

    /** Parameters that have tox run all environments, and more of them. */
    static Map<String, String> byTox(String... more) throws Exception {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("matrix.runner", "tox");
        parameters.put("matrix.tox", RealTox.program().toString());
        for (int at = 0; at < more.length; at += 2) {
            parameters.put(more[at], more[at + 1]);
        }
        return parameters;
    }
}

package io.github.toxmatrix.environment.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.IndexUse;
import io.github.toxmatrix.index.RealUv;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.ResolutionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerVariablesTest {

    private static final ProcessScope NONE = new ProcessScope() {
        @Override
        public ExitStatus run(ProcessRequest request, OutputSink output) {
            throw new AssertionError("nothing is started");
        }

        @Override
        public void close() {}
    };

    @TempDir
    Path folder;

    private final FakeIndex behind = FakeIndex.start();

    @AfterEach
    void close() {
        behind.close();
    }

    private InstallerVariables open() {
        return new InstallerVariables(
                Optional.of(RealUv.find()),
                Optional.empty(),
                new EnvironmentOptions(
                        Map.of(),
                        Optional.empty(),
                        ResolutionOptions.notOlderThan(Duration.ZERO),
                        false,
                        new CacheFolder(folder.resolve("cache")),
                        new IndexUse.On()));
    }

    private Installation environment(String name, String... variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "UV_NO_CONFIG", "1",
                "PIP_INDEX_URL", behind.url("/simple/").toString(),
                "TMPDIR", folder.resolve(name).toString()));
        for (int index = 0; index < variables.length; index += 2) {
            all.put(variables[index], variables[index + 1]);
        }
        return new Installation(NONE, folder.resolve(name), folder, all);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    @Test
    void environmentsThatAreToldTheSameShareOneIndex() throws Exception {
        long waiting = threads("successor of a package index");
        long clients = threads("HttpClient");

        try (InstallerVariables variables = open()) {
            String first = variables.forUv(environment("one")).get("UV_DEFAULT_INDEX");
            String second =
                    variables.forUv(environment("two", "PIP_QUIET", "1")).get("UV_DEFAULT_INDEX");

            assertThat(first).startsWith("http://127.0.0.1:").isEqualTo(second);
            assertThat(threads("successor of a package index")).isEqualTo(waiting);
            assertThat(threads("HttpClient"))
                    .as("nobody has asked for anything yet")
                    .isEqualTo(clients);
        }
    }

    @Test
    void anotherWayToAnIndexIsAnotherIndex() throws Exception {
        try (InstallerVariables variables = open()) {
            String first = variables.forUv(environment("one")).get("UV_DEFAULT_INDEX");
            String other = variables
                    .forUv(environment(
                            "two", "PIP_INDEX_URL", behind.url("/other/").toString()))
                    .get("UV_DEFAULT_INDEX");

            assertThat(other).startsWith("http://127.0.0.1:").isNotEqualTo(first);
        }
    }
}

package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.RealUv;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What installers are told where an index that the test runs is configured. */
abstract class InstallerVariablesCase {

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

    final FakeIndex behind = FakeIndex.start();
    final Optional<Path> python =
            Interpreters.of(System.getenv()).find(List.of("python3")).map(Interpreter::executable);
    Optional<AsOf> asOf = Optional.empty();
    IndexUse use = new IndexUse.On();

    @AfterEach
    void close() {
        behind.close();
    }

    InstallerVariables open() {
        return new InstallerVariables(
                Optional.of(RealUv.find()),
                python,
                new EnvironmentOptions(
                        Map.of(),
                        Optional.empty(),
                        new ResolutionOptions(Duration.ZERO, asOf, Optional.empty()),
                        false,
                        new CacheFolder(folder.resolve("cache")),
                        use),
                () -> folder.resolve("settings"));
    }

    Installation environment(String name, String... variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "UV_NO_CONFIG",
                "1",
                "PIP_CONFIG_FILE",
                File.separator.equals("/") ? "/dev/null" : "nul",
                "PIP_INDEX_URL",
                behind.url("/simple/").toString(),
                "TMPDIR",
                folder.resolve(name).toString()));
        for (int index = 0; index < variables.length; index += 2) {
            all.put(variables[index], variables[index + 1]);
        }
        return new Installation(NONE, folder.resolve(name), folder, all);
    }
}

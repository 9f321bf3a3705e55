package io.github.toxmatrix.environment.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.PlainProcesses;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** uv where none is on {@code PATH}: a wheel of it, by a real pip from an index that the test runs. */
class UvProgramTest {

    private static final String FILE = "uv-0.9.9-py3-none-any.whl";

    @TempDir
    Path folder;

    private final FakeIndex behind = FakeIndex.start();
    private final Map<String, String> environ = new HashMap<>(System.getenv());
    private final Interpreters interpreters = Interpreters.of(System.getenv());

    @BeforeEach
    void publish() throws IOException {
        assumeTrue(File.separatorChar == '/', "the uv of these tests is a POSIX shell script");
        behind.publish("uv", FILE, wheel());
        environ.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environ.put("PIP_CONFIG_FILE", "/dev/null");
        environ.put("PIP_NO_CACHE_DIR", "1");
        environ.put("PIP_INDEX_URL", behind.url("/simple/").toString());
        environ.put("PATH", "/usr/bin:/bin");
    }

    @AfterEach
    void close() {
        behind.close();
    }

    private static byte[] wheel() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : Map.of(
                            "uv-0.9.9.data/scripts/uv",
                            "#!/bin/sh\necho 'uv 0.9.9'\n",
                            "uv-0.9.9.dist-info/METADATA",
                            "Metadata-Version: 2.1\nName: uv\nVersion: 0.9.9\n",
                            "uv-0.9.9.dist-info/WHEEL",
                            "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: py3-none-any\n",
                            "uv-0.9.9.dist-info/RECORD",
                            "")
                    .entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private Path find(IndexUse use) throws Exception {
        Optional<Path> python = interpreters.find(List.of("python3")).map(Interpreter::executable);
        CacheFolder cache = new CacheFolder(folder.resolve("cache"));
        EnvironmentOptions options = new EnvironmentOptions(
                environ,
                Optional.empty(),
                new ResolutionOptions(Duration.ZERO, Optional.empty(), Optional.empty()),
                false,
                cache,
                use);
        try (InstallerVariables sources =
                new InstallerVariables(Optional.empty(), python, options, () -> folder.resolve("settings"))) {
            return new UvProgram(environ, interpreters, cache, sources)
                    .find(new Installation(new PlainProcesses(), folder, folder, environ));
        }
    }

    private List<String> askers() {
        return behind.requests().stream()
                .map(request -> request.header("User-Agent").replaceFirst("/.*", ""))
                .distinct()
                .toList();
    }

    @Test
    void isFetchedThroughTheIndexOfOurOwnOnceForAllWhoShareItsCache() throws Exception {
        assertThat(find(new IndexUse.On())).isEqualTo(folder.resolve("cache/uv/0.9.9/uv"));
        assertThat(askers()).containsExactly("tox-matrix");

        FileTree.delete(folder.resolve("cache/uv"));
        assertThat(find(new IndexUse.On())).isExecutable();
        assertThat(behind.requests("/files/" + FILE)).hasSize(1);
    }

    @Test
    void isFetchedFromTheConfiguredIndexWhereOursIsOff() throws Exception {
        assertThat(find(new IndexUse.Off())).isExecutable();
        assertThat(askers()).containsExactly("pip");
    }

    @Test
    void isNotFetchedAgain() throws Exception {
        find(new IndexUse.Off());
        int before = behind.requests().size();

        assertThat(find(new IndexUse.On())).isExecutable();
        assertThat(behind.requests()).hasSize(before);
    }
}

package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.RealUv;
import io.github.toxmatrix.index.Wheel;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The index as the command line serves it, and runs of the matrix that use it. */
@Timeout(120)
class IndexCommandTest {

    private static final Wheel DEMO = new Wheel("demo", "1.0");
    private static final String PASSWORD = "hid-den-word";

    @TempDir
    Path folder;

    private final FakeIndex behind = FakeIndex.start();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, String> environ = new HashMap<>(System.getenv());
    private CompletableFuture<Integer> served = CompletableFuture.completedFuture(0);

    @BeforeEach
    void configure() {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        environ.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environ.put("PIP_CONFIG_FILE", File.separator.equals("/") ? "/dev/null" : "nul");
        environ.put("UV_NO_CONFIG", "1");
        environ.put("UV_CACHE_DIR", folder.resolve("uv").toString());
        environ.put(
                "PIP_INDEX_URL", behind.url("/simple/").toString().replace("http://", "http://me:" + PASSWORD + "@"));
        environ.merge("PATH", RealUv.find().getParent().toString(), (path, uv) -> uv + File.pathSeparator + path);
    }

    @AfterEach
    void close() throws Exception {
        end.countDown();
        served.get(30, TimeUnit.SECONDS);
        behind.close();
    }

    /** Gives what it prints, until the last line of it. */
    private String serve(String... args) throws Exception {
        String[] all = new String[args.length + 2];
        all[0] = "--cache";
        all[1] = folder.resolve("shared cache").toString();
        System.arraycopy(args, 0, all, 2, args.length);
        served = CompletableFuture.supplyAsync(() -> new CommandLine(
                        new IndexCommand(environ, new PrintStream(out, true, StandardCharsets.UTF_8), end))
                .execute(all));
        while (!served.isDone() && !printed().matches("(?s).*(UV_DEFAULT_INDEX|# not for uv).*")) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return printed();
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        MatchResult result = matcher.toMatchResult();
        return result.group(1);
    }

    private String run(Map<String, String> variables, String... properties) throws Exception {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                requires = tox-uv
                env_list = one, two
                no_package = true
                [testenv]
                deps = demo
                commands = python -c "import demo; print('got', demo.version)"
                """);
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("-Dmatrix.cache=" + folder.resolve("own cache"));
        all.add("-Dmatrix.place=" + folder.resolve("place"));
        MainProcess run = MainProcess.run(folder, variables, all);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    @Test
    void aRunElsewhereInstallsThroughItWithoutThePasswordOfTheIndexBehind() throws Exception {
        String told = serve();
        assertThat(told).startsWith("# serving").doesNotContain(PASSWORD);
        String url = found(told, "matrix\\.index=(\\S+)");
        Map<String, String> elsewhere = new HashMap<>(environ);
        elsewhere.put("PIP_INDEX_URL", behind.url("/simple/").toString().replace("http://", "http://me@"));

        String text = run(elsewhere, "-Dmatrix.index=" + url);

        assertThat(behind.requests()).isNotEmpty().allSatisfy(request -> assertThat(request.header("User-Agent"))
                .isEqualTo("tox-matrix"));
        assertThat(behind.requests("/simple/demo/")).isNotEmpty().allSatisfy(request -> assertThat(
                        request.header("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8))));
        assertThat(text).contains("2 environments (2 passed)").doesNotContain(PASSWORD, url);
        assertThat(behind.requests("/files/" + DEMO.filename()))
                .filteredOn(request -> request.method().equals("GET"))
                .hasSize(1);
    }

    @Test
    void printsWhatRunsAndInstallersTakeToSeeATime() throws Exception {
        String told = serve("--as-of", "2024-05-01");

        assertThat(told).contains(" matrix.as-of=2024-05-01T00:00:00Z");
        assertThat(found(told, "PIP_INDEX_URL=(\\S+)")).contains("/as-of-2024-05-01T000000Z/");
        assertThat(found(told, "UV_DEFAULT_INDEX=(\\S+)")).contains("/as-of-2024-05-01T000000Z/");
        assertThat(found(told, "matrix\\.index=(\\S+)")).doesNotContain("as-of");
    }

    @Test
    void printsNothingForUvThatWouldMakeItTakeAFlatIndexForAnother() throws Exception {
        environ.remove("UV_NO_CONFIG");
        environ.put(
                "UV_CONFIG_FILE",
                Files.writeString(
                                folder.resolve("uv.toml"),
                                "[[index]]\nname = 'ours'\nformat = 'flat'\nurl = '" + behind.url("/flat/") + "'\n")
                        .toString());

        assertThat(serve())
                .contains("PIP_INDEX_URL", "# not for uv: uv's files have a flat index (ours)")
                .doesNotContain("UV_INDEX=", "UV_DEFAULT_INDEX");
    }

    @Test
    void saysThatPipAsksItsOwnProxy() throws Exception {
        environ.put("PIP_PROXY", "http://me:" + PASSWORD + "@127.0.0.1:9");

        assertThat(serve()).contains("# pip asks its own `proxy`").doesNotContain(PASSWORD);
    }
}

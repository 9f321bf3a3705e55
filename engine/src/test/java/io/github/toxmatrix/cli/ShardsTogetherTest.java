package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three runs of one matrix at the same time, a shard each, with one cache: what one of them has fetched, all have. */
@Tag("slow")
@Timeout(240)
class ShardsTogetherTest {

    private static final List<String> NAMES = List.of("ant", "bee", "cat", "dog", "eel", "fox");
    private static final Wheel SHARED = new Wheel("shared", "1.0");

    @TempDir
    Path folder;

    private final FakeIndex behind = FakeIndex.start();
    private final Map<String, String> environ = new HashMap<>(System.getenv());
    private final List<MainProcess.Running> runs = new CopyOnWriteArrayList<>();

    @BeforeEach
    void publish() throws Exception {
        behind.configure(environ, folder.resolve("uv"));
        environ.keySet().removeIf(name -> name.matches("(XDG|TOX)_.*"));
        environ.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
        publish(SHARED);
        NAMES.forEach(name -> publish(new Wheel(name, "2.0", "shared>=1")));
        Files.createDirectory(folder.resolve("ran"));
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = ant, bee, cat, dog, eel, fox
                no_package = true
                requires = tox-uv
                [testenv]
                deps =
                """
                        + NAMES.stream()
                                .map(name -> "    " + name + ": " + name + "\n")
                                .collect(Collectors.joining())
                        + """
                commands =
                    python -c "import {env_name}, shared; open(r'{tox_root}/ran/{env_name}', 'a').write({env_name}.version + ' ')"
                """);
    }

    /** On a page that is good for some minutes, as those of public indexes are. */
    private void publish(Wheel wheel) {
        behind.publish(wheel.name(), wheel.filename(), wheel.bytes());
        String page = "<html><body><a href=\"/files/%s#sha256=%s\">%s</a></body></html>"
                .formatted(wheel.filename(), Sha256.hex(wheel.bytes()), wheel.filename());
        behind.on(
                "/simple/" + wheel.name() + "/",
                FakeIndex.content("text/html", page.getBytes(StandardCharsets.UTF_8), "Cache-Control", "max-age=600"));
    }

    @AfterEach
    void close() {
        runs.forEach(MainProcess.Running::close);
        behind.close();
    }

    private void start(String index, int shard) throws Exception {
        Map<String, String> own = new HashMap<>(environ);
        own.put("UV_CACHE_DIR", folder.resolve("uv of " + shard).toString());
        runs.add(MainProcess.start(
                folder,
                own,
                List.of(
                        "-Dmatrix.cache=" + folder.resolve("cache"),
                        "-Dmatrix.place=" + folder.resolve("place"),
                        "-Dmatrix.index=" + index,
                        "-Dmatrix.shard=" + shard + "/3"),
                folder.resolve("printed by " + shard)));
    }

    private void runAll(String index, int round) throws Exception {
        for (int shard = 1; shard <= 3; shard++) {
            start(index, shard);
        }
        for (MainProcess.Running run : runs) {
            MainProcess ended = run.end();
            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output()).contains("2 environments (2 passed)").doesNotContain("WARN");
        }
        runs.clear();
        for (String name : NAMES) {
            assertThat(folder.resolve("ran").resolve(name))
                    .as("once in each round")
                    .hasContent("2.0 ".repeat(round));
        }
    }

    /** Whether in every run an installer asks for packages. */
    private boolean allAsk() {
        return runs.size() == 3
                && runs.stream().allMatch(run -> run.process().descendants().anyMatch(each -> each.info()
                        .commandLine()
                        .orElse("")
                        .matches("\\S*uv(\\.exe)? .* (compile|install) .*")));
    }

    private List<String> asked(String method) {
        return behind.requests().stream()
                .filter(request -> request.method().equals(method))
                .map(FakeIndex.Request::path)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "on"})
    void fetchEverythingOnceAndNothingInTheNextRound(String index) throws Exception {
        FakeIndex.Answer file = FakeIndex.content("application/octet-stream", SHARED.bytes());
        behind.on("/files/" + SHARED.filename(), exchange -> {
            while (!allAsk()) {
                Thread.sleep(20);
            }
            file.give(exchange);
        });

        runAll(index, 1);

        assertThat(behind.requests())
                .extracting(request -> request.header("User-Agent"))
                .containsOnly("tox-matrix");
        assertThat(asked("HEAD"))
                .as("how large a file is, which pages need not tell")
                .doesNotHaveDuplicates();
        assertThat(asked("GET"))
                .as("each page and each file once, of three runs")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(NAMES.stream(), Stream.of("shared"))
                        .flatMap(name -> Stream.of(
                                "/simple/" + name + "/",
                                "/files/" + new Wheel(name, name.equals("shared") ? "1.0" : "2.0").filename()))
                        .toList());
        int asked = behind.requests().size();

        runAll(index, 2);

        assertThat(behind.requests()).hasSize(asked);
    }
}

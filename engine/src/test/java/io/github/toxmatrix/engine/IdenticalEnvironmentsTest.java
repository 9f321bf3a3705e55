package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.toxmatrix.ToxMatrix;
import io.github.toxmatrix.cache.TestCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Environments that are the same, made and run with a real Python. */
@Tag("slow")
class IdenticalEnvironmentsTest {

    /** Every environment of the project. */
    @ToxMatrix
    static final class Project {}

    @TempDir
    Path folder;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeEach
    void writeProject() throws IOException {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = a, b, writer, reader
                requires = tox-uv
                [testenv]
                package = skip
                deps = pytest
                commands =
                    a, b: python -m pytest -q --junitxml={env_name}.xml test_it.py
                    writer: python write.py
                    reader: python read.py
                depends =
                    reader: writer
                """);
        Files.writeString(
                folder.resolve("test_it.py"),
                """
                import os, sys
                def test_is_its_own():
                    assert os.path.samefile(sys.prefix, os.environ["VIRTUAL_ENV"])
                    assert os.path.basename(sys.prefix) == os.environ["TOX_ENV_NAME"]
                    open(os.environ["TOX_ENV_NAME"] + ".ran", "w").close()
                """);
        Files.writeString(
                folder.resolve("write.py"),
                """
                import iniconfig
                with open(iniconfig.__file__, "a") as own:
                    own.write("\\nWRITTEN = 1\\n")
                """);
        Files.writeString(
                folder.resolve("read.py"), "import iniconfig, sys\nsys.exit(hasattr(iniconfig, 'WRITTEN'))\n");
    }

    @Test
    void eachIsItsOwnAndTheReportNamesThem() throws Exception {
        assertThat(run("all")).allSatisfy(end -> assertThat(end).contains("SUCCESSFUL"));

        assertThat(ran()).containsExactly("a.ran", "b.ran");
        assertThat(printed()).contains("  the same environment: a, b, writer, reader");
    }

    @Test
    void theSameWorkIsDoneOnceAndTheTwinIsSkipped() throws Exception {
        assertThat(run("once"))
                .contains(
                        "b environment: SKIPPED not run: its work is that of a, which passed (matrix.duplicates=once)")
                .noneMatch(end -> end.startsWith("b ") && end.contains("SUCCESSFUL"));

        assertThat(ran()).containsExactly("a.ran");
        assertThat(printed()).contains("b: SKIP, the same work as a");
    }

    /** What an index answers to different lines. */
    @Test
    void theSameVersionsAreTheSameHoweverTheyAreAskedFor() throws Exception {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = latest, other, some
                requires = tox-uv
                [testenv]
                package = skip
                deps =
                    latest: pytest
                    some: pytest>4
                    other: iniconfig
                commands = python -c 'print(1)'
                """);

        assertThat(run("once"))
                .contains("some environment: SKIPPED not run: its work is that of latest, which passed"
                        + " (matrix.duplicates=once)")
                .noneMatch(end -> end.startsWith("other environment"));
    }

    /** {@code reader} is the same environment as {@code writer}, and runs after it has written into its site-packages. */
    @Test
    void whatOneWritesIntoItsOwnReachesNoOther() {
        assertThat(run("all")).anyMatch(end -> end.startsWith("reader commands[0]") && end.endsWith("SUCCESSFUL"));
    }

    private List<String> ran() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ran"))
                    .sorted()
                    .toList();
        }
    }

    private String printed() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private List<String> run(String duplicates) {
        PrintStream before = System.out;
        System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
        try {
            return ends(EngineTestKit.engine(new ToxMatrixTestEngine())
                    .configurationParameters(Map.of(
                            "matrix.root", folder.toString(),
                            "matrix.cache", TestCache.folder().path().toString(),
                            "matrix.duplicates", duplicates))
                    .selectors(selectClass(Project.class))
                    .execute()
                    .testEvents()
                    .list());
        } finally {
            System.setOut(before);
        }
    }

    private static List<String> ends(List<Event> events) {
        List<String> ends = new ArrayList<>();
        for (Event event : events) {
            String test = event.getTestDescriptor().getUniqueId().getSegments().stream()
                            .filter(segment -> segment.getType().equals("method"))
                            .map(segment -> segment.getValue().replace("()", ""))
                            .findFirst()
                            .orElse("")
                    + " " + event.getTestDescriptor().getDisplayName() + ": ";
            event.getPayload(TestExecutionResult.class).ifPresent(end -> ends.add(test + end.getStatus()));
            event.getPayload(String.class).ifPresent(reason -> ends.add(test + "SKIPPED " + reason));
        }
        return ends;
    }
}

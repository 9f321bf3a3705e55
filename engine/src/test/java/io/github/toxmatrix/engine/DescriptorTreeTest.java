package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.toxmatrix.ToxEnv;
import io.github.toxmatrix.ToxMatrix;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.result.TestCase.Kind;
import io.github.toxmatrix.tox.document.SourcePosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What clients see of environments and tests: names and sources. */
class DescriptorTreeTest {

    @TempDir
    Path folder;

    private Events events;

    /** Its methods name one environment of the configuration and one that is not there. */
    @ToxMatrix
    static class Entry {

        @ToxEnv("py3.8-flask-v1.1.4")
        void flask() {}

        @ToxEnv("docs")
        void docs() {}
    }

    @BeforeEach
    void run() throws Exception {
        Path tests = Files.createFile(folder.resolve("test_a.py"));
        Files.writeString(folder.resolve("tox.ini"), "[tox]\nenv_list = py3.8-flask-v1.1.4, PY, py, py-ünï\n");
        TestCase test = new TestCase(Kind.PYTEST, "test_a.py", "test_a", Optional.of(new SourcePosition(tests, 7)));
        FakeRuns runs = new FakeRuns();
        runs.script = FakeRuns.passing(test);
        events = EngineTestKit.engine(new ToxMatrixTestEngine(runs))
                .configurationParameter("matrix.root", folder.toString())
                .selectors(selectClass(Entry.class))
                .execute()
                .allEvents();
    }

    private List<TestDescriptor> started() {
        return events.started().map(Event::getTestDescriptor).toList();
    }

    @Test
    void environmentsHaveToxsNamesAndClassesOfTheirOwn() {
        List<TestDescriptor> environments = started().stream()
                .filter(EnvironmentDescriptor.class::isInstance)
                .toList();

        assertThat(environments)
                .extracting(TestDescriptor::getDisplayName)
                .containsExactlyInAnyOrder("py3.8-flask-v1.1.4", "PY", "py", "py-ünï");
        assertThat(environments).allSatisfy(each -> assertThat(each.getSource().orElseThrow())
                .isInstanceOfSatisfying(ClassSource.class, source -> assertThat(
                                source.getJavaClass().getName())
                        .isEqualTo(each.getLegacyReportingName())));
        assertThat(environments)
                .extracting(each -> each.getLegacyReportingName().toLowerCase(java.util.Locale.ROOT))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.lastIndexOf('.') == "tox".length());
    }

    @Test
    void testsHaveTheirFileAndLine() {
        assertThat(started())
                .filteredOn(TestDescriptor::isTest)
                .hasSize(4)
                .extracting(each -> each.getSource().orElseThrow())
                .containsOnly(FileSource.from(folder.resolve("test_a.py").toFile(), FilePosition.from(7)));
    }

    @Test
    void aMethodStandsForItsEnvironmentAndOneWithoutIsOfNoConcernUnderAnotherRoot() {
        assertThat(started())
                .filteredOn(BoxDescriptor.class::isInstance)
                .extracting(each -> ((MethodSource) each.getSource().orElseThrow()).getMethodName())
                .containsExactlyInAnyOrder("flask", "PY", "py", "py-ünï");
        events.assertStatistics(counts -> counts.failed(0));
    }

    @Test
    void idesSeeTheAnnotationsAsTests() throws Exception {
        assertThat(AnnotationSupport.isAnnotated(Entry.class, Testable.class)).isTrue();
        assertThat(AnnotationSupport.isAnnotated(Entry.class.getDeclaredMethod("docs"), Testable.class))
                .isTrue();
    }
}

package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.platform.ReportText;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.tox.document.SourcePosition;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;

/** A test case that appeared while its environment ran. */
final class TestCaseDescriptor extends AbstractTestDescriptor {

    static final String SEGMENT = "dynamic-test";

    private final Set<TestTag> tags;

    private TestCaseDescriptor(UniqueId id, String name, @Nullable TestSource source, Set<TestTag> tags) {
        super(id, name, source);
        this.tags = tags;
    }

    /** @param occurrence counted from 1: two commands of an environment can run the same test */
    static TestCaseDescriptor of(UniqueId environmentId, TestCase test, int occurrence, Set<TestTag> tags) {
        String again = occurrence == 1 ? "" : " (" + occurrence + ")";
        boolean inFile = !test.file().isEmpty() && !test.name().isBlank();
        UniqueId parent = inFile ? environmentId.append(BoxDescriptor.SEGMENT, test.file()) : environmentId;
        String leaf = inFile ? test.name() : test.displayName();
        TestCaseDescriptor descriptor = new TestCaseDescriptor(
                parent.append(SEGMENT, leaf + again),
                ReportText.clean(test.displayName() + again),
                test.position().map(TestCaseDescriptor::source).orElse(null),
                tags);
        return descriptor;
    }

    private static FileSource source(SourcePosition position) {
        return position.line() > 0
                ? FileSource.from(position.file().toFile(), FilePosition.from(position.line()))
                : FileSource.from(position.file().toFile());
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public Set<TestTag> getTags() {
        return tags;
    }
}

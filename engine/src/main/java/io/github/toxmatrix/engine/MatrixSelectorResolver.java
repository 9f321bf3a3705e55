package io.github.toxmatrix.engine;

import io.github.toxmatrix.ToxEnv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Says which descriptors a selector stands for. */
final class MatrixSelectorResolver implements SelectorResolver {

    private static final Set<String> FILES = Set.of("tox.ini", "tox.toml", "setup.cfg", "pyproject.toml");

    private final EntryDescriptors entries;

    MatrixSelectorResolver(EntryDescriptors entries) {
        this.entries = entries;
    }

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        return EntryPoint.OfClass.isEntryClass(type)
                ? matches(entries.of(new EntryPoint.OfClass(type)).all())
                : Resolution.unresolved();
    }

    @Override
    public Resolution resolve(MethodSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        boolean ours = EntryPoint.OfClass.isEntryClass(type)
                && AnnotationSupport.isAnnotated(selector.getJavaMethod(), ToxEnv.class);
        return ours
                ? matches(entries.of(new EntryPoint.OfClass(type)).of(selector.getJavaMethod()))
                : Resolution.unresolved();
    }

    @Override
    public Resolution resolve(DirectorySelector selector, Context context) {
        Path folder = selector.getPath().toAbsolutePath().normalize();
        return FILES.stream().anyMatch(file -> Files.exists(folder.resolve(file)))
                ? matches(entries.of(new EntryPoint.OfFile(folder)).all())
                : Resolution.unresolved();
    }

    @Override
    public Resolution resolve(FileSelector selector, Context context) {
        Path file = selector.getPath().toAbsolutePath().normalize();
        return FILES.contains(String.valueOf(file.getFileName()))
                ? matches(entries.of(new EntryPoint.OfFile(file)).all())
                : Resolution.unresolved();
    }

    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        List<UniqueId.Segment> segments = selector.getUniqueId().getSegments();
        if (!segments.get(0).equals(entries.engineId().getSegments().get(0))) {
            return Resolution.unresolved();
        }
        if (segments.size() == 1) {
            return Resolution.unresolved();
        }
        return entry(segments.get(1))
                .map(entries::of)
                .map(entry -> matches(entry.of(segments.subList(2, segments.size()))))
                .orElseGet(Resolution::unresolved);
    }

    private static Optional<EntryPoint> entry(UniqueId.Segment segment) {
        return switch (segment.getType()) {
            case EntryPoint.CLASS ->
                ReflectionSupport.tryToLoadClass(segment.getValue())
                        .toOptional()
                        .filter(EntryPoint.OfClass::isEntryClass)
                        .map(EntryPoint.OfClass::new);
            case EntryPoint.FILE -> Optional.of(new EntryPoint.OfFile(Path.of(segment.getValue())));
            default -> Optional.empty();
        };
    }

    private static Resolution matches(Collection<? extends TestDescriptor> descriptors) {
        return descriptors.isEmpty()
                ? Resolution.unresolved()
                : Resolution.matches(descriptors.stream().map(Match::exact).collect(Collectors.toSet()));
    }
}

package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import io.github.toxmatrix.engine.parameter.MatrixProblem;
import io.github.toxmatrix.engine.platform.EnvironmentClasses;
import io.github.toxmatrix.engine.platform.Parallelism;
import io.github.toxmatrix.engine.project.ProjectRun;
import io.github.toxmatrix.tox.Hint;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoveryIssue.Severity;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;

/** The entry points of one discovery, each of which reads its configuration once. */
final class EntryDescriptors {

    private final MatrixEngineDescriptor engine;
    private final ProjectRun.Opener opener;
    private final EngineDiscoveryRequest request;
    private final ConfigurationParameters parameters;
    private final List<UniqueId> explicit;
    private final EnvironmentClasses classes = new EnvironmentClasses();
    private final Map<EntryPoint, Entry> entries = new HashMap<>();

    EntryDescriptors(MatrixEngineDescriptor engine, ProjectRun.Opener opener, EngineDiscoveryRequest request) {
        this.engine = engine;
        this.opener = opener;
        this.request = request;
        this.parameters = request.getConfigurationParameters();
        this.explicit = request.getSelectorsByType(UniqueIdSelector.class).stream()
                .map(UniqueIdSelector::getUniqueId)
                .toList();
    }

    UniqueId engineId() {
        return engine.getUniqueId();
    }

    Entry of(EntryPoint point) {
        return entries.computeIfAbsent(point, Entry::new);
    }

    /** One entry point. Whatever is wrong with it becomes one failed test of it. */
    final class Entry {

        private final EntryPoint point;
        private @Nullable EntryProject project;
        private @Nullable EntryDescriptor verdict;

        Entry(EntryPoint point) {
            this.point = point;
        }

        /** What the class (or file) stands for as a whole. */
        Collection<? extends TestDescriptor> all() {
            return described(EntryProject::all);
        }

        Collection<? extends TestDescriptor> of(Method method) {
            return described(project -> project.of(method));
        }

        /** @param path the segments of a unique id below the entry point */
        Collection<? extends TestDescriptor> of(List<UniqueId.Segment> path) {
            return path.isEmpty() || !path.get(0).getType().equals(EnvironmentDescriptor.SEGMENT)
                    ? all()
                    : described(project -> project.of(path));
        }

        private Collection<? extends TestDescriptor> described(
                Function<EntryProject, Collection<? extends TestDescriptor>> question) {
            try {
                Collection<? extends TestDescriptor> answer = question.apply(project());
                return answer.isEmpty() ? List.of(verdict(emptyShard(), Optional.empty())) : answer;
            } catch (MatrixProblem e) {
                return List.of(verdict("configuration", Optional.of(e)));
            } catch (ToxConfigurationException | UncheckedIOException e) {
                return List.of(
                        verdict("configuration", Optional.of(new MatrixProblem(String.valueOf(e.getMessage())))));
            }
        }

        private EntryProject project() {
            if (project == null) {
                MatrixConfiguration configuration = MatrixConfiguration.of(parameters);
                Parallelism.configuration(parameters);
                ProjectRun run = opener.open(point.place(configuration), configuration);
                run.project().hints().forEach(this::tell);
                engine.add(new PinsOutput.Ran(run, point.buildFolder()));
                project = new EntryProject(engine, classes, point, run, configuration, explicit);
            }
            return project;
        }

        /** As an issue of discovery, which clients of the platform show and which fails nothing. */
        private void tell(Hint hint) {
            request.getDiscoveryListener()
                    .issueEncountered(
                            engineId(),
                            DiscoveryIssue.builder(Severity.INFO, hint.toString())
                                    .source(FileSource.from(
                                            hint.position().file().toFile(),
                                            FilePosition.from(
                                                    Math.max(1, hint.position().line()))))
                                    .build());
        }

        private String emptyShard() {
            Supplier<MatrixProblem> nothing = () -> new MatrixProblem("the configuration has no environments");
            return "shard " + MatrixConfiguration.of(parameters).shard().orElseThrow(nothing) + ": nothing to run";
        }

        private EntryDescriptor verdict(String test, Optional<MatrixProblem> problem) {
            if (verdict == null) {
                verdict = new EntryDescriptor(engineId(), point, test, problem);
                engine.addChild(verdict);
            }
            return verdict;
        }
    }
}

package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.parameter.EnvironmentSelection;
import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import io.github.toxmatrix.engine.parameter.MatrixProblem;
import io.github.toxmatrix.engine.platform.EnvironmentClasses;
import io.github.toxmatrix.engine.project.ProjectRun;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.document.SourcePosition;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** The environments of an entry point, and their descriptors. */
final class EntryProject {

    private final TestDescriptor engine;
    private final EnvironmentClasses classes;
    private final EntryPoint point;
    private final ProjectRun run;
    private final MatrixConfiguration configuration;
    private final Set<UniqueId> explicit = new HashSet<>();
    private final EnvironmentSelection selection;
    private final List<Method> methods;
    private final Map<Method, List<ToxEnvironment>> environmentsOfMethod = new HashMap<>();
    private final Map<String, String> methodOfEnvironment = new HashMap<>();
    private int methodsRead;
    private final Map<String, EnvironmentDescriptor> descriptors = new LinkedHashMap<>();

    EntryProject(
            TestDescriptor engine,
            EnvironmentClasses classes,
            EntryPoint point,
            ProjectRun run,
            MatrixConfiguration configuration,
            List<UniqueId> explicit) {
        this.engine = engine;
        this.classes = classes;
        this.point = point;
        this.run = run;
        this.configuration = configuration;
        this.selection = new EnvironmentSelection(run.project());
        this.methods = point instanceof EntryPoint.OfClass entry ? entry.methods() : List.of();
        explicit.forEach(this::addExplicit);
    }

    /** The environment of an id that was asked for, be the id its own or that of something in it. */
    private void addExplicit(UniqueId id) {
        int length = engine.getUniqueId().getSegments().size() + 2;
        UniqueId environment = id;
        while (environment.getSegments().size() > length) {
            environment = environment.removeLastSegment();
        }
        explicit.add(environment);
    }

    /** All that {@code matrix.envs} leaves, marked where another shard runs it; empty if this shard has none. */
    Collection<? extends TestDescriptor> all() {
        List<ToxEnvironment> wanted =
                List.copyOf(configuration.envs().isEmpty() ? byDefault() : selection.of(configuration.envs()));
        if (wanted.isEmpty()) {
            throw new MatrixProblem("no environments in " + run.project().configFile()
                    + "; list them in env_list or name some by " + io.github.toxmatrix.Constants.ENVS);
        }
        Set<ToxEnvironment> share = new HashSet<>(
                configuration.shard().map(shard -> shard.share(wanted)).orElse(wanted));
        if (share.isEmpty()) {
            return List.of();
        }
        for (ToxEnvironment environment : wanted) {
            boolean known = descriptors.containsKey(environment.name());
            BoxDescriptor box = box(environment);
            box.selectAll();
            if (!known) {
                // the resolver does not ask again for an id whose descriptor it has
                boolean named = explicit.contains(box.getUniqueId().removeLastSegment());
                box.setOutsideShard(!named && !share.contains(environment));
            }
        }
        return wanted.stream().map(ToxEnvironment::name).map(descriptors::get).toList();
    }

    /** What tox runs, and what a method asks for besides. */
    private Collection<ToxEnvironment> byDefault() {
        Map<String, ToxEnvironment> wanted = new LinkedHashMap<>();
        run.project().defaultEnvironments().forEach(each -> wanted.put(each.name(), each));
        for (Method method : methods) {
            environments(method).forEach(each -> wanted.putIfAbsent(each.name(), each));
        }
        return wanted.values();
    }

    /** The environments of a method; a shard or {@code matrix.envs} does not keep what was asked for by its own name. */
    Collection<? extends TestDescriptor> of(Method method) {
        List<ToxEnvironment> wanted = environments(method);
        if (wanted.isEmpty()) {
            throw new MatrixProblem(method.getName() + "(): "
                    + selection.unknown(EntryPoint.OfClass.environmentOf(method).orElse("")));
        }
        return wanted.stream()
                .map(environment -> {
                    BoxDescriptor box = box(environment);
                    box.selectAll();
                    box.setOutsideShard(false);
                    return descriptors.get(environment.name());
                })
                .toList();
    }

    /** @param path {@code [method:NAME()]} and what is below it: the box, a file or a test */
    Collection<? extends TestDescriptor> of(List<UniqueId.Segment> path) {
        String value = path.get(0).getValue();
        String name = value.endsWith("()") ? value.substring(0, value.length() - 2) : value;
        ToxEnvironment environment = named(name);
        BoxDescriptor box = box(environment);
        box.setOutsideShard(false);
        UniqueId.Segment first = path.size() > 1 ? path.get(1) : null;
        if (first == null
                || !first.getType().equals(BoxDescriptor.SEGMENT)
                || (path.size() == 2 && first.getValue().equals(BoxDescriptor.NAME))) {
            box.selectAll();
        } else if (path.size() == 2) {
            box.selectFile(first.getValue());
        } else {
            box.selectNode(first.getValue() + "::" + path.get(2).getValue());
        }
        return List.of(descriptors.get(name));
    }

    private ToxEnvironment named(String name) {
        return run.project().find(name).orElseThrow(() -> new MatrixProblem(selection.unknown(name)));
    }

    /** Under another root than the annotation's, methods that match nothing there are of no concern. */
    private List<ToxEnvironment> environments(Method method) {
        return environmentsOfMethod.computeIfAbsent(method, this::findEnvironments);
    }

    private List<ToxEnvironment> findEnvironments(Method method) {
        String item = EntryPoint.OfClass.environmentOf(method).orElse("");
        List<ToxEnvironment> found = selection.find(item);
        if (found.isEmpty() && configuration.root().isEmpty()) {
            throw new MatrixProblem("@ToxEnv of " + method.getName() + "(): " + selection.unknown(item));
        }
        return found;
    }

    /** The first method that stands for an environment, else the environment's own name. */
    private String method(String environment) {
        // no further than needed: a method that names nothing must not harm the environments of those before it
        while (!methodOfEnvironment.containsKey(environment) && methodsRead < methods.size()) {
            Method method = methods.get(methodsRead);
            environments(method).forEach(each -> methodOfEnvironment.putIfAbsent(each.name(), method.getName()));
            methodsRead++;
        }
        return methodOfEnvironment.getOrDefault(environment, environment);
    }

    private BoxDescriptor box(ToxEnvironment environment) {
        EnvironmentDescriptor descriptor =
                descriptors.computeIfAbsent(environment.name(), name -> describe(environment));
        return (BoxDescriptor) descriptor.getChildren().iterator().next();
    }

    private EnvironmentDescriptor describe(ToxEnvironment environment) {
        String name = environment.name();
        Set<TestTag> tags = environment.factors().stream()
                .filter(TestTag::isValid)
                .map(TestTag::create)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        UniqueId id = engine.getUniqueId().append(point.segment()).append(EnvironmentDescriptor.SEGMENT, name + "()");
        EnvironmentDescriptor descriptor = new EnvironmentDescriptor(id, name, classes.of(name), tags);
        descriptor.addChild(new BoxDescriptor(id, source(environment), run, environment, tags));
        engine.addChild(descriptor);
        return descriptor;
    }

    /**
     * Surefire takes a class only if the plan names it, and filters methods by this name: that of the method which stands
     * for the environment, else the environment's own.
     */
    private TestSource source(ToxEnvironment environment) {
        if (point instanceof EntryPoint.OfClass entry) {
            return MethodSource.from(entry.type().getName(), method(environment.name()));
        }
        SourcePosition position = environment.position();
        return position.line() > 0
                ? FileSource.from(position.file().toFile(), FilePosition.from(position.line()))
                : FileSource.from(position.file().toFile());
    }
}

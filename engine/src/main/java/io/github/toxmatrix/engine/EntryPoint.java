package io.github.toxmatrix.engine;

import io.github.toxmatrix.ToxEnv;
import io.github.toxmatrix.ToxMatrix;
import io.github.toxmatrix.engine.parameter.ConfigurationPlace;
import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.FileSource;

/** By what a tox configuration entered the run: a {@link ToxMatrix} class, or a file or folder that was selected. */
sealed interface EntryPoint {

    String CLASS = "class";
    String FILE = "file";

    UniqueId.Segment segment();

    /** What stands in a message for it. */
    TestSource source();

    /** The folder or file of the configuration. */
    Path place(MatrixConfiguration configuration);

    /** Where the build that it is a part of puts what it makes; empty where it is of none. */
    Optional<Path> buildFolder();

    record OfClass(Class<?> type) implements EntryPoint {

        static boolean isEntryClass(Class<?> type) {
            return AnnotationSupport.isAnnotated(type, ToxMatrix.class);
        }

        @Override
        public UniqueId.Segment segment() {
            return segmentOf(CLASS, type.getName());
        }

        @Override
        public TestSource source() {
            return ClassSource.from(type);
        }

        @Override
        public Path place(MatrixConfiguration configuration) {
            String value = AnnotationSupport.findAnnotation(type, ToxMatrix.class)
                    .map(ToxMatrix::value)
                    .orElse("");
            return ConfigurationPlace.of(type, value, configuration);
        }

        @Override
        public Optional<Path> buildFolder() {
            return ConfigurationPlace.buildFolder(type);
        }

        /** The methods that stand for environments, in an order that does not change. */
        List<Method> methods() {
            return AnnotationSupport.findAnnotatedMethods(type, ToxEnv.class, HierarchyTraversalMode.TOP_DOWN);
        }

        static Optional<String> environmentOf(Method method) {
            return AnnotationSupport.findAnnotation(method, ToxEnv.class).map(ToxEnv::value);
        }
    }

    record OfFile(Path file) implements EntryPoint {

        @Override
        public UniqueId.Segment segment() {
            return segmentOf(FILE, file.toString());
        }

        @Override
        public TestSource source() {
            return FileSource.from(file.toFile());
        }

        @Override
        public Path place(MatrixConfiguration configuration) {
            return file;
        }

        @Override
        public Optional<Path> buildFolder() {
            return Optional.empty();
        }
    }

    private static UniqueId.Segment segmentOf(String type, String value) {
        return UniqueId.root(type, value).getSegments().get(0);
    }
}

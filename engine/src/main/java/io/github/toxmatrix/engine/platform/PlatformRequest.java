package io.github.toxmatrix.engine.platform;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;

/** What requests of Platform 6 have besides those of Platform 1: a token that says that the run was cancelled. */
public final class PlatformRequest {

    private PlatformRequest() {}

    /** The same request with another listener. */
    public static ExecutionRequest withListener(ExecutionRequest request, EngineExecutionListener listener) {
        Optional<Object> token = token(request);
        if (token.isEmpty()) {
            return ExecutionRequest.create(
                    request.getRootTestDescriptor(),
                    listener,
                    request.getConfigurationParameters(),
                    request.getOutputDirectoryCreator(),
                    request.getStore());
        }
        Method create = method(
                        ExecutionRequest.class,
                        "create",
                        TestDescriptor.class,
                        EngineExecutionListener.class,
                        ConfigurationParameters.class,
                        OutputDirectoryCreator.class,
                        NamespacedHierarchicalStore.class,
                        tokenClass())
                .orElseThrow(() -> new JUnitException("This version of the JUnit Platform cannot be served: "
                        + "ExecutionRequest has a cancellation token and no factory that takes one"));
        return (ExecutionRequest) java.util.Objects.requireNonNull(ReflectionSupport.invokeMethod(
                create,
                null,
                request.getRootTestDescriptor(),
                listener,
                request.getConfigurationParameters(),
                request.getOutputDirectoryCreator(),
                request.getStore(),
                token.get()));
    }

    /** Tells whether the run was cancelled; empty on platforms that cannot cancel. */
    public static Optional<BooleanSupplier> cancellation(ExecutionRequest request) {
        return token(request).map(token -> {
            Method asked = method(tokenClass(), "isCancellationRequested").orElseThrow();
            return () -> Boolean.TRUE.equals(ReflectionSupport.invokeMethod(asked, token));
        });
    }

    private static Optional<Object> token(ExecutionRequest request) {
        return method(ExecutionRequest.class, "getCancellationToken")
                .map(method -> ReflectionSupport.invokeMethod(method, request));
    }

    private static Class<?> tokenClass() {
        return method(ExecutionRequest.class, "getCancellationToken")
                .orElseThrow()
                .getReturnType();
    }

    private static Optional<Method> method(Class<?> type, String name, Class<?>... parameters) {
        return ReflectionSupport.findMethod(type, name, parameters);
    }
}

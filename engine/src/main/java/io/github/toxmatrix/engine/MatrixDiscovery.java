package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.project.ProjectRun;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/** Makes descriptors of what a request selects. */
final class MatrixDiscovery {

    private final ProjectRun.Opener opener;

    MatrixDiscovery(ProjectRun.Opener opener) {
        this.opener = opener;
    }

    TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        MatrixEngineDescriptor engine = new MatrixEngineDescriptor(id);
        EntryDescriptors entries = new EntryDescriptors(engine, opener, request);
        EngineDiscoveryRequestResolver.<MatrixEngineDescriptor>builder()
                .addClassContainerSelectorResolver(EntryPoint.OfClass::isEntryClass)
                .addSelectorResolver(new MatrixSelectorResolver(entries))
                .build()
                .resolve(request, engine);
        return engine;
    }
}

package io.github.toxmatrix.packaging;

import io.github.toxmatrix.pep.Requirement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a project is built: the table {@code build-system} (PEP 517, 518). A project without one, or without a
 * {@code pyproject.toml}, is built by setuptools, as those PEPs and tox have it.
 *
 * @param requires what is to be installed before the backend is called
 * @param backend {@code module} or {@code module:object}
 * @param backendPath folders of the project from which an in-tree backend is imported; absolute
 */
public record BuildSystem(List<Requirement> requires, String backend, List<Path> backendPath) {

    private static final String LEGACY = "setuptools.build_meta:__legacy__";
    private static final List<Requirement> LEGACY_REQUIRES = List.of(Requirement.parse("setuptools>=40.8.0"));

    public BuildSystem {
        requires = List.copyOf(requires);
        backendPath = List.copyOf(backendPath);
    }

    /**
     * Reads that of a project.
     *
     * @param root its folder
     * @param files the {@code pyproject.toml} of the run
     * @throws PackagingException if it is not as the PEPs want it
     */
    public static BuildSystem of(Path root, PyProjects files) throws PackagingException {
        Optional<PyProject> project = files.in(root);
        Optional<PyProject> table = project.isPresent() ? project.get().table("build-system") : Optional.empty();
        if (table.isEmpty()) {
            return new BuildSystem(LEGACY_REQUIRES, LEGACY, List.of());
        }
        PyProject system = table.get();
        List<Path> paths = new ArrayList<>();
        for (String entry : system.texts("backend-path").orElse(List.of())) {
            paths.add(inside(root, entry, system.file()));
        }
        return new BuildSystem(
                system.texts("requires").isPresent() ? system.requirements("requires") : LEGACY_REQUIRES,
                system.text("build-backend").orElse(LEGACY),
                paths);
    }

    /** PEP 517 wants it in the project, so that no project runs what lies elsewhere. */
    private static Path inside(Path root, String entry, Path file) throws PackagingException {
        Path folder = root.toAbsolutePath().normalize();
        try {
            Path path = folder.resolve(entry).normalize();
            if (!Path.of(entry).isAbsolute() && path.startsWith(folder)) {
                return path;
            }
        } catch (InvalidPathException notAPath) {
            throw outside(entry, file);
        }
        throw outside(entry, file);
    }

    private static PackagingException outside(String entry, Path file) {
        return new PackagingException("backend-path entry '" + entry
                + "' must be a relative path inside the project: build-system of " + file);
    }
}

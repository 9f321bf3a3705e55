package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of the store that an environment has as well, so that each can change the other's.
 *
 * @param path from the root of an environment
 * @param places its names in the store and in the environment; either may come to be another file
 * @param identity of the file, whatever its names are; null where the system tells none
 * @param changed when anything of it last changed, its number of names included; null where the system tells it not
 */
record SharedFile(
        StoredDistribution distribution,
        String path,
        FileState state,
        List<Path> places,
        @Nullable Object identity,
        @Nullable Object changed) {

    /**
     * Empty where an installer has put another file in its place, or removed it. What is in the store no more, as another process
     * found it damaged, say, is watched in the environment.
     */
    static Optional<SharedFile> of(StoredDistribution distribution, Manifest.Linked file, EnvironmentLayout layout)
            throws IOException {
        Path stored = distribution.linked(file.path());
        Path own = layout.root().resolve(file.path());
        if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)
                || (Files.exists(stored, LinkOption.NOFOLLOW_LINKS) && !isSame(stored, own))) {
            return Optional.empty();
        }
        return Optional.of(new SharedFile(
                distribution,
                file.path(),
                file.state(),
                List.of(stored, own),
                FileState.attributes(own).fileKey(),
                changed(own)));
    }

    private static boolean isSame(Path stored, Path own) throws IOException {
        try {
            return Files.isSameFile(stored, own);
        } catch (NoSuchFileException removedMeanwhile) {
            return true;
        }
    }

    /** Whether somebody wrote into it. One that has no known name any more, nobody gets. */
    boolean isDamaged() throws IOException {
        for (Path place : places) {
            try {
                BasicFileAttributes attributes = FileState.attributes(place);
                if (Objects.equals(attributes.fileKey(), identity)) {
                    return !state.looksLike(attributes) || (mayHaveChanged(place) && !state.hasContentOf(place));
                }
            } catch (NoSuchFileException removed) {
                // look at the other
            }
        }
        return false;
    }

    private boolean mayHaveChanged(Path place) throws IOException {
        return changed == null || !changed.equals(changed(place));
    }

    /** Who sets the time of modification back does not set this one. */
    private static @Nullable Object changed(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException none) {
            return null;
        }
    }
}

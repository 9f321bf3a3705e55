package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.packaging.CoreMetadata;
import io.github.toxmatrix.packaging.PackagingException;
import io.github.toxmatrix.packaging.WheelContent;
import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.store.DistributionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs wheels that were built here: the first environment's by an installer, others of the same interpreter are linked to
 * what it made of a wheel that holds the same.
 */
public final class BuiltWheels {

    private final SharedFiles files;

    public BuiltWheels(SharedFiles files) {
        this.files = files;
    }

    /**
     * Installs one without what it depends on, in place of what has its name.
     *
     * @return what was printed
     */
    public String install(PinInstaller installer, PinnedDependencies.Target target, Path wheel)
            throws ProvisionException, InterruptedException {
        try {
            Optional<DistributionKey> key = files.isUsed() ? key(wheel, target) : Optional.empty();
            if (key.isPresent() && files.link(key.get(), target, Map.of("direct_url.json", origin(wheel)))) {
                return "";
            }
            String output = installer.installWheel(target.installation(), wheel, !files.isUsed());
            if (key.isPresent()) {
                files.keep(new SharedFiles.Missing(List.of(), List.of(key.get())), target);
            }
            return output;
        } catch (IOException failed) {
            throw new ProvisionException("cannot install " + wheel + ": " + failed, failed);
        }
    }

    /** PEP 610, as uv writes it. */
    private static String origin(Path wheel) {
        return "{\"url\":\"" + wheel.toAbsolutePath().toUri() + "\",\"archive_info\":{}}";
    }

    /** By all that it holds and its name, for which an installer may refuse it. What cannot be read is for the installer. */
    private static Optional<DistributionKey> key(Path wheel, PinnedDependencies.Target target) throws IOException {
        try {
            CoreMetadata metadata = CoreMetadata.ofWheel(wheel);
            return WheelContent.digest(wheel)
                    .map(content -> new DistributionKey(
                            NormalizedName.of(metadata.name()),
                            metadata.version(),
                            SharedFiles.digest(List.of(
                                    "wheel",
                                    target.environment().base().toString(),
                                    String.valueOf(wheel.getFileName()),
                                    content))));
        } catch (PackagingException unreadable) {
            return Optional.empty();
        }
    }
}

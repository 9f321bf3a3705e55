package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.setting.PipFiles;
import io.github.toxmatrix.index.setting.PipSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * pip's configuration files where pip is to go by something else than they say: written for the time of a run, readable by the user
 * alone, as they may hold credentials. Variables would do for one command; which section counts, pip decides for each that it is
 * started with, and for those that it starts itself.
 */
final class PipFilesOfRun {

    private final Supplier<Path> folder;
    private final OnceEach<PipFiles, Path> written = new OnceEach<>();

    /** @param folder gives a new one of the run, which is removed with it */
    PipFilesOfRun(Supplier<Path> folder) {
        this.folder = folder;
    }

    /** The variables of a pip that asks our index, whatever proxy it has of its own. */
    Map<String, String> askingUs(PipSettings pip, Map<String, String> variables)
            throws ProvisionException, InterruptedException {
        return reading(pip.filesToAskUs(), pip.files(), pip.proxyInVariables(variables));
    }

    /**
     * The variables of a {@code pip download} that is started in place of {@code pip install}.
     *
     * @param us whether it asks our index
     */
    Map<String, String> downloading(PipSettings pip, Map<String, String> variables, boolean us)
            throws ProvisionException, InterruptedException {
        PipFiles files = us ? pip.filesToAskUs() : pip.files();
        return reading(files.downloadingAsInstalled(), pip.files(), variables);
    }

    private Map<String, String> reading(PipFiles files, PipFiles own, Map<String, String> variables)
            throws ProvisionException, InterruptedException {
        if (files.equals(own)) {
            return variables;
        }
        Map<String, String> others = new HashMap<>(variables);
        others.put("PIP_CONFIG_FILE", written.get(files, () -> write(files)).toString());
        return others;
    }

    private Path write(PipFiles files) throws ProvisionException {
        try {
            Path file = Files.createTempFile(Files.createDirectories(folder.get()), "pip", ".conf");
            return Files.writeString(file, files.text());
        } catch (IOException failed) {
            throw new ProvisionException("cannot hand its configuration to pip: " + failed, failed);
        }
    }
}

package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.setting.DefaultIndex;
import io.github.toxmatrix.index.setting.PipSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which indexes pip and uv ask where none is configured, as they say themselves; each is asked once. */
final class DefaultIndexes {

    private final Optional<Path> uv;
    private final Optional<Path> python;
    private final OnceEach<String, String> known = new OnceEach<>();

    DefaultIndexes(Optional<Path> uv, Optional<Path> python) {
        this.uv = uv;
        this.python = python;
    }

    /** Where the user has configured an index, the default is of no concern, and asking pip for it takes half a second. */
    String ofPip(PipSettings told, Map<String, String> variables) throws ProvisionException, InterruptedException {
        return told.namesMainIndex() ? "" : ask("pip", () -> DefaultIndex.ofPip(python.orElseThrow(), variables));
    }

    String ofUv(Map<String, String> variables) throws ProvisionException, InterruptedException {
        return ask("uv", () -> DefaultIndex.ofUv(uv.orElseThrow(), variables));
    }

    /** Asks a program. */
    @FunctionalInterface
    private interface Help {
        String read() throws IOException;
    }

    private String ask(String installer, Help help) throws ProvisionException, InterruptedException {
        return known.get(installer, () -> {
            try {
                return help.read();
            } catch (IOException silent) {
                throw new ProvisionException(
                        "cannot tell where " + installer + " takes packages from: " + silent.getMessage()
                                + ". Configure an index, or set matrix.index=off",
                        silent);
            }
        });
    }
}

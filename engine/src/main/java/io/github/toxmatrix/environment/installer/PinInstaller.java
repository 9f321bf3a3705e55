package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An installer that can tell which versions it would install, and install exactly these. */
public sealed interface PinInstaller extends PythonInstaller permits UvInstaller, PipInstaller, OwnPipInstaller {

    /** Which program it is, as long as its files stay the same. */
    String identity() throws IOException;

    /** The same, installing what there is now, if it is told a time at all. */
    PinInstaller ofToday();

    /** Whether it puts pip into environments that are to have one; else pip is one of the things to be installed. */
    boolean brings(CreateOptions options);

    /** Whether it can tell the versions of what these ask for. */
    default boolean resolves(Pinnable lines) {
        return true;
    }

    /** Whether what it tells is what it would install; where that turns out not to hold, it is to install without pins. */
    default boolean isExact() {
        return true;
    }

    /** The same installation with the variables that it is started with; it asks the user's indexes itself if it asks any. */
    Installation prepare(Installation installation) throws ProvisionException, InterruptedException;

    /**
     * Finds the versions that are to be installed.
     *
     * @param prepared by {@link #prepare}; its environment need not exist
     */
    Pins resolve(Installation prepared, Interpreter base, Pinnable lines)
            throws ProvisionException, InterruptedException;

    /**
     * Installs these and nothing else.
     *
     * @param prepared by {@link #prepare}
     * @param pins a file that {@link Pins#parse} reads
     * @param options that say where packages come from, as uv spells them
     * @param linked whether files may be linked to the installer's cache
     */
    String installPins(Installation prepared, Path pins, List<String> options, boolean linked)
            throws ProvisionException, InterruptedException;

    /**
     * Installs a wheel of this machine and nothing else, in place of what has its name; nothing has to be asked for that.
     *
     * @param linked whether files may be linked to the installer's cache
     */
    String installWheel(Installation installation, Path wheel, boolean linked)
            throws ProvisionException, InterruptedException;
}

package io.github.toxmatrix.pytest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The plugin that makes any pytest (4.6 or newer, Python 2.7 or newer) tell its events, and the variables by which a
 * process gets it: {@code PYTEST_PLUGINS} and {@code PYTHONPATH}, so that no command line has to be understood.
 */
public final class PytestBridge {

    private static final String MODULE = "tox_matrix_pytest";
    private static final String EVENTS = "TOX_MATRIX_EVENTS";
    private static final String SELECT = "TOX_MATRIX_SELECT";

    private final Path folder;

    private PytestBridge(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks the plugin into a folder, unless it is there already. Several JVMs may share the folder.
     *
     * @param folder must have no {@code :} (on Windows {@code ;}) in its path: {@code PYTHONPATH} could not hold it
     * @throws IOException if the folder cannot be written
     */
    public static PytestBridge unpack(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (absolute.toString().contains(File.pathSeparator)) {
            throw new IOException("The pytest plugin cannot be unpacked into " + absolute
                    + ": PYTHONPATH cannot hold a path with '" + File.pathSeparator
                    + "'. Choose another folder for temporary files (-Djava.io.tmpdir=...).");
        }
        Files.createDirectories(absolute);
        byte[] content;
        try (InputStream source = PytestBridge.class.getResourceAsStream(MODULE + ".py")) {
            if (source == null) {
                throw new IOException("The pytest plugin " + MODULE + ".py is missing in the jar of tox-matrix.");
            }
            content = source.readAllBytes();
        }
        Path module = absolute.resolve(MODULE + ".py");
        if (!Files.exists(module) || !Arrays.equals(Files.readAllBytes(module), content)) {
            Path part = Files.createTempFile(absolute, MODULE, ".part");
            Files.write(part, content);
            replace(part, module);
        }
        return new PytestBridge(absolute);
    }

    private static void replace(Path part, Path module) throws IOException {
        try {
            Files.move(part, module, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, module, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The folder that holds the plugin, for a {@code .pth} file where a command's {@code python -E} or {@code -I} ignores variables. */
    public Path folder() {
        return folder;
    }

    /**
     * The variables of a process, with the plugin in them. What the user has in {@code PYTEST_PLUGINS} and {@code
     * PYTHONPATH} stays, and stays first.
     *
     * @param environment all variables of the process
     * @param events the folder for the events of this one command, as given to {@link PytestSession#open}
     */
    public Map<String, String> variables(Map<String, String> environment, Path events) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.merge("PYTEST_PLUGINS", MODULE, (present, ours) -> join(present, ",", ours));
        variables.merge("PYTHONPATH", folder.toString(), (present, ours) -> join(present, File.pathSeparator, ours));
        variables.put(EVENTS, events.toAbsolutePath().toString());
        return Map.copyOf(variables);
    }

    /**
     * As {@link #variables(Map, Path)}, and pytest keeps only some of the tests that it collects. An id that it does not
     * find becomes a failed test.
     *
     * @param selection node ids, relative to pytest's rootdir, as {@code pytest --collect-only -q} prints them
     * @throws IOException if the list cannot be written into the folder of events
     */
    public Map<String, String> variables(Map<String, String> environment, Path events, Collection<String> selection)
            throws IOException {
        Map<String, String> variables = new HashMap<>(variables(environment, events));
        variables.put(SELECT, Selection.write(events, selection).toString());
        return Map.copyOf(variables);
    }

    private static String join(String present, String separator, String ours) {
        return present.isBlank() ? ours : present + separator + ours;
    }
}

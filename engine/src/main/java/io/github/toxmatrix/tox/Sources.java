package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.ini.IniDocument;
import io.github.toxmatrix.tox.ini.IniSource;
import io.github.toxmatrix.tox.setting.Source;
import io.github.toxmatrix.tox.toml.TomlSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the configuration of a project: in each folder from the given one upward {@code tox.ini}, {@code setup.cfg},
 * {@code pyproject.toml}, {@code tox.toml}, the first that configures tox (tox's {@code config/source/discover.py}).
 */
final class Sources {

    private static final List<String> NAMES = List.of("tox.ini", "setup.cfg", "pyproject.toml", "tox.toml");

    private Sources() {}

    /** @throws ToxConfigurationException where there is none, or the first that there is cannot be read */
    static Source find(Path folderOrFile) {
        Path path = folderOrFile.toAbsolutePath().normalize();
        if (Files.isRegularFile(path)) {
            return exact(path);
        }
        if (!Files.isDirectory(path)) {
            throw new ToxConfigurationException("there is no tox configuration " + path + ": no such file or folder");
        }
        for (Path folder = path; folder != null; folder = folder.getParent()) {
            Optional<Source> source = inFolder(folder);
            if (source.isPresent()) {
                return source.get();
            }
        }
        throw nothingIn(path + (path.getParent() == null ? "" : " and the folders above it"));
    }

    private static ToxConfigurationException nothingIn(String places) {
        return new ToxConfigurationException("no tox configuration found: looked for tox.ini, setup.cfg with [tox:tox],"
                + " pyproject.toml with [tool.tox] and tox.toml in " + places);
    }

    /**
     * The one that {@code -c} names.
     *
     * @throws ToxConfigurationException where a folder has none, whatever is above it, or it cannot be read
     */
    static Source of(Path folderOrFile) {
        Path path = folderOrFile.toAbsolutePath().normalize();
        return Files.isDirectory(path) ? inFolder(path).orElseThrow(() -> nothingIn(path.toString())) : exact(path);
    }

    private static Optional<Source> inFolder(Path folder) {
        for (String name : NAMES) {
            Path file = folder.resolve(name);
            Optional<Source> source = Files.exists(file) ? ofKind(file, name) : Optional.empty();
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }

    private static Source exact(Path file) {
        String name = file.getFileName().toString();
        String kind = NAMES.contains(name) ? name : name.endsWith(".toml") ? "tox.toml" : "tox.ini";
        return ofKind(file, kind)
                .orElseThrow(() -> new ToxConfigurationException(file + " does not configure tox: it has no "
                        + (kind.equals("setup.cfg") ? "[tox:tox]" : "[tool.tox]")));
    }

    /** Empty where the file is there for something else. */
    private static Optional<Source> ofKind(Path file, String kind) {
        return switch (kind) {
            case "setup.cfg" -> IniSource.ofSetupCfg(IniDocument.read(file));
            case "pyproject.toml" -> TomlSource.ofPyproject(file);
            case "tox.toml" -> TomlSource.ofToxToml(file);
            default -> Optional.of(IniSource.ofToxIni(IniDocument.read(file)));
        };
    }
}

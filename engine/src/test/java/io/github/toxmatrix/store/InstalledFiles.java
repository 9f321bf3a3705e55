package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An environment as an installer leaves it, with what a test puts into it. */
final class InstalledFiles {

    /** Nothing else is being made meanwhile. */
    static final Lease.Removal NO_OTHERS = (distribution, files) -> {};

    private final EnvironmentLayout layout;

    private InstalledFiles(EnvironmentLayout layout) {
        this.layout = layout;
    }

    static InstalledFiles in(Path root) throws IOException {
        EnvironmentLayout layout = new EnvironmentLayout(
                root,
                root.resolve("bin"),
                root.resolve("lib").resolve("python3.11").resolve("site-packages"));
        Files.createDirectories(layout.scripts());
        Files.createDirectories(layout.sitePackages());
        return new InstalledFiles(layout);
    }

    EnvironmentLayout layout() {
        return layout;
    }

    /**
     * A module, a script that names the environment, data beside the library, and the record of them all.
     *
     * @param others files that are there already and belong to it, from the root of the environment
     */
    InstalledFiles install(String name, String version, String... others) throws IOException {
        Path module = write(site(name + "/__init__.py"), "version = '" + version + "'\n");
        Path data = write(layout.root().resolve("share/" + name + ",data.txt"), "data\n");
        Path script = write(
                layout.scripts().resolve(name), "#!" + layout.root() + "/bin/python -E\nprint('" + version + "')\n");
        script.toFile().setExecutable(true);
        Path info = site(name + "-" + version + ".dist-info");
        Path metadata = write(info.resolve("METADATA"), "Name: " + name + "\n");
        List<Path> files = new ArrayList<>(List.of(module, data, script, metadata));
        for (String other : others) {
            files.add(layout.root().resolve(other));
        }
        return record(info, files);
    }

    private InstalledFiles record(Path info, List<Path> files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files) {
            String path = layout.sitePackages().relativize(file).toString();
            lines.append(path.contains(",") ? '"' + path + '"' : path).append(",sha256=as-installed,1\n");
        }
        lines.append(layout.sitePackages().relativize(info.resolve("RECORD"))).append(",,\n");
        write(info.resolve("RECORD"), lines.toString());
        return this;
    }

    Path site(String path) {
        return layout.sitePackages().resolve(path);
    }

    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

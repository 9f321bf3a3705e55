package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.environment.place.RamDisk;
import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environments go to disk when RAM has no room for them, before they are made or in the middle. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no RAM disk")
class FullRamTest {

    private static final long MEBIBYTE = 1L << 20;

    @TempDir
    Path folder;

    private final Interpreters interpreters = Interpreters.of(System.getenv());
    private final PlainProcesses processes = new PlainProcesses();
    private final RecordedSteps steps = new RecordedSteps();
    private final AtomicLong room = new AtomicLong(100 * MEBIBYTE);
    private Path ram;
    private Path disk;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = folder.toRealPath();
        ram = Files.createDirectory(folder.resolve("ram"));
        disk = Files.createDirectory(folder.resolve("disk"));
    }

    private Placement placement() throws IOException {
        return Placement.inRam(new RamDisk(ram, room::get), MEBIBYTE, disk);
    }

    private boolean isOnDisk(Path environment) throws IOException {
        return environment.toRealPath().startsWith(disk);
    }

    @Test
    void anEnvironmentIsBegunOnDiskOnlyWhileRamHasTooLittleRoom() throws IOException {
        try (Placement placement = placement()) {
            Path before = Files.createDirectories(placement.folder("before"));
            room.set(MEBIBYTE - 1);
            Path meanwhile = placement.folder("meanwhile");
            placement.prepare(meanwhile);
            room.set(MEBIBYTE);
            Path after = placement.folder("after");
            placement.prepare(after);

            assertThat(isOnDisk(before)).isFalse();
            assertThat(isOnDisk(meanwhile)).isTrue();
            assertThat(after).doesNotExist().hasParentRaw(before.getParent());
        }
    }

    @Test
    void whatRanOutOfRoomIsMadeAgainOnDiskAndTheNextNeedsTwiceAsMuch() throws IOException {
        try (Placement placement = placement()) {
            Path environment = placement.folder("one");
            Files.createDirectories(environment);
            Files.write(environment.resolve("half"), new byte[30 * (int) MEBIBYTE]);
            assertThat(placement.canMove(environment)).isTrue();

            placement.move(environment);

            assertThat(isOnDisk(environment)).isTrue();
            assertThat(environment).isEmptyDirectory();
            assertThat(placement.canMove(environment)).isFalse();
            room.set(60 * MEBIBYTE - 1);
            placement.prepare(placement.folder("two"));
            assertThat(isOnDisk(placement.folder("two"))).isTrue();
        }
    }

    /** By a test that writes much, say, or by a tox that makes its environments itself. */
    @Test
    void whatRanOutOfRoomWhenItRanLeavesTheNextMoreRoom() throws IOException {
        try (Placement placement = placement()) {
            Path environment = Files.createDirectories(placement.folder("one"));
            Files.write(environment.resolve("much"), new byte[30 * (int) MEBIBYTE]);
            assertThat(placement.lackOfRoom(false, List.of(environment), disk)).isEmpty();

            assertThat(placement.lackOfRoom(true, List.of(environment), disk)).isPresent();

            room.set(60 * MEBIBYTE - 1);
            placement.prepare(placement.folder("two"));
            assertThat(isOnDisk(placement.folder("two"))).isTrue();
        }
    }

    @Test
    void sizesAreThoseOfWhatWasRemovedAndFilesWithOtherNamesCountForNothing() throws IOException {
        try (Placement placement = placement()) {
            Path shared = Files.write(ram.resolve("shared"), new byte[5 * (int) MEBIBYTE]);
            Path small = Files.createDirectory(placement.folder("small"));
            Files.createLink(small.resolve("linked"), shared);
            Files.write(small.resolve("own"), new byte[2 * (int) MEBIBYTE]);
            room.set(0);
            placement.prepare(placement.folder("large"));
            Files.write(placement.folder("large").resolve("own"), new byte[4 * (int) MEBIBYTE]);

            placement.discard(small);
            placement.discard(placement.folder("large"));
            placement.discard(Files.createDirectory(placement.folder("never made")));
            placement.discard(Files.createDirectories(placement.own("tool")));

            assertThat(placement.sizes())
                    .hasToString("3 MiB for each environment, 4 MiB for large; 1 of 2 on disk, as RAM had no room");
        }
    }

    @Test
    void nothingIsLeftOfWhatWasOnDisk() throws IOException {
        Placement placement = placement();
        room.set(0);
        Path environment = placement.folder("one");
        placement.prepare(environment);
        Files.writeString(environment.resolve("pyvenv.cfg"), "");
        Files.createDirectories(placement.own("dist-1"));
        assertThat(placement.own("dist-1")).startsWith(disk);

        placement.discard(environment);
        assertThat(Files.exists(environment)).isFalse();
        try (var left = Files.walk(disk)) {
            assertThat(left.filter(path -> path.endsWith("pyvenv.cfg"))).isEmpty();
        }
        placement.close();
        assertThat(disk).isEmptyDirectory();
        assertThat(ram).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error: Failed to install: a.whl\n  Caused by: failed to write to file: No space left on device (os error 28)",
                "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
                "Disk quota exceeded",
                "There is not enough space on the disk."
            })
    void whatInstallersSayOfAFullDiskIsUnderstood(String said) {
        assertThat(LackOfRoom.isCauseOf(new ProvisionException("failed", said))).isTrue();
        assertThat(LackOfRoom.isCauseOf(
                        new ProvisionException("cannot read", new IOException("No space left on device"))))
                .isTrue();
        assertThat(LackOfRoom.isCauseOf(new FileSystemException("a", "b", "No space left on device")))
                .isTrue();
        assertThat(LackOfRoom.isCauseOf(new ProvisionException("failed", "error: no such file")))
                .isFalse();
    }

    @Test
    void aFullDiskIsNamedWithSizesAndWhatToDo() throws IOException {
        try (Placement placement = Placement.open(disk.toString())) {
            assertThat(placement.lackOfRoom(placement.folder("py"), List.of()))
                    .contains(" free of ", disk.toString(), "matrix.place", "matrix.store=off");
        }
    }

    /** A volume has a number of files, too, which Java cannot ask for. */
    @Test
    void whereThereIsRoomFilesMayHaveRunOut() throws IOException {
        try (Placement placement = Placement.open(disk.toString())) {
            assertThat(placement.lackOfRoom(placement.folder("py"), List.of()))
                    .contains("room for bytes or for further files (df -i tells)", " free of ", "matrix.place");
        }
    }

    /** A uv that finds no room in RAM, without writing anything. */
    @Test
    void theStepsOfAnEnvironmentThatMovesAreToldOnce() throws Exception {
        assumeTrue(interpreters.find(List.of("python3")).isPresent(), "there is no python3 on this machine");
        Path uv = Files.createDirectory(folder.resolve("bin")).resolve("uv");
        Files.writeString(
                uv,
                """
                #!/bin/sh
                case "$*" in
                *--version*) echo uv 0.9.0;;
                *" venv "*) for last in "$@"; do :; done; mkdir -p "$last/bin"
                    for minor in 8 9 10 11 12 13 14; do mkdir -p "$last/lib/python3.$minor/site-packages"; done; : > "$last/pyvenv.cfg"; echo made;;
                *" install "*) if test -h "$VIRTUAL_ENV"; then echo installed
                    else echo "error: No space left on device (os error 28)"; exit 2; fi;;
                esac
                """);
        assertThat(uv.toFile().setExecutable(true)).isTrue();
        Map<String, String> environ = new HashMap<>(System.getenv());
        environ.put("PATH", uv.getParent() + ":" + environ.get("PATH"));
        try (Placement placement = placement();
                Environments environments = environments(placement, environ)) {
            FakeEnvironment environment = new FakeEnvironment("one", placement.folder("one"))
                    .set(DependencyKeys.DEPS, List.of("./thing.whl"));

            assertThat(environments.provision(environment, processes, steps)).isInstanceOf(Provisioned.Ready.class);

            assertThat(isOnDisk(placement.folder("one"))).isTrue();
            assertThat(steps.events).containsExactly("started create", "Passed create", "started deps", "Passed deps");
            assertThat(steps.outputs.get(1))
                    .startsWith("RAM had no room left (No space left on device (os error 28)): made again on disk")
                    .endsWith("installed\n");
        }
    }

    private Environments environments(Placement placement, Map<String, String> environ) {
        return Environments.open(
                new FakeProject(folder),
                placement,
                interpreters,
                new EnvironmentOptions(
                        environ,
                        Optional.empty(),
                        ResolutionOptions.notOlderThan(Duration.ofHours(1)),
                        false,
                        CacheFolder.of(Optional.empty(), environ),
                        new IndexUse.Off()));
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"3.11", "2.7"})
    void aRamDiskThatFillsInTheMiddleIsSurvived(String python) throws Exception {
        assumeTrue(interpreters.find(List.of(python)).isPresent(), () -> "there is no Python " + python);
        try (SmallRamDisk small = SmallRamDisk.mount(folder.resolve("small"), 40);
                Placement placement = Placement.inRam(small.disk(), MEBIBYTE, disk);
                Environments environments = environments(placement, System.getenv())) {
            small.fillTo(2 * MEBIBYTE);
            FakeEnvironment environment = new FakeEnvironment("one", placement.folder("one"))
                    .set(PythonKeys.BASE_PYTHON, List.of(python))
                    .set(DependencyKeys.DEPS, List.of("setuptools", "iniconfig"));

            Provisioned provisioned = environments.provision(environment, processes, steps);

            assertThat(provisioned).as(() -> steps.outputs.toString()).isInstanceOf(Provisioned.Ready.class);
            assertThat(isOnDisk(placement.folder("one"))).isTrue();
            assertThat(String.join("", steps.outputs)).contains("RAM had no room left");
            PythonEnvironment made = ((Provisioned.Ready) provisioned).environment();
            Process run = new ProcessBuilder(made.python().toString(), "-c", "import setuptools, iniconfig")
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(run.waitFor()).isZero();
            environments.discard(environment);
            assertThat(Files.getFileStore(small.path()).getUsableSpace()).isGreaterThan(MEBIBYTE);
        }
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    @Tag("slow")
    void whereNothingElseIsAFullVolumeIsNamed() throws Exception {
        assumeTrue(interpreters.find(List.of("3.11")).isPresent(), "there is no Python 3.11");
        try (SmallRamDisk small = SmallRamDisk.mount(folder.resolve("small"), 40);
                Placement placement = Placement.open(small.path().toString());
                Environments environments = environments(placement, System.getenv())) {
            small.fillTo(2 * MEBIBYTE);
            FakeEnvironment environment = new FakeEnvironment("one", placement.folder("one"))
                    .set(PythonKeys.BASE_PYTHON, List.of("3.11"))
                    .set(DependencyKeys.DEPS, List.of("setuptools"));

            Provisioned failed = environments.provision(environment, processes, steps);

            assertThat(((Provisioned.Failed) failed).reason())
                    .contains(small.path().toString(), "no space", " free of 40 MiB", "matrix.place");
        }
    }
}

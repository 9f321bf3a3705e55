package io.github.toxmatrix.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What tests can do to files that were installed for them, while another environment has the same distribution, and what comes
 * of it. Both the store and the environments lie in RAM or both on disk.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "launchers of scripts there are not stored")
class StoreDamageTest {

    private static final DistributionKey TOOL = new DistributionKey("tool", "1.0", "0123456789abcdef");
    private static final String MODULE = "lib/python3.11/site-packages/tool/__init__.py";
    private static final String LIBRARY = "lib/python3.11/site-packages/tool/large.so";

    private Path folder;
    private EnvironmentStore store;
    private InstalledFiles writer;
    private InstalledFiles sibling;
    private Lease writing;
    private Lease watching;

    /** Where a store and its environments can lie. */
    enum Medium {
        RAM,
        DISK
    }

    private void open(Medium medium) throws IOException {
        Path parent = medium == Medium.RAM ? Path.of("/dev/shm") : Path.of(System.getProperty("java.io.tmpdir"));
        assumeTrue(
                Files.isDirectory(parent)
                        && Files.getFileStore(parent).type().equals("tmpfs") == (medium == Medium.RAM),
                () -> parent + " is not " + medium);
        folder = Files.createTempDirectory(parent, "store-damage-").toRealPath();
        store = EnvironmentStore.open(folder.resolve("store"));
        InstalledFiles first = InstalledFiles.in(folder.resolve("first"));
        InstalledFiles.write(first.layout().root().resolve(LIBRARY), "ELF" + "x".repeat((int) FileSharing.LARGE));
        store.add(List.of(TOOL), first.install("tool", "1.0", LIBRARY).layout());
        writer = linked("writer");
        sibling = linked("sibling");
        writing = store.lease("writer", List.of(TOOL), writer.layout());
        watching = store.lease("sibling", List.of(TOOL), sibling.layout());
    }

    private InstalledFiles linked(String name) throws IOException {
        InstalledFiles environment = InstalledFiles.in(folder.resolve(name));
        assertThat(store.link(List.of(TOOL), environment.layout())).isEmpty();
        return environment;
    }

    @AfterEach
    void remove() throws IOException {
        if (folder != null) {
            FileTree.delete(folder);
        }
    }

    private static byte[] content(InstalledFiles environment, String path) throws IOException {
        return Files.readAllBytes(environment.layout().root().resolve(path));
    }

    private void assertNothingReachedOthers(byte[] before, String path) throws IOException {
        assertThat(writing.end(InstalledFiles.NO_OTHERS)).isEmpty();
        assertThat(watching.end(InstalledFiles.NO_OTHERS)).isEmpty();
        assertThat(content(sibling, path)).isEqualTo(before);
        assertThat(content(linked("later"), path)).isEqualTo(before);
    }

    private void assertIsNamedAndHealed(String path) throws IOException {
        assertThat(writing.end(InstalledFiles.NO_OTHERS))
                .containsExactly(new Damage(TOOL, List.of(path), Set.of("sibling")));
        assertThat(watching.end(InstalledFiles.NO_OTHERS))
                .containsExactly(new Damage(TOOL, List.of(path), Set.of("writer")));
        InstalledFiles next = InstalledFiles.in(folder.resolve("next"));
        assertThat(store.link(List.of(TOOL), next.layout()))
                .as("what the next environment has to install")
                .containsExactly(TOOL);
    }

    private void assertTheNextProcessHasToInstallIt() throws IOException {
        try (EnvironmentStore next = EnvironmentStore.open(folder.resolve("store"))) {
            InstalledFiles environment = InstalledFiles.in(folder.resolve("next"));
            assertThat(next.link(List.of(TOOL), environment.layout())).containsExactly(TOOL);
        }
    }

    private Path stored(String path) {
        return folder.resolve("store/" + DistributionStore.KIND)
                .resolve(TOOL.folderName())
                .resolve(path);
    }

    @Test
    void permissionsAndContentOfSmallFilesInRamAreThoseOfTheInstaller() throws IOException {
        open(Medium.RAM);
        InstalledFiles first = InstalledFiles.in(folder.resolve("first"));
        for (String path : List.of(MODULE, LIBRARY, "share/tool,data.txt")) {
            assertThat(content(sibling, path)).isEqualTo(content(first, path));
            assertThat(Files.getPosixFilePermissions(sibling.layout().root().resolve(path)))
                    .isEqualTo(
                            Files.getPosixFilePermissions(first.layout().root().resolve(path)));
        }
    }

    @Test
    void anEntryThatIsCutOffIsNotUsedByTheNextProcess() throws IOException {
        open(Medium.RAM);
        Path pack = stored("pack");
        Files.write(pack, Arrays.copyOf(Files.readAllBytes(pack), 5));
        assertTheNextProcessHasToInstallIt();
    }

    @ParameterizedTest
    @CsvSource({
        "RAM, bodies/bin/tool",
        "DISK, bodies/bin/tool",
        "RAM, bodies/lib/python3.11/site-packages/tool-1.0.dist-info/RECORD"
    })
    void whatIsWrittenAnewForEachEnvironmentIsNotUsedEither(Medium medium, String path) throws IOException {
        open(medium);
        Path body = stored(path);
        Files.writeString(body, Files.readString(body).replace('1', '2')); // as long as before
        assertTheNextProcessHasToInstallIt();
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void aManifestThatSaysAnythingElseIsNotUsed(Medium medium) throws IOException {
        open(medium);
        Path manifest = stored(Manifest.NAME);
        Files.writeString(manifest, Files.readString(manifest).replace("tool/__init__.py", "tool/__main__.py"));

        assertThat(Manifest.read(manifest.getParent())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void aManifestThatACrashCutOffOrFilledWithNothingIsNotUsed(Medium medium) throws IOException {
        open(medium);
        Path manifest = stored(Manifest.NAME);
        byte[] whole = Files.readAllBytes(manifest);
        for (int size = 0; size < whole.length - 1; size++) { // all but its last line feed
            Files.write(manifest, Arrays.copyOf(whole, size));
            assertThat(Manifest.read(manifest.getParent())).as("%d bytes", size).isEmpty();
        }
        for (byte nothing : new byte[] {0, (byte) 0xff, '\n'}) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, 30, damaged.length - 10, nothing);
            Files.write(manifest, damaged);
            assertThat(Manifest.read(manifest.getParent()))
                    .as("filled with %d", nothing)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void inRamNothingThatIsDoneToASmallFileReachesAnybodyElse(Deed deed) throws IOException {
        open(Medium.RAM);
        byte[] before = content(sibling, MODULE);
        deed.on(writer.layout().root().resolve(MODULE));
        assertNothingReachedOthers(before, MODULE);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void inRamWhateverIsDoneToALargeFileIsNamedAndHealedOrReachesNobody(Deed deed) throws IOException {
        open(Medium.RAM);
        byte[] before = content(sibling, LIBRARY);
        deed.on(writer.layout().root().resolve(LIBRARY));
        if (deed.reachesOthersThroughALink()) {
            assertIsNamedAndHealed(LIBRARY);
        } else {
            assertNothingReachedOthers(before, LIBRARY);
        }
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void onDiskItIsNamedAndHealedOrReachesNobodyForSmallFilesToo(Deed deed) throws IOException {
        open(Medium.DISK);
        byte[] before = content(sibling, MODULE);
        deed.on(writer.layout().root().resolve(MODULE));
        if (deed.reachesOthersThroughALink()) {
            assertIsNamedAndHealed(MODULE);
        } else {
            assertNothingReachedOthers(before, MODULE);
        }
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void whatWasWrittenIntoWithItsTimeSetBackIsFoundEverywhere(Medium medium) throws IOException {
        open(medium);
        String shared = medium == Medium.DISK ? MODULE : LIBRARY;
        Deed.OVERWRITE_AND_RESTORE_TIME.on(writer.layout().root().resolve(shared));
        linked("meanwhile"); // which changes the time that nobody can set
        assertIsNamedAndHealed(shared);
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void whatARunThatWasKilledHadWrittenIntoIsNotUsedByTheNextOneAlsoWithItsTimeSetBack(Medium medium)
            throws IOException {
        open(medium);
        String shared = medium == Medium.DISK ? MODULE : LIBRARY;
        Deed.OVERWRITE_AND_RESTORE_TIME.on(writer.layout().root().resolve(shared));
        assertTheNextProcessHasToInstallIt();
    }

    @ParameterizedTest
    @CsvSource({"RAM, bin/tool", "DISK, bin/tool", "RAM, lib/python3.11/site-packages/tool-1.0.dist-info/RECORD"})
    void scriptsAndRecordsAreEachEnvironmentsOwn(Medium medium, String path) throws IOException {
        open(medium);
        byte[] before = content(sibling, path);
        Deed.APPEND.on(writer.layout().root().resolve(path));
        assertThat(writing.end(InstalledFiles.NO_OTHERS)).isEmpty();
        assertThat(content(sibling, path)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void anEnvironmentDamagedAfterAnotherProcessReplacedTheStoresFilesIsStillFound(Medium medium) throws IOException {
        open(medium);
        Deed.APPEND.on(writer.layout().root().resolve(LIBRARY));
        FileTree.delete(folder.resolve("store/" + DistributionStore.KIND));

        assertThat(watching.end(InstalledFiles.NO_OTHERS))
                .extracting(Damage::others)
                .containsExactly(Set.of("writer"));
    }

    /** Before the other one found it, and so before it began to be watched. */
    @ParameterizedTest
    @EnumSource(Medium.class)
    void whatAnotherRunTookOutOfTheStoreMeanwhileIsFoundInAnEnvironmentThatHadIt(Medium medium) throws IOException {
        open(medium);
        InstalledFiles late = linked("late");
        Deed.APPEND.on(writer.layout().root().resolve(LIBRARY));
        assertTheNextProcessHasToInstallIt();

        assertThat(store.lease("late", List.of(TOOL), late.layout()).end(InstalledFiles.NO_OTHERS))
                .extracting(Damage::files)
                .containsExactly(List.of(LIBRARY));
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void whatAnotherRunOnlyRemovedFromTheStoreMeanwhileIsNoDamage(Medium medium) throws IOException {
        open(medium);
        InstalledFiles late = linked("late");
        FileTree.delete(folder.resolve("store/" + DistributionStore.KIND));

        assertThat(store.lease("late", List.of(TOOL), late.layout()).end(InstalledFiles.NO_OTHERS))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void anotherRunThatUsesTheStoreCountsAsOneThatMayHaveSeenIt(Medium medium) throws IOException {
        open(medium);
        watching.end(InstalledFiles.NO_OTHERS);
        try (EnvironmentStore other = EnvironmentStore.open(folder.resolve("store"))) {
            Deed.APPEND.on(writer.layout().root().resolve(LIBRARY));
            assertThat(writing.end(InstalledFiles.NO_OTHERS))
                    .extracting(Damage::others)
                    .containsExactly(Set.of("sibling", "environments of another run on this machine"));
            assertThat(other).isNotNull();
        }
    }
}

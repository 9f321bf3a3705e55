package io.github.toxmatrix.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Environments that are linked together from what was installed once. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "launchers of scripts there are not stored")
class EnvironmentStoreTest extends EnvironmentStoreCase {

    @Test
    void linksWhatAnInstallerHasPutIntoAnotherEnvironment() throws IOException {
        addTool();

        InstalledFiles second = linked("second");

        assertThat(second.site("tool/__init__.py")).hasContent("version = '1.0'");
        assertThat(second.layout().root().resolve("share/tool,data.txt")).hasContent("data");
        assertThat(Files.getAttribute(second.site("tool/__init__.py"), "unix:nlink"))
                .isEqualTo(3);
    }

    @Test
    void writesScriptsForTheEnvironmentTheyLieIn() throws IOException {
        addTool();

        InstalledFiles second = linked("second");

        assertThat(second.layout().scripts().resolve("tool"))
                .isExecutable()
                .hasContent("#!" + second.layout().root() + "/bin/python -E\nprint('1.0')");
    }

    @Test
    void startsScriptsByAShellWherePathsAreTooLongForAFirstLine() throws IOException {
        addTool();

        InstalledFiles second = linked("x".repeat(120));

        assertThat(second.layout().scripts().resolve("tool"))
                .content()
                .startsWith(
                        "#!/bin/sh\n'''exec' \"" + second.layout().root() + "/bin/python\" -E \"$0\" \"$@\"\n' '''\n");
        EnvironmentStore again = EnvironmentStore.open(folder.resolve("again"));
        again.add(List.of(TOOL), second.layout());
        InstalledFiles third = environment("third");
        again.link(List.of(TOOL), third.layout());
        assertThat(third.layout().scripts().resolve("tool"))
                .hasContent("#!" + third.layout().root() + "/bin/python -E\nprint('1.0')");
    }

    @Test
    void recordsTheHashesOfTheScriptsItWrote() throws IOException {
        addTool();

        InstalledFiles second = linked("second");

        assertThat(Files.readAllLines(second.site("tool-1.0.dist-info/RECORD")))
                .hasSize(5)
                .anyMatch(line -> line.equals("tool/__init__.py,sha256=as-installed,1"))
                .anyMatch(line -> line.matches("../../../bin/tool,sha256=[\\w-]{43},\\d+"));
    }

    @Test
    void saysWhatItDoesNotHave() throws IOException {
        addTool();

        assertThat(store.link(List.of(OTHER, TOOL), environment("second").layout()))
                .containsExactly(OTHER);
    }

    @Test
    void keepsNothingThatWasNotInstalledFromAWheel() throws IOException {
        InstalledFiles first = environment("first");
        InstalledFiles.write(first.site("tool.egg-link"), "/somewhere");

        store.add(List.of(TOOL), first.layout());

        assertThat(store.link(List.of(TOOL), environment("second").layout())).containsExactly(TOOL);
    }

    @Test
    void refusesARecordThatNamesFilesOutsideItsEnvironment() throws IOException {
        InstalledFiles first = environment("first").install("tool", "1.0");
        Path record = first.site("tool-1.0.dist-info/RECORD");
        Files.writeString(record, "../../../../secret.txt,,\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> store.add(List.of(TOOL), first.layout()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outside its environment")
                .hasMessageContaining("secret.txt");
    }

    @Test
    void keepsAFileOfTheStoreFromBeingOverwrittenByAnotherDistributionsFile() throws IOException {
        InstalledFiles first = environment("first").install("tool", "1.0").install("other", "2.0");
        Path shared = first.site("tool/__init__.py");
        Files.writeString(first.site("other-2.0.dist-info/RECORD"), "tool/__init__.py,,\n", StandardOpenOption.APPEND);
        store.add(List.of(TOOL, OTHER), first.layout());

        InstalledFiles second = environment("second");
        assertThat(store.link(List.of(TOOL, OTHER), second.layout())).isEmpty();

        assertThat(second.site("tool/__init__.py")).hasSameTextualContentAs(shared);
    }

    @Test
    void findsWhatWasWrittenIntoAndNamesWhoSharedIt() throws IOException {
        addTool();
        InstalledFiles second = linked("second");
        Lease writer = store.lease("second", List.of(TOOL), second.layout());
        Lease sibling = store.lease("third", List.of(TOOL), linked("third").layout());
        append(second.site("tool/__init__.py"));

        Damage damage = new Damage(TOOL, List.of("lib/python3.11/site-packages/tool/__init__.py"), Set.of("third"));
        assertThat(writer.end(InstalledFiles.NO_OTHERS)).containsExactly(damage);
        assertThat(sibling.end(InstalledFiles.NO_OTHERS))
                .extracting(Damage::others)
                .containsExactly(Set.of("second"));
    }

    @Test
    void linksNothingThatWasWrittenInto() throws IOException {
        addTool();
        InstalledFiles second = linked("second");
        Lease lease = store.lease("second", List.of(TOOL), second.layout());
        append(second.site("tool/__init__.py"));
        lease.end(InstalledFiles.NO_OTHERS);

        assertThat(store.link(List.of(TOOL), environment("third").layout())).containsExactly(TOOL);
        store.add(List.of(TOOL), environment("fourth").install("tool", "1.0").layout());
        assertThat(linked("fifth").site("tool/__init__.py")).hasContent("version = '1.0'");
    }

    @Test
    void findsInTheNextRunWhatAKilledOneLeftDamaged() throws IOException {
        addTool();
        append(linked("second").site("tool/__init__.py"));

        store.close();
        store = EnvironmentStore.open(folder.resolve("store"));

        assertThat(store.link(List.of(TOOL), environment("third").layout())).containsExactly(TOOL);
    }

    @Test
    void doesNotMindFilesThatAreReplacedOrRemovedInAnEnvironment() throws IOException {
        addTool();
        InstalledFiles second = linked("second");
        Lease lease = store.lease("second", List.of(TOOL), second.layout());
        Files.delete(second.site("tool/__init__.py"));
        InstalledFiles.write(second.site("tool/__init__.py"), "version = 'mine'\n");

        assertThat(lease.end(InstalledFiles.NO_OTHERS)).isEmpty();
        assertThat(linked("third").site("tool/__init__.py")).hasContent("version = '1.0'");
    }

    @Test
    void takesWhatManyAddAtOnceOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> adding = IntStream.range(0, 8)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        EnvironmentStore own = EnvironmentStore.open(folder.resolve("store"));
                        own.add(
                                List.of(TOOL),
                                environment("env" + number)
                                        .install("tool", "1.0")
                                        .layout());
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(adding)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(folder.resolve("store/" + DistributionStore.KIND)).isDirectoryNotContaining("glob:**entry-*");
        assertThat(linked("last").site("tool/__init__.py")).hasContent("version = '1.0'");
    }

    @Test
    void copiesWhatTheVolumeRefusesToLink() throws Exception {
        addTool();
        Path stored = folder.resolve("store/" + DistributionStore.KIND)
                .resolve(TOOL.folderName())
                .resolve("files/lib/python3.11/site-packages/tool/__init__.py");
        assumeTrue(chattr("+i", stored), "no file can be made here that may not be linked");
        try {
            InstalledFiles second = linked("second");
            assertThat(second.site("tool/__init__.py")).hasContent("version = '1.0'");
            Lease lease = store.lease("second", List.of(TOOL), second.layout());
            append(second.site("tool/__init__.py"));
            assertThat(lease.end(InstalledFiles.NO_OTHERS)).as("it is its own").isEmpty();
        } finally {
            chattr("-i", stored);
        }
    }

    private static boolean chattr(String mode, Path file) throws InterruptedException {
        try {
            return new ProcessBuilder("chattr", mode, file.toString()).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    @Test
    void takesNoFolderThatIsALinkOrThatOthersCanWrite() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("home/distributions/precious"));
        Files.setLastModifiedTime(precious, FileTime.fromMillis(0));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("home"));
        assertThatThrownBy(() -> EnvironmentStore.open(link)).hasMessageContaining("is no folder");
        assertThat(precious).exists();

        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> EnvironmentStore.open(open)).hasMessageContaining("chmod 700");
    }

    @Test
    void installsWhatAnotherProcessRemovedMeanwhileAndLeavesNothingOfItBehind() throws IOException {
        addTool();
        linked("second"); // so it is known to be there
        Files.delete(folder.resolve("store/" + DistributionStore.KIND)
                .resolve(TOOL.folderName())
                .resolve("bodies/bin/tool"));

        InstalledFiles third = environment("third");
        assertThat(store.link(List.of(TOOL), third.layout())).containsExactly(TOOL);
        assertThat(third.site("tool/__init__.py")).doesNotExist();
    }
}

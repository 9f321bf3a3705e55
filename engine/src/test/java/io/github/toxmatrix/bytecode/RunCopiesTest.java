package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.cache.SmallDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left where a disk fills up while bytecode is put into an environment: nothing that Python would load. */
class RunCopiesTest {

    private static final int SIZE = 20_000; // bytes

    @TempDir
    Path folder;

    private Path stored() throws IOException {
        return stored("abc.pyc", SIZE);
    }

    private Path stored(String name, int size) throws IOException {
        CRC32 check = new CRC32();
        check.update(new byte[size]);
        ByteBuffer content = ByteBuffer.allocate(size + 4).order(ByteOrder.LITTLE_ENDIAN);
        content.putInt(size, (int) check.getValue());
        return Files.write(
                Files.createDirectories(folder.resolve("store/cpython-36")).resolve(name), content.array());
    }

    private static void assertHoldsNothing(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("filled")))
                    .isEmpty();
        }
    }

    @Test
    void aCopyWithAnotherTimeIsThereAsAWholeOrNotAtAll() throws Exception {
        Path source = Files.writeString(folder.resolve("mod.py"), "VALUE = 1\n");
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 1)) {
            Path place = small.path().resolve("mod.cpython-36.pyc");
            small.fillTo(SIZE / 2);
            assertThatThrownBy(() -> RunCopies.copyFor(source, stored(), place)).isInstanceOf(IOException.class);
            assertHoldsNothing(small.path());
        }
        Path place = folder.resolve("mod.cpython-36.pyc");
        RunCopies.copyFor(source, stored(), place);
        assertThat(place).hasSize(SIZE);
        RunCopies.copyFor(source, stored("other.pyc", SIZE + 1), place);
        assertThat(place).as("what is there stays").hasSize(SIZE);
    }

    @Test
    void aCopyThatEnvironmentsLinkIsThereAsAWholeOrNotAtAll() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 1)) {
            RunCopies copies = new RunCopies(small.path().resolve("copies"));
            small.fillTo(SIZE / 2);
            Path place = small.path().resolve("mod.cpython-311.pyc");
            assertThatThrownBy(() -> copies.link(stored(), place))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            assertHoldsNothing(small.path());
        }
    }

    @Test
    void aCopyOnAnotherVolumeIsThereAsAWholeOrNotAtAll() throws Exception {
        RunCopies copies = new RunCopies(folder.resolve("copies"));
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 1)) {
            small.fillTo(SIZE / 2);
            Path place = small.path().resolve("mod.cpython-311.pyc");
            assertThatThrownBy(() -> copies.link(stored(), place))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            assertHoldsNothing(small.path());
        }
    }

    @Test
    void theHookThatPythonStartsWithIsThereAsAWholeOrNotAtAll() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 1)) {
            small.fillTo(0);
            Notes notes = new Notes(folder);
            assertThatThrownBy(() -> ImportHook.install(
                            small.path(), List.of(), folder.resolve("env"), notes, folder.resolve("rewritten")))
                    .isInstanceOf(IOException.class);
            assertHoldsNothing(small.path());
        }
    }
}

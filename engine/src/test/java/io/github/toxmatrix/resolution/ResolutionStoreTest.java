package io.github.toxmatrix.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class ResolutionStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Pins PINS = new Pins(List.of(new Pin("attrs", "23.2.0", List.of("sha256:aa"))), List.of());

    @TempDir
    private Path folder;

    private int resolved;

    private Resolution get(Duration later, ResolutionRequest request) throws Exception {
        Clock clock = InstantSource.fixed(NOW.plus(later)).withZone(ZoneOffset.UTC);
        ResolutionStore store = new ResolutionStore(Optional.of(folder.resolve("store")), Duration.ofHours(24), clock);
        Optional<String> key = store.key(request);
        Optional<Resolution> stored = key.isPresent() ? store.find(key.get()) : Optional.empty();
        if (stored.isPresent()) {
            return stored.get();
        }
        resolved++;
        Resolution found = new Resolution(PINS, clock.instant(), false);
        if (key.isPresent()) {
            store.keep(key.get(), found);
        }
        return found;
    }

    private ResolutionRequest request(Map<String, String> settings, String... lines) {
        Interpreter python = new Interpreter(Path.of("/python"), "cpython", 3, 11, 7, false, 64, "x86_64");
        return new ResolutionRequest(
                python,
                List.of(lines),
                List.of(),
                folder,
                folder.resolve("environment"),
                settings,
                List.of(folder.resolve("uv.toml")),
                "uv 1");
    }

    private ResolutionRequest request(String... lines) {
        return request(Map.of(), lines);
    }

    @Test
    void resolvesOnceAndTellsTheAge() throws Exception {
        assertThat(get(Duration.ZERO, request("attrs"))).isEqualTo(new Resolution(PINS, NOW, false));

        Resolution again = get(Duration.ofHours(2), request("attrs"));

        assertThat(again).isEqualTo(new Resolution(PINS, NOW, true));
        assertThat(again.age(NOW.plus(Duration.ofHours(2)))).isEqualTo(Duration.ofHours(2));
        assertThat(resolved).isEqualTo(1);
    }

    @Test
    void whatIsKnownToBeWrongIsKeptAsLongAsTheAnswer() throws Exception {
        Resolution wrong = get(Duration.ZERO, request("attrs")).refutedBy("attrs==23.2.0 becomes 0");
        Clock later = InstantSource.fixed(NOW.plus(Duration.ofHours(23))).withZone(ZoneOffset.UTC);
        ResolutionStore store = new ResolutionStore(Optional.of(folder.resolve("store")), Duration.ofHours(24), later);
        store.keep(store.key(request("attrs")).orElseThrow(), wrong);

        assertThat(get(Duration.ofHours(24), request("attrs")))
                .isEqualTo(new Resolution(PINS, NOW, true, Optional.of("attrs==23.2.0 becomes 0")));
        assertThat(get(Duration.ofHours(25), request("attrs")).refuted()).isEmpty();
    }

    @Test
    void resolvesAnewWhatIsTooOld() throws Exception {
        get(Duration.ZERO, request("attrs"));

        assertThat(get(Duration.ofHours(25), request("attrs")).stored()).isFalse();
        assertThat(get(Duration.ofHours(26), request("attrs")).stored()).isTrue();
    }

    @Test
    void resolvesAnewWhatAClockThatWasWrongHasDated() throws Exception {
        get(Duration.ofDays(400), request("attrs"));

        assertThat(get(Duration.ZERO, request("attrs")).stored()).isFalse();
        assertThat(get(Duration.ofHours(1), request("attrs")).stored()).isTrue();
    }

    @Test
    void resolvesAnewWhatHasLostAnyPartOfItsEndOrIsNoText() throws Exception {
        get(Duration.ZERO, request("attrs"));
        Path file = onlyFile();
        byte[] whole = Files.readAllBytes(file);
        for (int size = 0; size < whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            assertThat(get(Duration.ZERO, request("attrs")).stored())
                    .as("%d of %d bytes", size, whole.length)
                    .isFalse();
            assertThat(get(Duration.ZERO, request("attrs")).stored()).isTrue();
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(get(Duration.ZERO, request("attrs")).stored()).isFalse();
    }

    @Test
    void resolvesAnewWhatSaysOtherVersionsThanWereFound() throws Exception {
        get(Duration.ZERO, request("attrs"));
        Files.writeString(onlyFile(), Files.readString(onlyFile()).replace("23.2.0", "23.1.0"));

        assertThat(get(Duration.ZERO, request("attrs"))).isEqualTo(new Resolution(PINS, NOW, false));
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void aFileInTheEnvironmentCountsByItsContentWhereverThatLies() throws Exception {
        write("environment/constraints.txt", "attrs<24\n");
        Path elsewhere = write("elsewhere/constraints.txt", "attrs<24\n").resolveSibling("");
        get(Duration.ZERO, request("attrs", "-c " + folder.resolve("environment/constraints.txt")));

        ResolutionRequest there = in(elsewhere, request("attrs", "-c " + elsewhere.resolve("constraints.txt")));
        assertThat(get(Duration.ZERO, there).stored()).isTrue();
        Files.writeString(elsewhere.resolve("constraints.txt"), "attrs<23\n");
        assertThat(get(Duration.ZERO, there).stored()).isFalse();
    }

    private static ResolutionRequest in(Path environment, ResolutionRequest request) {
        return new ResolutionRequest(
                request.python(),
                request.lines(),
                request.options(),
                request.directory(),
                environment,
                request.settings(),
                request.configurationFiles(),
                request.resolver());
    }

    @Test
    void resolvesAnewWhereALineOrASettingDiffers() throws Exception {
        get(Duration.ZERO, request("attrs"));
        get(Duration.ZERO, request("attrs<24"));
        get(Duration.ZERO, request(Map.of("UV_INDEX_URL", "http://localhost/simple"), "attrs"));

        assertThat(resolved).isEqualTo(3);
    }

    @Test
    void resolvesAnewWhereAFileOfRequirementsDiffersHoweverDeep() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "-r deep/b.txt\n");
        Path nested = write("deep/b.txt", "-c c.txt\n");
        Path constraints = write("deep/c.txt", "attrs<24\n");
        get(Duration.ZERO, request("-r a.txt"));
        assertThat(get(Duration.ZERO, request("-r a.txt")).stored()).isTrue();

        Files.writeString(constraints, "attrs<23\n");
        assertThat(get(Duration.ZERO, request("-r a.txt")).stored()).isFalse();
        Files.writeString(nested, "-c c.txt\npytest\n");
        assertThat(get(Duration.ZERO, request("-r a.txt")).stored()).isFalse();
    }

    @Test
    void resolvesAnewWhereAConfigurationOfTheInstallerDiffers() throws Exception {
        get(Duration.ZERO, request("attrs"));
        Files.writeString(folder.resolve("uv.toml"), "offline = true\n");

        assertThat(get(Duration.ZERO, request("attrs")).stored()).isFalse();
    }

    @Test
    void resolvesAnewWhereASourceOfALocalProjectDiffers() throws Exception {
        Path setup = write("project/setup.py", "setup()\n");
        write("project/.git/index", "1");
        get(Duration.ZERO, request("-e project[test]"));
        write("project/.git/index", "12");
        assertThat(get(Duration.ZERO, request("-e project[test]")).stored()).isTrue();

        Files.writeString(setup, "setup(install_requires=['attrs'])\n");
        assertThat(get(Duration.ZERO, request("-e project[test]")).stored()).isFalse();
    }

    @Test
    void doesNotResolveAnewForWhatTestsWriteAndGitIgnores() throws Exception {
        repository();
        ResolutionRequest request = request("-e project");
        get(Duration.ZERO, request);

        write("project/.coverage-py311", "1");
        write("project/report.xml", "<testsuites/>");
        write("project/project.egg-info/PKG-INFO", "what a build has left");
        assertThat(get(Duration.ZERO, request).stored()).isTrue();

        write("project/src/new.py", "NAME = 'untracked, but not ignored'\n");
        assertThat(get(Duration.ZERO, request).stored()).isFalse();
        write("project/.version", "2");
        assertThat(get(Duration.ZERO, request).stored()).as("a hidden file").isFalse();
        Files.delete(folder.resolve("project/setup.py"));
        assertThat(get(Duration.ZERO, request).stored()).as("a file is gone").isFalse();
    }

    @Test
    void resolvesAnewWhereACommitOrATagMayMakeAnotherVersion() throws Exception {
        repository();
        ResolutionRequest request = request("-e project");
        get(Duration.ZERO, request);

        git("commit", "--quiet", "--allow-empty", "-m", "more");
        assertThat(get(Duration.ZERO, request).stored()).isFalse();
        git("tag", "1.1");
        assertThat(get(Duration.ZERO, request).stored()).isFalse();
        assertThat(get(Duration.ZERO, request).stored()).isTrue();
    }

    @Test
    void resolvesAnewWhereARepositoryInTheRepositoryDiffers() throws Exception {
        repository();
        write("project/vendored/lib.py", "1\n");
        git("init", "--quiet", "vendored");
        get(Duration.ZERO, request("-e project"));

        write("project/vendored/lib.py", "12\n");

        assertThat(get(Duration.ZERO, request("-e project")).stored()).isFalse();
    }

    private void repository() throws Exception {
        write("project/setup.py", "setup()\n");
        write("project/.gitignore", ".coverage*\nreport.xml\n");
        git("init", "--quiet");
        git("add", ".");
        git("commit", "--quiet", "-m", "first");
    }

    private void git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@localhost"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.resolve("project").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("git.log").toFile());
        Process git;
        try {
            git = builder.start();
        } catch (IOException missing) {
            throw new TestAbortedException("git cannot be started: " + missing);
        }
        assertThat(git.waitFor())
                .as(Files.readString(folder.resolve("git.log")))
                .isZero();
    }

    @Test
    void neverStoresWhatDependsOnAnotherServersFile() throws Exception {
        get(Duration.ZERO, request("-r http://localhost/requirements.txt"));
        get(Duration.ZERO, request("-r http://localhost/requirements.txt"));
        get(Duration.ZERO, request("attrs @ http://user:secret@localhost/attrs.whl"));

        assertThat(resolved).isEqualTo(3);
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void resolvesAnewWhereAFileIsDamaged() throws Exception {
        get(Duration.ZERO, request("attrs"));
        try (var files = Files.list(folder.resolve("store"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "# found yesterday\nattrs\n");
            }
        }

        assertThat(get(Duration.ZERO, request("attrs")).stored()).isFalse();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

package io.github.toxmatrix.index.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which files of the cache are taken for those of a process that is no more. */
@Timeout(60)
class UnfinishedFileTest {

    @TempDir
    Path folder;

    private PackageCache cache;

    /** Another process, with a file that it never finishes, and keeps when it removes what is left of others. */
    static final class Other {

        private Other() {}

        /** @param args the folder of the cache */
        public static void main(String[] args) throws Exception {
            PackageCache cache = PackageCache.open(new CacheFolder(Path.of(args[0])), 1 << 30);
            try (UnfinishedFile file = cache.newFile()) {
                System.out.println(file.path());
                int told = System.in.read();
                cache.trim();
                System.out.println("trimmed" + told);
                Thread.currentThread().join();
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        cache = PackageCache.open(new CacheFolder(folder), 1 << 30);
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void thatOfAnotherIsRemovedSoonAfterItsDeathAndNeverBefore() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            Path file = Path.of(said.readLine());
            age(file, Duration.ofDays(1));
            other.getOutputStream().write('1');
            other.getOutputStream().flush();
            assertThat(said.readLine()).startsWith("trimmed");
            cache.trim();
            assertThat(file).exists();

            other.destroyForcibly().waitFor();
            age(file, Duration.ofMinutes(2));
            cache.trim();
            assertThat(file).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void whatIsWrittenAtOnceIsNotLockedAndKeptForAMinute() throws Exception {
        Path page = Files.writeString(folder.resolve("index/unfinished/page"), "<html>");
        cache.trim();
        assertThat(page).exists();

        age(page, Duration.ofMinutes(2));
        cache.trim();
        assertThat(page).doesNotExist();
    }
}

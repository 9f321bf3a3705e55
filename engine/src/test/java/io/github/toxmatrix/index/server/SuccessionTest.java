package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two processes: one serves, is killed, and the other goes on at the same place. */
@Timeout(60)
class SuccessionTest {

    /** The other process. */
    static final class Other {

        private Other() {}

        /** @param args the folder of the cache, the index behind, and a file for whose lock it waits then */
        public static void main(String[] args) throws Exception {
            Upstream upstream = Upstream.parse(args[1], Upstream.Kind.SIMPLE).orElseThrow();
            PackageIndex index = PackageIndex.open(
                    List.of(upstream), PlainNetwork.patient(), IndexOptions.of(new CacheFolder(Path.of(args[0]))));
            System.out.println(index.url(upstream).orElseThrow() + " " + index.isServing());
            if (System.in.read() >= 0) {
                System.out.println("has it: " + lock(Path.of(args[2])));
            }
            Thread.currentThread().join();
        }

        /** As the JDK does it, to which the system says no where it takes that for a deadlock. */
        private static String lock(Path file) throws Exception {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FutureTask<FileLock> locked = new FutureTask<>(channel::lock);
            Thread waiting = new Thread(locked);
            waiting.start();
            while (!locked.isDone() && !isInSystem(waiting.getStackTrace())) {
                Thread.sleep(20);
            }
            System.out.println("waits");
            try {
                return String.valueOf(locked.get().isValid());
            } catch (ExecutionException refused) {
                return refused.toString();
            }
        }

        private static boolean isInSystem(StackTraceElement[] trace) {
            return trace.length > 0
                    && trace[0].isNativeMethod()
                    && trace[0].getMethodName().startsWith("lock");
        }
    }

    @TempDir
    Path cache;

    private Process start(FakeIndex behind) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        cache.toString(),
                        behind.upstream().url().toString(),
                        cache.resolve("something else").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Who serves may wait for a lock that those have who wait for its place, such as that of a bytecode store. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the system has to take it for a deadlock")
    void isNoDeadlockWithOtherLocks() throws Exception {
        try (FakeIndex behind = FakeIndex.start();
                FileChannel held = FileChannel.open(
                        cache.resolve("something else"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = held.lock();
            Process other = start(behind);
            try (BufferedReader lines = lines(other)) {
                assertThat(lines.readLine()).endsWith(" true");
                try (PackageIndex index = open(behind)) {
                    other.getOutputStream().write('\n');
                    other.getOutputStream().flush();
                    assertThat(lines.readLine()).isEqualTo("waits");

                    lock.release();
                    assertThat(lines.readLine()).isEqualTo("has it: true");
                    other.destroyForcibly().waitFor();
                    while (!index.isServing()) {
                        Thread.sleep(20);
                    }
                }
            } finally {
                other.destroyForcibly();
            }
        }
    }

    /** As two classes of tests in one JVM have it, of which one ends first. */
    @Test
    void isStillServedWhenAnotherOfTheSameProcessIsClosed() throws Exception {
        try (FakeIndex behind = FakeIndex.start();
                PackageIndex index = open(behind)) {
            try (PackageIndex another = open(behind)) {
                assertThat(another.isServing()).isFalse();
                assertThat(another.base()).isEqualTo(index.base());
            }
            Process other = start(behind);
            try (BufferedReader lines = lines(other)) {
                assertThat(lines.readLine())
                        .isEqualTo(index.url(behind.upstream()).orElseThrow() + " false");
            } finally {
                other.destroyForcibly();
            }
        }
    }

    @Test
    void anotherOfTheSameProcessTakesOver() throws Exception {
        try (FakeIndex behind = FakeIndex.start()) {
            PackageIndex index = open(behind);
            try (PackageIndex another = open(behind)) {
                index.close();

                while (!another.isServing()) {
                    Thread.sleep(20);
                }
                assertThat(another.base()).isEqualTo(index.base());
            }
        }
    }

    private PackageIndex open(FakeIndex behind) throws IOException {
        return PackageIndex.open(
                List.of(behind.upstream()), PlainNetwork.patient(), IndexOptions.of(new CacheFolder(cache)));
    }

    @Test
    void takesOverFromAProcessThatIsKilled() throws Exception {
        Wheel demo = new Wheel("demo", "1.0");
        try (FakeIndex behind = FakeIndex.start().publish("demo", demo.filename(), demo.bytes())) {
            Process other = start(behind);
            try (BufferedReader lines = lines(other)) {
                String[] told = lines.readLine().split(" ", -1);
                assertThat(told[1]).isEqualTo("true");
                try (PackageIndex index = open(behind)) {
                    URI place = index.url(behind.upstream()).orElseThrow();
                    assertThat(place).hasToString(told[0]);
                    assertThat(index.isServing()).isFalse();

                    other.destroyForcibly().waitFor();

                    while (!index.isServing()) {
                        Thread.sleep(20);
                    }
                    assertThat(status(place.resolve("demo/"))).isEqualTo(200);
                }
            } finally {
                other.destroyForcibly();
            }
        }
    }

    private static int status(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

package io.github.toxmatrix.benchmarks;

import io.github.toxmatrix.tox.ToxEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.platform.launcher.TestPlan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading configurations that are alike but for their size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
public class GeneratedProject {

    @Param({"1000", "2000", "5000", "10000"})
    int environments;

    @Param({"tox.ini", "tox.toml"})
    String format;

    private Path file;

    @Setup(Level.Trial)
    public void write() throws IOException {
        file = Files.createTempDirectory("tox-matrix-benchmark").resolve(format);
        Files.writeString(file, format.equals("tox.ini") ? Generated.ini(environments) : Generated.toml(environments));
        int found = Reading.names(file).size();
        if (found != environments) {
            throw new IllegalStateException(found + " environments instead of " + environments);
        }
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
        Files.delete(file.getParent());
    }

    @Benchmark
    public List<ToxEnvironment> names() {
        return Reading.names(file);
    }

    @Benchmark
    public long descriptions() {
        return Reading.descriptions(file);
    }

    @Benchmark
    public long settings() {
        return Reading.settings(file);
    }

    @Benchmark
    public TestPlan launcher() {
        return Reading.plan(file.getParent());
    }
}

package io.github.toxmatrix.benchmarks;

import io.github.toxmatrix.tox.ToxEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.platform.launcher.TestPlan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the configuration of a real project. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
public class RealProject {

    @Param("")
    String project;

    @Benchmark
    public List<ToxEnvironment> names() {
        return Reading.names(Path.of(project));
    }

    @Benchmark
    public long descriptions() {
        return Reading.descriptions(Path.of(project));
    }

    @Benchmark
    public long settings() {
        return Reading.settings(Path.of(project));
    }

    @Benchmark
    public TestPlan launcher() {
        return Reading.plan(Path.of(project));
    }
}

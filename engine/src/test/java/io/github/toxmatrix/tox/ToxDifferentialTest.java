package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads random configurations here and with an installed tox. See docs/conformance.md. */
@Tag("slow")
class ToxDifferentialTest {

    private static final int CASES = Integer.getInteger("tox.differential.cases", 200);
    private static final int SHOWN = Integer.getInteger("tox.differential.shown", 3);

    /** How often a configuration is read to make it small. */
    private static final int TRIES = Integer.getInteger("tox.differential.tries", 500);

    @TempDir
    Path folders;

    /** The same in every build; {@code tox.differential.seed} names another, or {@code random}. */
    static List<Long> seeds() {
        String given = System.getProperty("tox.differential.seed", "720001");
        return List.of(given.equals("random") ? System.nanoTime() % 1_000_000_000 : Long.parseLong(given));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsWhatToxReads(long seed) throws IOException, InterruptedException {
        Optional<Path> python = InstalledTox.python();
        assumeTrue(
                python.isPresent(),
                "skipped: there is no tox to compare with, and it cannot be installed (target/tox-install.log says why);"
                        + " name a Python that has it with -Dtox.python=FILE");
        try (ToxOracle oracle = ToxOracle.start(python.get())) {
            Differential differential = new Differential(oracle, folders.toRealPath());
            Map<String, List<Long>> seeds = new LinkedHashMap<>();
            int different = 0;
            for (long at = seed; at < seed + CASES; at++) {
                List<Difference> differences = differential.compare(RandomProject.of(at));
                if (!differences.isEmpty()) {
                    different++;
                    long of = at;
                    differences.stream().map(Difference::what).distinct().forEach(what -> seeds.computeIfAbsent(
                                    what, first -> new ArrayList<>())
                            .add(of));
                }
            }
            System.out.printf(
                    "tox %s: %d configurations from seed %d, %d of them refused by tox, %d read differently%n",
                    oracle.version(), CASES, seed, differential.failed(), different);
            if (!seeds.isEmpty()) {
                fail(report(differential, seeds));
            }
        }
    }

    private static String report(Differential differential, Map<String, List<Long>> seeds) {
        StringBuilder report =
                new StringBuilder("configurations that are read differently, each in its smallest form\n");
        seeds.forEach((what, found) -> {
            report.append("\n==== ")
                    .append(what)
                    .append(": ")
                    .append(found.size())
                    .append(" times\n");
            found.stream().limit(SHOWN).forEach(seed -> {
                RandomProject smallest = smallest(differential, what, RandomProject.of(seed));
                report.append("\nseed ")
                        .append(seed)
                        .append('\n')
                        .append(smallest)
                        .append('\n');
                differential.compare(smallest).stream()
                        .filter(difference -> difference.what().equals(what))
                        .limit(1)
                        .forEach(report::append);
            });
        });
        return report.toString();
    }

    private static RandomProject smallest(Differential differential, String what, RandomProject project) {
        RandomProject called = project.withLess()
                .filter(less -> differs(differential, what, less))
                .findFirst()
                .orElse(project);
        AtomicInteger tries = new AtomicInteger(TRIES);
        return called.with(TextReduction.smallest(
                called.text(), text -> tries.getAndDecrement() > 0 && differs(differential, what, called.with(text))));
    }

    private static boolean differs(Differential differential, String what, RandomProject project) {
        return differential.compare(project).stream()
                .anyMatch(difference -> difference.what().equals(what));
    }
}

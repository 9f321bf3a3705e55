package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.RunKeys;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which environments are made before their turns, and that nothing of that is lost or left. */
@Timeout(30)
class PreparedEnvironmentsTest {

    private final Making making = new Making();
    private final RecordedSteps told = new RecordedSteps();
    private final PlainProcesses processes = new PlainProcesses();
    private boolean room = true;
    private final PreparedEnvironments environments = new PreparedEnvironments(making, () -> room);

    /** Notes what is made and removed, and on which threads. */
    private static final class Making implements Environments {

        final BlockingQueue<String> made = new LinkedBlockingQueue<>();
        final BlockingQueue<String> removed = new LinkedBlockingQueue<>();
        final Map<String, Thread> threads = new ConcurrentHashMap<>();
        final Map<String, CountDownLatch> blocked = new ConcurrentHashMap<>();
        final Set<String> broken = ConcurrentHashMap.newKeySet();
        boolean closed;

        @Override
        public Provisioned provision(ToxEnvironment environment, ProcessScope scope, ProvisionListener listener)
                throws InterruptedException {
            String name = environment.name();
            threads.put(name, Thread.currentThread());
            made.add(name);
            if (broken.remove(name)) {
                throw new IllegalStateException("broken");
            }
            listener.started("create");
            blocked.getOrDefault(name, new CountDownLatch(0)).await();
            listener.finished("create", Outcome.passed(), name);
            return new Provisioned.Failed("of " + name);
        }

        @Override
        public List<SharedChange> changes(ToxEnvironment environment) {
            return List.of();
        }

        @Override
        public void discard(ToxEnvironment environment) {
            removed.add(environment.name());
        }

        @Override
        public String place() {
            return "nowhere";
        }

        @Override
        public String sizes() {
            return removed.toString();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static FakeEnvironment environment(String name) {
        return new FakeEnvironment(name, Path.of(name)).set(RunKeys.DEPENDS, List.of());
    }

    private void foresee(int atOnce, ToxEnvironment... coming) {
        environments.prepareAhead(List.of(coming), environment -> processes, atOnce);
    }

    private Provisioned turnOf(ToxEnvironment environment) throws InterruptedException {
        return environments.provision(environment, processes, told);
    }

    /** Waits for what is made on another thread. */
    private String nextMade() throws InterruptedException {
        return String.valueOf(making.made.poll(10, TimeUnit.SECONDS));
    }

    @AfterEach
    void close() {
        making.blocked.values().forEach(CountDownLatch::countDown);
        environments.close();
        assertThat(making.closed).isTrue();
        Set<String> left = new HashSet<>(making.threads.keySet());
        left.removeIf(name -> !making.threads.get(name).getName().startsWith("tox-matrix-ahead")
                || !making.threads.get(name).isAlive());
        assertThat(left).as("still being made").isEmpty();
    }

    @Test
    void theNextIsMadeWhileTheOneBeforeRunsAndToldInItsTurn() throws Exception {
        FakeEnvironment one = environment("one");
        FakeEnvironment two = environment("two");
        foresee(2, one, two);
        turnOf(one);
        assertThat(nextMade()).isEqualTo("one");
        assertThat(nextMade()).isEqualTo("two");
        assertThat(told.outputs).containsExactly("one");

        assertThat(turnOf(two)).isEqualTo(new Provisioned.Failed("of two"));

        assertThat(told.events).containsExactly("started create", "Passed create", "started create", "Passed create");
        assertThat(told.outputs).containsExactly("one", "two");
        assertThat(making.threads.get("two")).isNotSameAs(Thread.currentThread());
        assertThat(making.made).as("made once").isEmpty();
    }

    @Test
    void noMoreAreMadeThanRunAtATime() throws Exception {
        FakeEnvironment one = environment("one");
        FakeEnvironment two = environment("two");
        foresee(1, one, two, environment("three"), environment("four"));
        turnOf(one);
        assertThat(nextMade()).isEqualTo("one");
        assertThat(nextMade()).isEqualTo("two");
        turnOf(environment("another"));
        assertThat(nextMade()).isEqualTo("another");

        turnOf(two);

        assertThat(nextMade()).as("after two has begun").isEqualTo("three");
    }

    @Test
    void whatWaitsForOthersOrLiesWhereTheConfigurationSaysIsMadeInItsTurn() throws Exception {
        FakeEnvironment one = environment("one");
        FakeEnvironment waiting = environment("waiting").set(RunKeys.DEPENDS, List.of("one"));
        FakeEnvironment placed = environment("placed").configured("env_dir");
        foresee(3, one, waiting, placed, environment("last"));
        turnOf(one);
        assertThat(nextMade()).isEqualTo("one");
        assertThat(nextMade()).isEqualTo("last");

        turnOf(waiting);
        turnOf(placed);

        assertThat(making.threads.get("waiting")).isSameAs(Thread.currentThread());
        assertThat(making.threads.get("placed")).isSameAs(Thread.currentThread());
    }

    @Test
    void withoutRoomEachIsMadeInItsTurn() throws Exception {
        room = false;
        FakeEnvironment one = environment("one");
        FakeEnvironment two = environment("two");
        foresee(2, one, two);
        turnOf(one);
        turnOf(two);

        assertThat(making.threads.get("two")).isSameAs(Thread.currentThread());
    }

    @Test
    void whatBrokeOffIsMadeAgainInItsTurn() throws Exception {
        FakeEnvironment one = environment("one");
        FakeEnvironment two = environment("two");
        making.broken.add("two");
        foresee(2, one, two);
        turnOf(one);

        assertThat(turnOf(two)).isEqualTo(new Provisioned.Failed("of two"));

        assertThat(told.outputs).containsExactly("one", "two");
        assertThat(making.removed).containsExactly("two");
    }

    @Test
    void anInterruptionEndsWhatIsBeingMade() throws Exception {
        FakeEnvironment one = environment("one");
        FakeEnvironment two = environment("two");
        making.blocked.put("two", new CountDownLatch(1));
        foresee(2, one, two);
        turnOf(one);
        assertThat(nextMade()).isEqualTo("one");
        assertThat(nextMade()).isEqualTo("two");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> turnOf(two)).isInstanceOf(InterruptedException.class);

        assertThat(making.threads.get("two").isAlive()).isFalse();
    }

    @Test
    void whatHadNoTurnIsEndedAndRemovedWhenTheRunEnds() throws Exception {
        FakeEnvironment one = environment("one");
        making.blocked.put("two", new CountDownLatch(1));
        foresee(2, one, environment("two"));
        turnOf(one);
        assertThat(nextMade()).isEqualTo("one");
        assertThat(nextMade()).isEqualTo("two");

        environments.close();

        assertThat(making.removed).containsExactly("two");
        assertThat(making.threads.get("two").isAlive()).isFalse();
    }

    @Test
    void sizesCountWhatIsBeingRemoved() {
        environments.discard(environment("one"));

        assertThat(environments.sizes()).isEqualTo("[one]");
    }
}

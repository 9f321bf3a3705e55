package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.tox.document.SourcePosition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each step is told once, also of an environment that is set up twice. */
class ToxStepsTest {

    private final List<String> told = new ArrayList<>();
    private final ToxSteps steps = new ToxSteps(
            new Tally(new RunListener() {
                @Override
                public void started(TestCase test) {
                    told.add("started " + test.displayName());
                }

                @Override
                public void finished(TestCase test, Outcome outcome, String output) {
                    told.add(outcome.getClass().getSimpleName() + " " + test.displayName() + " [" + output.strip()
                            + "]");
                }
            }),
            new SourcePosition(Path.of("tox.ini"), 1));

    private void step(String name, String printed) {
        steps.pass();
        steps.begin(name);
        steps.print(printed);
    }

    /** As {@code deps} are when RAM is full. */
    private void failInDeps() {
        step("create", "made\n");
        step("deps", "full");
        steps.fails("no space");
        steps.again("once more");
    }

    private String all() {
        return String.join("\n", told);
    }

    @Test
    void stepsFollowEachOtherWithWhatTheyPrint() {
        step("create", "made");
        step("deps", "installed");
        steps.passAll();

        assertThat(all())
                .isEqualTo(
                        """
                        started provision: create
                        Passed provision: create [made]
                        started provision: deps
                        Passed provision: deps [installed]""");
    }

    @Test
    void aSecondTimeGoesOnWhereTheFirstOneFailed() {
        failInDeps();
        step("create", "made on disk\n");
        step("deps", "installed\n");
        step("package", "built");
        steps.passAll();

        assertThat(all())
                .isEqualTo(
                        """
                        started provision: create
                        Passed provision: create [made]
                        started provision: deps
                        Passed provision: deps [full
                        once more
                        made on disk
                        installed]
                        started provision: package
                        Passed provision: package [built]""");
    }

    @Test
    void aSecondTimeThatFailsEarlierFailsTheStepThatIsOpen() {
        failInDeps();
        step("create", "no disk either");
        steps.fail("no disk", "");

        assertThat(told)
                .hasSize(4)
                .last()
                .asString()
                .startsWith("Failed provision: deps [full")
                .contains("no disk");
        assertThat(steps.isOpen()).isFalse();
    }

    @Test
    void aStepThatTheSecondTimeDoesNotHaveComesToItsEndWithTheOthers() {
        failInDeps();
        step("create", "made on disk");
        steps.passAll();

        assertThat(told).hasSize(4).last().asString().startsWith("Passed provision: deps");
    }

    @Test
    void whatPassedTheFirstTimeAndFailsWhenNothingIsOpenIsToldUnderAnotherName() {
        step("create", "");
        step("deps", "");
        step("create", "");
        steps.fail("why", "");

        assertThat(told).last().asString().startsWith("Failed provision: create (again)");
    }
}

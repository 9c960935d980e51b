package io.advicly.calendly.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private static final Step REVOKE = new Step.Revoke(3);
    private static final Step LEAVE = new Step.Disconnect(1, false, 0);

    @Test
    void leavesTheStepsWithoutWhichItDoesNotFail() {
        List<Step> steps = padded(REVOKE, LEAVE);

        List<Step> shrunk =
                new Shrinker(it -> it.contains(REVOKE) && it.contains(LEAVE), 200).shrink(steps);

        assertThat(shrunk).containsExactly(REVOKE, LEAVE);
    }

    /// A step that has others in it is left out or stays as a whole, and Calendly keeps its habits.
    @Test
    void leavesWhatIsDrawnOnlyWhenAskedFor() {
        Step frozen = new Step.Together(LEAVE, new Step.More.Freeze(0, 10), 5);
        History failing = HistoryGenerator.of(1, true).with(padded(REVOKE, frozen));

        List<Step> shrunk = new Shrinker(it -> it.contains(frozen), 200).shrink(failing.steps());

        assertThat(shrunk).containsExactly(frozen);
        assertThat(failing.with(shrunk).habits())
                .isNotEmpty()
                .isEqualTo(HistoryGenerator.of(1, true).habits());
    }

    @Test
    void keepsTheOrder() {
        List<Step> shrunk =
                new Shrinker(it -> it.indexOf(LEAVE) > it.indexOf(REVOKE), 200)
                        .shrink(padded(REVOKE, LEAVE));

        assertThat(shrunk).last().isEqualTo(LEAVE);
    }

    @Test
    void leavesAllWhereAllIsNeeded() {
        List<Step> steps = padded(REVOKE, LEAVE);

        assertThat(new Shrinker(it -> it.size() == steps.size(), 200).shrink(steps))
                .isEqualTo(steps);
    }

    @Test
    void endsAfterItsReplays() {
        AtomicInteger replays = new AtomicInteger();
        Shrinker shrinker =
                new Shrinker(
                        it -> {
                            replays.incrementAndGet();
                            return it.contains(LEAVE);
                        },
                        7);

        assertThat(shrinker.shrink(padded(REVOKE, LEAVE))).contains(LEAVE);
        assertThat(replays).hasValue(7);
    }

    /// Ten steps before each of them, and ten at the end.
    private static List<Step> padded(Step... steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            pad(all);
            all.add(step);
        }
        pad(all);
        return List.copyOf(all);
    }

    private static void pad(List<Step> all) {
        for (int i = 0; i < 10; i++) {
            all.add(new Step.Pause(i));
        }
    }
}

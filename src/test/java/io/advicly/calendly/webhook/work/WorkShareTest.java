package io.advicly.calendly.webhook.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.webhook.work.WorkShare.Seen;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkShareTest {

    private static final int MOST = 8;
    private static final Duration YOUNG = Duration.ofMillis(50);
    private static final Duration OLD = Duration.ofMinutes(3);
    private static final Duration AT_ONCE = Duration.ofMillis(2);
    private static final Duration A_WHILE = Duration.ofMillis(40);
    private static final Duration FOR_EVER = Duration.ofMinutes(1);
    private static final int FEW = WorkShare.CROWD;
    private static final int CROWD = WorkShare.CROWD + 1;
    private static final WorkShare WHOLE = new WorkShare(MOST, AT_ONCE, 0);

    @Test
    void theWholeMachineIsTheWorkersWhileFewWait() {
        WorkShare share = after(100, WHOLE, new Seen(WorkShare.LIMIT, FEW, YOUNG));
        assertThat(share.slots()).isEqualTo(MOST);
        assertThat(share.pauseAfter(Duration.ofSeconds(1))).isZero();
    }

    @Test
    void theWorkGivesWayToAnswersThatAreBeyondTheirLimit() {
        WorkShare share = after(100, WHOLE, new Seen(WorkShare.LIMIT.plusMillis(1), 1, YOUNG));
        assertThat(share.slots()).isOne();
        assertThat(share.pauseAfter(Duration.ofMillis(10))).isPositive();
    }

    @Test
    void theWorkGivesWayToACrowdThatWaitsForAnswers() {
        WorkShare share = after(100, WHOLE, new Seen(A_WHILE, CROWD, YOUNG));
        assertThat(share.slots()).isOne();
        assertThat(share.pauseAfter(Duration.ofMillis(10))).isPositive();
    }

    @Test
    void aCrowdThatIsAnsweredAtOnceIsNone() {
        WorkShare share =
                after(100, WHOLE, new Seen(AT_ONCE.multipliedBy(WorkShare.SLOWER), CROWD, YOUNG));
        assertThat(share.slots()).isEqualTo(MOST);
    }

    @Test
    void aSlowDiskMakesNoCrowd() {
        // Given
        WorkShare onSlowDisk = new WorkShare(MOST, A_WHILE, 0);
        // When
        Seen seen = new Seen(A_WHILE.multipliedBy(WorkShare.SLOWER), CROWD, YOUNG);
        // Then
        assertThat(after(100, onSlowDisk, seen).slots()).isEqualTo(MOST);
        assertThat(after(100, WHOLE, seen).slots()).isOne();
    }

    @Test
    void someWorkIsDoneWhateverAnswersTake() {
        WorkShare share = after(10_000, WHOLE, new Seen(FOR_EVER, CROWD, Duration.ZERO));
        assertThat(share.groups()).isEqualTo(WorkShare.LEAST);
    }

    @Test
    void theOlderTheOldestIsTheMoreIsDoneWhateverAnswersTake() {
        double before = 0;
        for (int seconds = 0; seconds <= 40; seconds += 10) {
            Seen seen = new Seen(FOR_EVER, CROWD, Duration.ofSeconds(seconds));
            double groups = after(10_000, WHOLE, seen).groups();
            assertThat(groups).isGreaterThan(before);
            before = groups;
        }
    }

    @Test
    void butNeverMoreThanOneGroupAtOnce() {
        WorkShare share = after(10_000, WHOLE, new Seen(FOR_EVER, CROWD, Duration.ofHours(5)));
        assertThat(share.groups()).isOne();
    }

    @Test
    void aBacklogIsWorkedOffAtFullSpeedOnceNobodyAsks() {
        // Given
        WorkShare behind = after(1_000, WHOLE, new Seen(FOR_EVER, CROWD, OLD));
        assertThat(behind.slots()).isOne();
        // When
        WorkShare share = after(40, behind, new Seen(Duration.ZERO, 0, OLD));
        // Then
        assertThat(share.slots()).isEqualTo(MOST);
    }

    @Test
    void whatAnswersLeaveOverIsTheWorkers() {
        // Given
        WorkShare behind = after(1_000, WHOLE, new Seen(FOR_EVER, CROWD, OLD));
        // When
        WorkShare share = after(40, behind, new Seen(A_WHILE, FEW, OLD));
        // Then
        assertThat(share.slots()).isEqualTo(MOST);
    }

    /// They come at a steady rate: what delays them for a moment is no reason to fall behind.
    @Test
    void aCrowdThatGoesAsTheWorkGivesWayCostsItAMoment() {
        WorkShare share = WHOLE;
        double done = 0;
        for (int period = 0; period < 1_000; period++) {
            boolean busy = share.groups() > 3;
            Seen seen = busy ? new Seen(A_WHILE, CROWD, YOUNG) : new Seen(AT_ONCE, FEW, YOUNG);
            share = share.next(seen, MOST);
            done += share.groups();
        }

        assertThat(done / 1_000).isGreaterThan(2.5);
    }

    @Test
    void fromACrowdThatStaysTheWorkKeepsAwayForAWhileHoweverFastItIsAnswered() {
        WorkShare given = after(20, WHOLE, new Seen(A_WHILE, CROWD, YOUNG));
        Seen answered = new Seen(AT_ONCE, WorkShare.CROWD_STILL + 1, YOUNG);

        assertThat(after(WorkShare.KEPT, given, answered).groups()).isLessThan(WorkShare.GIVEN_WAY);
        // Whether it would be in the way is tried again.
        assertThat(after(WorkShare.KEPT + 8, given, answered).slots()).isEqualTo(MOST);
    }

    @Test
    void onceTheCrowdHasGoneTheWorkIsBackAtOnce() {
        WorkShare given = after(20, WHOLE, new Seen(A_WHILE, CROWD, YOUNG));
        Seen gone = new Seen(A_WHILE, WorkShare.CROWD_STILL, YOUNG);

        assertThat(after(8, given, gone).slots()).isEqualTo(MOST);
    }

    @Test
    void theBestIsWhatAnswersTookAtBestAndIsForgottenSlowly() {
        WorkShare seen = WorkShare.whole(MOST).next(new Seen(AT_ONCE, 1, YOUNG), MOST);
        assertThat(seen.best()).isEqualTo(AT_ONCE);

        Duration afterAMinute = after(600, seen, new Seen(A_WHILE, 1, YOUNG)).best();
        Duration afterACrowdedMinute = after(600, seen, new Seen(A_WHILE, CROWD, YOUNG)).best();
        assertThat(afterACrowdedMinute).isBetween(AT_ONCE, afterAMinute);
        assertThat(afterAMinute)
                .isGreaterThan(AT_ONCE)
                .isLessThan(AT_ONCE.multipliedBy(12).dividedBy(10));
    }

    @Test
    void whereNobodyHasAskedNothingIsLearned() {
        assertThat(after(100, WHOLE, new Seen(Duration.ZERO, 0, YOUNG)).best()).isEqualTo(AT_ONCE);
    }

    @Test
    void aPauseIsTheLongerTheLessMayBeDone() {
        Duration took = Duration.ofMillis(10);
        assertThat(share(1).pauseAfter(took)).isZero();
        assertThat(share(0.5).pauseAfter(took)).isEqualTo(took);
        assertThat(share(0.25).pauseAfter(took)).isEqualTo(took.multipliedBy(3));
    }

    private static WorkShare share(double groups) {
        return new WorkShare(groups, AT_ONCE, 0);
    }

    private static WorkShare after(int periods, WorkShare first, Seen seen) {
        WorkShare share = first;
        for (int period = 0; period < periods; period++) {
            share = share.next(seen, MOST);
        }
        return share;
    }
}

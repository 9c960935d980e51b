package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {

    private static final Offset<Double> HARDLY = within(0.001);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10); // it may overflow
    private final AnswerTimes answers = new AnswerTimes(clock::get);

    @Test
    void whereNobodyAskedThereIsNone() {
        pass(100);
        assertThat(answers.lately()).isEqualTo(new AnswerTimes.Lately(Duration.ZERO, 0));
    }

    @Test
    void isTheMeanSinceItWasLastAsked() {
        answers.answered(3, Duration.ofMillis(10));
        answers.answered(1, Duration.ofMillis(30));
        assertThat(answers.lately().answers()).isEqualTo(Duration.ofMillis(20));

        answers.answered(7, Duration.ofMillis(4));
        assertThat(answers.lately().answers()).isEqualTo(Duration.ofMillis(4));
        assertThat(answers.lately().answers()).isZero();
    }

    @Test
    void tellsHowManyWaitedAtTheSameTime() {
        // Ten all the time, as a commit of ten follows the other.
        for (int commit = 0; commit < 10; commit++) {
            pass(5);
            answers.answered(10, Duration.ofMillis(5));
        }
        assertThat(answers.lately().waiting()).isEqualTo(10, HARDLY);
        // Three for a tenth of the time.
        pass(100);
        answers.answered(3, Duration.ofMillis(10));
        assertThat(answers.lately().waiting()).isEqualTo(0.3, HARDLY);
    }

    @Test
    void aCommitThatHangsIsSeenByThoseWhoWaitForTheNext() {
        answers.watch(() -> Duration.ofSeconds(3));
        answers.answered(1, Duration.ofMillis(10));
        assertThat(answers.lately().answers()).isEqualTo(Duration.ofSeconds(3));
    }

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}

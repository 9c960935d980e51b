package io.advicly.calendly.calendly.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.http.answer.AnswerTooLargeException;
import io.advicly.calendly.calendly.http.answer.NoRoomForAnswerException;
import io.advicly.calendly.calendly.http.answer.TransportFailures;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {

    private final AnswerMemory memory = new AnswerMemory(10, 25);

    @Test
    void oneThatIsTooLargeIsSoByItself() {
        AnswerMemory.Share share = memory.share(null);

        assertThat(share.take(10)).isTrue();
        assertThat(share.take(1)).isFalse();

        assertThat(share.refusal()).isInstanceOf(AnswerTooLargeException.class);
        assertThat(memory.share("11").refusal()).isInstanceOf(AnswerTooLargeException.class);
    }

    /// It says nothing of the one that comes last, which is asked for again.
    @Test
    void soManyAtOnceAreTooMany() {
        assertThat(memory.share(null).take(10)).isTrue();
        assertThat(memory.share(null).take(10)).isTrue();
        AnswerMemory.Share share = memory.share(null);

        assertThat(share.take(6)).isFalse();

        assertThat(share.refusal()).isInstanceOf(NoRoomForAnswerException.class);
        assertThat(TransportFailures.isTooLarge(share.refusal())).isFalse();
        assertThat(TransportFailures.ofOneRecord(share.refusal()))
                .isInstanceOf(CalendlyFailure.Unavailable.class)
                .hasMessageContaining("too many answers");
    }

    @Test
    void whatHasEndedLeavesItsRoom() {
        AnswerMemory.Share first = memory.share(null);
        assertThat(first.take(10)).isTrue();
        assertThat(memory.share(null).take(10)).isTrue();
        first.end();

        assertThat(memory.share(null).take(10)).isTrue();
    }
}

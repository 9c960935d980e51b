package io.advicly.calendly.meeting.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.stream.StreamStarts.Start;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StreamStartTest {

    @Test
    void whoeverIsNewBeginsWithWhatComesNext() {
        assertThat(Start.decide(OptionalLong.empty(), 90, 7)).isEqualTo(new Start(7, false));
        assertThat(Start.decide(OptionalLong.empty(), 90, 0)).isEqualTo(new Start(0, false));
    }

    @Test
    void whoeverComesBackGoesOn() {
        assertThat(Start.decide(OptionalLong.of(0), 90, 7)).isEqualTo(new Start(0, true));
        assertThat(Start.decide(OptionalLong.of(90), 90, 7)).isEqualTo(new Start(90, true));
    }

    @Test
    void aNumberThatWasNeverHandedOutIsNone() {
        assertThat(Start.decide(OptionalLong.of(91), 90, 7)).isEqualTo(new Start(7, false));
    }
}

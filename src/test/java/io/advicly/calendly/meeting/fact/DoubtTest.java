package io.advicly.calendly.meeting.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtTest {

    @ParameterizedTest
    @ValueSource(strings = {"active", "on hold", "", " "})
    void aDoubtSaysWhenItWasTold(String status) {
        Instant told = Said.minute(1).plusNanos(1_000);

        assertThat(Doubt.toldAt(Doubt.told(told, status))).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {InviteeFacts.UNLISTED, "active", "on hold", "", " "})
    void nothingElseDoes(String statusRaw) {
        assertThat(Doubt.toldAt(statusRaw)).isNull();
    }

    @Test
    void whatStandsAgainstACancellationIsKept() {
        assertThat(LaterReadingsTest.doubtful(Said.invitee("E/I", 0), 1).statusRaw())
                .isEqualTo("2026-02-01T12:01:00Z active");
    }
}

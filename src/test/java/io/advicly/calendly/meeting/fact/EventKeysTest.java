package io.advicly.calendly.meeting.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventKeysTest {

    @Test
    void bothEndsOfARescheduleLockTheSameEventsInTheSameOrder() {
        // Given
        InviteeFacts old = InviteeFacts.of(Said.invitee("E2/I2", 1).rescheduledTo("E1/I1").build());
        InviteeFacts successor =
                InviteeFacts.of(Said.invitee("E1/I1", 1).rescheduledFrom("E2/I2").build());
        // Then
        assertThat(EventKeys.of(Said.eventUri("E2"), List.of(old)))
                .containsExactlyElementsOf(EventKeys.of(Said.eventUri("E1"), List.of(successor)))
                .containsExactly(Said.eventUri("E1"), Said.eventUri("E2"));
    }

    @Test
    void aLinkOfUnknownFormStillLocksSomething() {
        InviteeFacts odd =
                InviteeFacts.of(Said.invitee("E1/I1", 1).build()).linked("somewhere else", null);
        assertThat(EventKeys.of(Said.eventUri("E1"), List.of(odd)))
                .containsExactly(Said.eventUri("E1"), "somewhere else");
    }
}

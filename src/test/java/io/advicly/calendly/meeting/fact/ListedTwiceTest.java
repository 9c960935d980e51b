package io.advicly.calendly.meeting.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.meeting.Telling;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A list that changes while it is read names an invitee twice, as it was and as it is.
class ListedTwiceTest {

    private static final Invitee BEFORE = Said.invitee("E/I", 1).build();
    private static final Invitee AFTER = Said.invitee("E/I", 2).canceled().build();

    @Test
    void whoIsNamedTwiceInOneReportIsWhatBothSay() {
        MemoryStore.Contents expected = MemoryStore.allAtOnce(List.of(told(BEFORE), told(AFTER)));

        assertThat(expected.invitees().values()).singleElement().matches(it -> !it.active());
        assertThat(MemoryStore.allAtOnce(List.of(told(BEFORE, AFTER)))).isEqualTo(expected);
        assertThat(MemoryStore.allAtOnce(List.of(told(AFTER, BEFORE)))).isEqualTo(expected);
    }

    private static Telling told(Invitee... invitees) {
        return new Telling(Said.event("E", 1, true, "host"), List.of(invitees));
    }
}

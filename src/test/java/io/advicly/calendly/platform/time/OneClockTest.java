package io.advicly.calendly.platform.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneClockTest {

    private final Instant inThreeDays = Instant.now().plus(Duration.ofDays(3));

    @AfterEach
    void asTheMachineHasIt() {
        OneClock.TIME.answered(Instant.now(), System.nanoTime());
    }

    /// A machine whose clock is days behind would take every record for damaged.
    @Test
    void whatHasHappenedIsToldByTheDatabasesTime() {
        assertThat(delivered()).isInstanceOf(DeliveredEvent.Unreadable.class);

        OneClock.TIME.answered(inThreeDays, System.nanoTime());

        assertThat(delivered()).isInstanceOf(DeliveredEvent.InviteeChanged.class);
    }

    private DeliveredEvent delivered() {
        String body =
                """
                {"event": "invitee.created", "created_at": "%1$s", "payload": {
                 "uri": "https://api.calendly.com/scheduled_events/E/invitees/I",
                 "event": "https://api.calendly.com/scheduled_events/E",
                 "email": "guest@example.test", "status": "active",
                 "created_at": "%1$s", "updated_at": "%1$s"}}\
                """
                        .formatted(inThreeDays);
        return new DeliveryParser().parse(body.getBytes(UTF_8));
    }
}

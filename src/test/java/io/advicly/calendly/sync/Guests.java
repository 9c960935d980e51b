package io.advicly.calendly.sync;

import io.advicly.calendly.calendly.Invitee;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Invitees that have not changed for an hour, whether or not they are marked as no-shows.
final class Guests {

    private Guests() {}

    static Invitee guest(String event, Instant now) {
        return of(event, now, null);
    }

    static Invitee marked(String event, Instant now, Instant at) {
        return of(event, now, at);
    }

    private static Invitee of(String event, Instant now, @Nullable Instant markedAt) {
        return new Invitee(
                event + "/invitees/I",
                event,
                "guest@example.test",
                "Grace",
                null,
                true,
                false,
                null,
                null,
                markedAt != null,
                markedAt,
                null,
                null,
                null,
                now.minusSeconds(3_600),
                now.minusSeconds(3_600),
                null);
    }
}

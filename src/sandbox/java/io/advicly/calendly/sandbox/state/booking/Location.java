package io.advicly.calendly.sandbox.state.booking;

import io.advicly.calendly.sandbox.state.offer.LocationKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The location of one scheduled event.
 *
 * @param readyAt when a conference is set up: before it {@code processing} without a link, from it
 *     on {@code pushed}
 */
public record Location(LocationKind kind, @Nullable String text, Instant readyAt) {

    public boolean readyBy(Instant now) {
        return !now.isBefore(readyAt);
    }
}

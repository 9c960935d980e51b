package io.advicly.calendly.sandbox.offer;

import io.advicly.calendly.sandbox.record.BusyTime;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time that is taken.
 *
 * @param event what was booked here, null for another calendar's
 */
record Busy(Instant start, Instant end, @Nullable SandboxScheduledEvent event) {

    /** Everything that touches the span, in order. */
    static List<Busy> of(World world, String user, Span span) {
        Stream<Busy> booked =
                world.calendar().eventsHostedBy(user).stream()
                        .filter(event -> !event.canceled())
                        .map(event -> new Busy(event.start(), event.end(), event));
        Stream<Busy> elsewhere = world.offers().busyElsewhere(user).stream().map(Busy::elsewhere);
        return Stream.concat(booked, elsewhere)
                .filter(busy -> busy.overlaps(span.from(), span.to()))
                .sorted(Comparator.comparing(Busy::start))
                .toList();
    }

    boolean overlaps(Instant from, Instant to) {
        return start.isBefore(to) && end.isAfter(from);
    }

    private static Busy elsewhere(BusyTime time) {
        return new Busy(time.start(), time.end(), null);
    }
}

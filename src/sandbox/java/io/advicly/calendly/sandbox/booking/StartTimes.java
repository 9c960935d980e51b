package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which start times to suggest, and which booked event somebody joins. */
public final class StartTimes {
    private final World world;

    public StartTimes(World world) {
        this.world = world;
    }

    /**
     * The next event with a seat left for group events, else the first free half hour from tomorrow
     * nine o'clock UTC.
     */
    public Instant suggestion(SandboxEventType type) {
        return suggestion(type, null);
    }

    /** The same for an invitee who leaves an event, and so does not come back to it. */
    public Instant suggestion(SandboxEventType type, @Nullable String leaving) {
        Optional<Instant> seat =
                world.calendar().eventsOfType(type.id()).stream()
                        .filter(event -> event.start().isAfter(world.now()) && hasSeat(event))
                        .filter(event -> !event.id().equals(leaving))
                        .map(SandboxScheduledEvent::start)
                        .findFirst();
        return seat.orElseGet(() -> free(type));
    }

    /** The event that a booking of this type at this time joins, if there is one. */
    Optional<SandboxScheduledEvent> open(
            SandboxEventType type, Instant start, @Nullable String leaving) {
        return world.calendar().eventsOfType(type.id()).stream()
                .filter(event -> event.start().equals(start) && hasSeat(event))
                .filter(event -> !event.id().equals(leaving))
                .findFirst();
    }

    private boolean hasSeat(SandboxScheduledEvent event) {
        return event.forGroups()
                && !event.canceled()
                && world.calendar().inviteesOf(event.id()).stream()
                                .filter(invitee -> !invitee.canceled())
                                .count()
                        < event.inviteeLimit();
    }

    private Instant free(SandboxEventType type) {
        Set<Instant> taken =
                world.calendar().eventsOfType(type.id()).stream()
                        .filter(event -> !event.canceled())
                        .map(SandboxScheduledEvent::start)
                        .collect(Collectors.toSet());
        Instant slot = world.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(24 + 9));
        while (taken.contains(slot)) {
            slot = slot.plus(Duration.ofMinutes(30));
        }
        return slot;
    }
}

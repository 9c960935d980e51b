package io.advicly.calendly.sandbox.offer;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.EventKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.people.User;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * When an event type can be booked: every half hour in which all its hosts (of a round robin: one)
 * are at work and free, and every event of it that has a seat left.
 */
final class Openings {
    private static final Duration STEP = Duration.ofMinutes(30);

    private final World world;

    Openings(World world) {
        this.world = world;
    }

    /** Seats by start, in order; what has begun is not among them. */
    NavigableMap<Instant, Integer> find(SandboxEventType type, Span span) {
        NavigableMap<Instant, Integer> openings = new TreeMap<>();
        if (!type.bookable()) {
            return openings;
        }
        List<Host> hosts = hosts(type, span);
        for (Instant at = first(span.from()); at.isBefore(span.to()); at = at.plus(STEP)) {
            Instant start = at;
            Instant end = at.plus(Duration.ofMinutes(type.minutes()));
            Predicate<Host> free = host -> host.free(start, end);
            boolean open =
                    type.kind() == EventKind.ROUND_ROBIN
                            ? hosts.stream().anyMatch(free)
                            : hosts.stream().allMatch(free);
            if (open) {
                openings.put(start, type.inviteeLimit());
            }
        }
        world.calendar().eventsOfType(type.id()).stream()
                .filter(SandboxScheduledEvent::forGroups)
                .filter(event -> !event.canceled() && within(event.start(), span))
                .filter(event -> seats(event) > 0)
                .forEach(event -> openings.put(event.start(), seats(event)));
        openings.headMap(world.now(), true).clear();
        return openings;
    }

    boolean has(SandboxEventType type, Instant start) {
        return find(type, new Span(start, start.plusSeconds(1))).containsKey(start);
    }

    private List<Host> hosts(SandboxEventType type, Span span) {
        Span longer = new Span(span.from(), span.to().plus(Duration.ofMinutes(type.minutes())));
        return type.hostIds().stream().map(id -> host(id, longer)).toList();
    }

    private Host host(String id, Span span) {
        User user = world.directory().users().get(id);
        return new Host(new WorkingHours(world.offers().usual(user)), Busy.of(world, id, span));
    }

    private int seats(SandboxScheduledEvent event) {
        long taken =
                world.calendar().inviteesOf(event.id()).stream()
                        .filter(invitee -> !invitee.canceled())
                        .count();
        return (int) (event.inviteeLimit() - taken);
    }

    private static boolean within(Instant at, Span span) {
        return !at.isBefore(span.from()) && at.isBefore(span.to());
    }

    /** The first half hour that does not begin before. */
    private static Instant first(Instant from) {
        Instant hour = from.truncatedTo(ChronoUnit.HOURS);
        while (hour.isBefore(from)) {
            hour = hour.plus(STEP);
        }
        return hour;
    }

    private record Host(WorkingHours hours, List<Busy> busy) {
        boolean free(Instant start, Instant end) {
            return hours.cover(start, end)
                    && busy.stream().noneMatch(taken -> taken.overlaps(start, end));
        }
    }
}

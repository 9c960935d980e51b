package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Location;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.EventKind;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts an invitee into an event: a new one, or a group event that has a seat. */
final class Scheduling {
    private final World world;
    private final StartTimes slots;

    Scheduling(World world) {
        this.world = world;
        this.slots = new StartTimes(world);
    }

    /** {@code old} is who moves here, out of an event that is another one (calendly-api.md 1.9). */
    SandboxInvitee place(BookingRequest request, @Nullable SandboxInvitee old) {
        String leaving = old == null ? null : old.eventId();
        SandboxScheduledEvent event =
                slots.open(request.type(), request.start(), leaving)
                        .orElseGet(() -> newEvent(request));
        Instant now = world.now();
        SandboxInvitee invitee =
                new SandboxInvitee(
                        world.newId(),
                        event.id(),
                        request.person(),
                        request.answers(),
                        request.tracking(),
                        false,
                        old == null ? null : old.id(),
                        null,
                        null,
                        null,
                        now,
                        now);
        world.calendar().invitees().put(invitee);
        world.calendar().extend(invitee.id(), request.extras().ofInvitee());
        world.calendar().extend(event.id(), request.extras().ofEvent());
        return invitee;
    }

    private SandboxScheduledEvent newEvent(BookingRequest request) {
        SandboxEventType type = request.type();
        Instant now = world.now();
        SandboxScheduledEvent event =
                new SandboxScheduledEvent(
                        world.newId(),
                        organizationOf(type),
                        type.id(),
                        type.name(),
                        request.start(),
                        request.start().plus(Duration.ofMinutes(type.minutes())),
                        location(request, now),
                        hosts(type),
                        type.inviteeLimit(),
                        request.guests(),
                        null,
                        now,
                        now);
        world.calendar().events().put(event);
        return event;
    }

    /** Where its owner is now: an account that moves takes its event types along. */
    private String organizationOf(SandboxEventType type) {
        User owner = world.directory().users().find(type.hostIds().getFirst());
        return owner == null ? type.organizationId() : owner.organizationId();
    }

    private @Nullable Location location(BookingRequest request, Instant now) {
        LocationKind kind = request.type().location();
        if (kind == null) {
            return null;
        }
        long delay = world.switches().number(Switch.JOIN_URL_DELAY_MS);
        String text = request.type().locationText();
        if (text == null && kind == LocationKind.OUTBOUND_CALL) {
            text = request.person().textReminderNumber();
        }
        return new Location(kind, text, now.plusMillis(delay));
    }

    /** Round robin goes to whoever has least to do; the others come together. */
    private List<String> hosts(SandboxEventType type) {
        if (type.kind() != EventKind.ROUND_ROBIN) {
            return type.hostIds();
        }
        return type.hostIds().stream()
                .min(Comparator.comparingInt(host -> world.calendar().eventsHostedBy(host).size()))
                .map(List::of)
                .orElse(type.hostIds());
    }
}

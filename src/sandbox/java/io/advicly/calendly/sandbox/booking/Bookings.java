package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Calendar;
import io.advicly.calendly.sandbox.state.booking.Cancellation;
import io.advicly.calendly.sandbox.state.booking.NoShow;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a booking; each of it is told to the subscriptions. */
public final class Bookings {
    private static final String CREATED = "invitee.created";
    private static final String CANCELED = "invitee.canceled";

    private final World world;
    private final Deliveries deliveries;
    private final Scheduling scheduling;

    public Bookings(World world, Deliveries deliveries) {
        this.world = world;
        this.deliveries = deliveries;
        this.scheduling = new Scheduling(world);
    }

    public SandboxInvitee book(BookingRequest request) {
        SandboxInvitee invitee = scheduling.place(request, null);
        deliveries.publish(CREATED, invitee);
        return invitee;
    }

    /**
     * A one-to-one event goes with its invitee; a group event stays, with a seat more
     * (calendly-api.md 1.9).
     */
    public void cancel(SandboxInvitee invitee, Cancellation why) {
        if (invitee.canceled()) {
            return;
        }
        calendar().invitees().put(invitee.canceled(why));
        closeIfDeserted(invitee, why);
        deliveries.publish(CANCELED, calendar().invitees().get(invitee.id()));
    }

    /** The host calls the whole event off: every invitee is told. */
    public void cancelEvent(SandboxScheduledEvent event, Cancellation why) {
        calendar().events().put(event.canceled(why));
        for (SandboxInvitee invitee : List.copyOf(calendar().inviteesOf(event.id()))) {
            if (!invitee.canceled()) {
                SandboxInvitee canceled = invitee.canceled(why);
                calendar().invitees().put(canceled);
                deliveries.publish(CANCELED, canceled);
            }
        }
    }

    /** Two messages about two invitees of two events, in either order (DOC-resched). */
    public SandboxInvitee reschedule(SandboxInvitee old, Instant start, Cancellation why) {
        SandboxScheduledEvent before = calendar().events().get(old.eventId());
        SandboxEventType type = calendar().eventTypes().get(before.eventTypeId());
        BookingRequest again =
                new BookingRequest(
                        type, start, old.person(), old.answers(), before.guests(), old.tracking());
        SandboxInvitee fresh = scheduling.place(again, old);
        calendar().invitees().put(old.rescheduledTo(fresh.id(), why));
        closeIfDeserted(old, why);
        SandboxInvitee gone = calendar().invitees().get(old.id());
        if (world.switches().changed(Switch.RESCHEDULE_ORDER)) {
            deliveries.publish(CREATED, fresh);
            deliveries.publish(CANCELED, gone);
        } else {
            deliveries.publish(CANCELED, gone);
            deliveries.publish(CREATED, fresh);
        }
        return fresh;
    }

    public NoShow markNoShow(SandboxInvitee invitee) {
        NoShow mark = new NoShow(world.newId(), world.now());
        setNoShow("invitee_no_show.created", invitee, mark);
        return mark;
    }

    public void unmarkNoShow(SandboxInvitee invitee) {
        if (invitee.noShow() != null) {
            setNoShow("invitee_no_show.deleted", invitee, null);
        }
    }

    private void setNoShow(String event, SandboxInvitee invitee, @Nullable NoShow mark) {
        SandboxInvitee marked = invitee.withNoShow(mark, world.now());
        calendar().invitees().put(marked);
        deliveries.publish(event, marked);
    }

    private void closeIfDeserted(SandboxInvitee gone, Cancellation why) {
        SandboxScheduledEvent event = calendar().events().get(gone.eventId());
        if (!event.forGroups() && !event.canceled()) {
            calendar().events().put(event.canceled(why));
        }
    }

    private Calendar calendar() {
        return world.calendar();
    }
}

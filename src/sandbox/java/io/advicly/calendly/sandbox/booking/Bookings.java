package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Calendar;
import io.advicly.calendly.sandbox.state.booking.Cancellation;
import io.advicly.calendly.sandbox.state.booking.Invitee;
import io.advicly.calendly.sandbox.state.booking.NoShow;
import io.advicly.calendly.sandbox.state.booking.ScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.EventType;
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

    public Invitee book(BookingRequest request) {
        Invitee invitee = scheduling.place(request, null);
        deliveries.publish(CREATED, invitee);
        return invitee;
    }

    /**
     * A one-to-one event goes with its invitee; a group event stays, with a seat more
     * (calendly-api.md 1.9).
     */
    public void cancel(Invitee invitee, Cancellation why) {
        if (invitee.canceled()) {
            return;
        }
        calendar().invitees().put(invitee.canceled(why));
        closeIfDeserted(invitee, why);
        deliveries.publish(CANCELED, calendar().invitees().get(invitee.id()));
    }

    /** The host calls the whole event off: every invitee is told. */
    public void cancelEvent(ScheduledEvent event, Cancellation why) {
        calendar().events().put(event.canceled(why));
        for (Invitee invitee : List.copyOf(calendar().inviteesOf(event.id()))) {
            if (!invitee.canceled()) {
                Invitee canceled = invitee.canceled(why);
                calendar().invitees().put(canceled);
                deliveries.publish(CANCELED, canceled);
            }
        }
    }

    /** Two messages about two invitees of two events, in either order (DOC-resched). */
    public Invitee reschedule(Invitee old, Instant start, Cancellation why) {
        ScheduledEvent before = calendar().events().get(old.eventId());
        EventType type = calendar().eventTypes().get(before.eventTypeId());
        BookingRequest again =
                new BookingRequest(
                        type, start, old.person(), old.answers(), before.guests(), old.tracking());
        Invitee fresh = scheduling.place(again, old);
        calendar().invitees().put(old.rescheduledTo(fresh.id(), why));
        closeIfDeserted(old, why);
        Invitee gone = calendar().invitees().get(old.id());
        if (world.switches().changed(Switch.RESCHEDULE_ORDER)) {
            deliveries.publish(CREATED, fresh);
            deliveries.publish(CANCELED, gone);
        } else {
            deliveries.publish(CANCELED, gone);
            deliveries.publish(CREATED, fresh);
        }
        return fresh;
    }

    public NoShow markNoShow(Invitee invitee) {
        NoShow mark = new NoShow(world.newId(), world.now());
        setNoShow("invitee_no_show.created", invitee, mark);
        return mark;
    }

    public void unmarkNoShow(Invitee invitee) {
        if (invitee.noShow() != null) {
            setNoShow("invitee_no_show.deleted", invitee, null);
        }
    }

    private void setNoShow(String event, Invitee invitee, @Nullable NoShow mark) {
        Invitee marked = invitee.withNoShow(mark, world.now());
        calendar().invitees().put(marked);
        deliveries.publish(event, marked);
    }

    private void closeIfDeserted(Invitee gone, Cancellation why) {
        ScheduledEvent event = calendar().events().get(gone.eventId());
        if (!event.forGroups() && !event.canceled()) {
            calendar().events().put(event.canceled(why));
        }
    }

    private Calendar calendar() {
        return world.calendar();
    }
}

package io.advicly.calendly.sandbox.offer;

import io.advicly.calendly.sandbox.booking.BookingRequest;
import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.wire.EventTypeJson;
import io.advicly.calendly.sandbox.wire.InviteeJson;
import io.advicly.calendly.sandbox.wire.Uris;

/**
 * {@code POST /invitees}: form, then plan, then rights, then the place, then the time. What a time
 * that is taken answers is our reading.
 */
final class InviteeCreation {
    private final World world;
    private final Bookings bookings;
    private final Openings openings;
    private final InviteeJson json;
    private final Reach reach;

    InviteeCreation(World world, Uris uris, Bookings bookings, Openings openings) {
        this.world = world;
        this.bookings = bookings;
        this.openings = openings;
        this.json = new InviteeJson(world, uris);
        this.reach = new Reach(world);
    }

    SandboxReply create(ApiCaller caller, Call call) {
        InviteeOrder order = InviteeOrder.of(call.json());
        if (world.directory().organizationOf(caller.user()).free()) {
            throw ApiError.denied(world.switches().text(Switch.PLAN_REFUSAL));
        }
        SandboxEventType type = placed(reach.type(caller, order.eventTypeId()), order);
        if (!openings.has(type, order.start())) {
            throw ApiError.invalid("start_time", "is not available");
        }
        SandboxInvitee invitee =
                bookings.book(
                        new BookingRequest(
                                type,
                                order.start(),
                                order.person(),
                                order.answers(),
                                order.guests(),
                                order.tracking()));
        return SandboxReply.resource(201, json.render(invitee));
    }

    /** The event type at the place that the invitee chose, where there is a choice. */
    private static SandboxEventType placed(SandboxEventType type, InviteeOrder order) {
        LocationKind kind = type.location();
        String wanted = order.locationKind();
        if (wanted != null && (kind == null || !wanted.equals(EventTypeJson.kind(kind)))) {
            throw ApiError.invalid("location.kind", "is not offered by this event type");
        }
        boolean invitees = kind == LocationKind.ASK_INVITEE || kind == LocationKind.OUTBOUND_CALL;
        if (!invitees) {
            return type;
        }
        String place =
                order.location() == null && kind == LocationKind.OUTBOUND_CALL
                        ? order.person().textReminderNumber()
                        : order.location();
        if (place == null) {
            throw ApiError.invalid("location", "can't be blank");
        }
        return type.at(place);
    }
}

package io.advicly.calendly.sandbox.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.setting.Switch;
import io.advicly.calendly.sandbox.wire.EventJson;
import io.advicly.calendly.sandbox.wire.InviteeJson;
import io.advicly.calendly.sandbox.wire.Timestamps;
import io.advicly.calendly.sandbox.wire.Uris;

/** The body of a delivery. It names neither organization nor subscription (calendly-api.md 1.9). */
public final class Payloads {
    private final World world;
    private final Uris uris;
    private final InviteeJson invitees;
    private final EventJson events;

    public Payloads(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
        this.invitees = new InviteeJson(world, uris);
        this.events = new EventJson(world, uris);
    }

    /** {@code createdBy} is the user who made the subscription, not the one who booked. */
    public ObjectNode payload(String event, SandboxInvitee invitee, String createdBy) {
        ObjectNode payload = invitees.render(invitee);
        if (!world.switches().on(Switch.OMIT_SCHEDULED_EVENT)) {
            payload.set(
                    "scheduled_event",
                    events.inPayload(world.calendar().events().get(invitee.eventId())));
        }
        return envelope(event, createdBy, payload);
    }

    public ObjectNode envelope(String event, String createdBy, ObjectNode payload) {
        return Json.object()
                .put("event", event)
                .put("created_at", Timestamps.of(world.now()))
                .put("created_by", uris.user(createdBy))
                .set("payload", payload);
    }
}

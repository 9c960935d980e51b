package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Location;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.people.User;
import java.time.Instant;
import java.util.Collection;

/** Scheduled events, in the two forms that Calendly gives them. */
public final class EventJson {
    private final World world;
    private final Uris uris;
    private final LocationJson locations;

    public EventJson(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
        this.locations = new LocationJson(world);
    }

    /** As {@code GET /scheduled_events} shows it: with the calendar's side (OAS 3767). */
    public ObjectNode full(SandboxScheduledEvent event) {
        ObjectNode json = inPayload(event);
        json.set(
                "calendar_event",
                Json.object().put("kind", "google").put("external_id", "cal-" + event.id()));
        json.get("event_memberships").forEach(member -> buffer((ObjectNode) member, event));
        return json;
    }

    /** As it is nested in a delivery (calendly-api.md 1.9). */
    public ObjectNode inPayload(SandboxScheduledEvent event) {
        ObjectNode json = Json.object();
        json.put("uri", uris.event(event.id()))
                .put("name", event.name())
                .put("status", event.canceled() ? "canceled" : "active")
                .put("start_time", Timestamps.of(event.start()))
                .put("end_time", Timestamps.of(event.end()))
                .put("event_type", uris.uri("event_types", event.eventTypeId()))
                .set("location", locations.render(event));
        json.set("invitees_counter", counter(event));
        json.set("event_memberships", Json.objects(event.hostIds(), this::host));
        json.set("event_guests", guests(event));
        json.putNull("meeting_notes_plain")
                .putNull("meeting_notes_html")
                .put("created_at", Timestamps.of(event.createdAt()))
                .put("updated_at", Timestamps.of(updatedAt(event)));
        CancellationJson.addTo(json, event.cancellation());
        return world.calendar().extended(event.id(), json);
    }

    /** The conference becoming ready touches the event, though no webhook says so. */
    private Instant updatedAt(SandboxScheduledEvent event) {
        Location location = event.location();
        return location != null
                        && location.kind().conference()
                        && location.readyBy(world.now())
                        && location.readyAt().isAfter(event.updatedAt())
                ? location.readyAt()
                : event.updatedAt();
    }

    private ObjectNode counter(SandboxScheduledEvent event) {
        Collection<SandboxInvitee> invitees = world.calendar().inviteesOf(event.id());
        long active = invitees.stream().filter(invitee -> !invitee.canceled()).count();
        return Json.object()
                .put("total", invitees.size())
                .put("active", active)
                .put("limit", event.inviteeLimit());
    }

    private ObjectNode host(String id) {
        User host = world.directory().users().get(id);
        return Json.object()
                .put("user", uris.user(id))
                .put("user_email", host.email())
                .put("user_name", host.name());
    }

    private static ArrayNode guests(SandboxScheduledEvent event) {
        String at = Timestamps.of(event.createdAt());
        return Json.objects(event.guests(), email -> guest(email, at));
    }

    private static ObjectNode guest(String email, String at) {
        return Json.object().put("email", email).put("created_at", at).put("updated_at", at);
    }

    private static void buffer(ObjectNode member, SandboxScheduledEvent event) {
        member.put("buffered_start_time", Timestamps.of(event.start()))
                .put("buffered_end_time", Timestamps.of(event.end()));
    }
}

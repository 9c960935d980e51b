package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.record.MeetingRecap;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;

/** Meeting recaps (RN 2026-07-22); fields that the notes do not name are our reading. */
public final class RecapJson {
    private final World world;
    private final Uris uris;

    public RecapJson(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
    }

    public ObjectNode render(MeetingRecap recap) {
        SandboxScheduledEvent event = world.calendar().events().find(recap.eventId());
        ObjectNode json =
                Json.object()
                        .put("uri", uri(recap.id()))
                        .put("organization", uris.organization(recap.organizationId()))
                        .put("user", uris.user(recap.userId()));
        if (event == null) {
            json.put("title", "Met elsewhere")
                    .putNull("event")
                    .putNull("start_time")
                    .putNull("end_time");
        } else {
            json.put("title", event.name())
                    .put("event", uris.event(event.id()))
                    .put("start_time", Timestamps.of(event.start()))
                    .put("end_time", Timestamps.of(event.end()));
        }
        return json.put("summary_md", recap.summary())
                .put("action_items_md", "- Send the offer")
                .putNull("discussion_md")
                .putNull("share_url")
                .put("created_at", Timestamps.of(recap.createdAt()))
                .put("updated_at", Timestamps.of(recap.updatedAt()));
    }

    public String uri(String id) {
        return uris.uri("meeting_recaps", id);
    }
}

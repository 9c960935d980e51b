package io.advicly.calendly.sandbox.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.record.BookingLink;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.wire.Uris;
import org.jspecify.annotations.Nullable;

/** {@code POST /scheduling_links}: a page that books once. */
final class Links {
    private final World world;
    private final Uris uris;
    private final Reach reach;

    Links(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
        this.reach = new Reach(world);
    }

    SandboxReply create(ApiCaller caller, Call call) {
        ObjectNode body = call.json();
        if (!body.path("owner_type").asText("").equals("EventType")) {
            throw ApiError.invalid("owner_type", "must be EventType");
        }
        if (body.path("max_event_count").asInt(0) != 1) {
            throw ApiError.invalid("max_event_count", "must be 1");
        }
        String owner = Params.uri("owner", "event_types", body.path("owner").asText(""));
        SandboxEventType type = reach.governed(caller, owner);
        return SandboxReply.resource(201, make(type, null, null));
    }

    SandboxEventType target(ApiCaller caller, ObjectNode body) {
        String id = Params.uri("event_type", "event_types", body.path("event_type").asText(""));
        return reach.governed(caller, id);
    }

    ObjectNode make(SandboxEventType type, @Nullable String name, @Nullable Integer minutes) {
        BookingLink link =
                new BookingLink(world.newId(), type.id(), name, minutes, false, world.now());
        world.offers().links().put(link);
        return Json.object()
                .put("booking_url", uris.ownBase() + "/d/" + link.id() + "/" + type.id())
                .put("owner", uris.uri("event_types", type.id()))
                .put("owner_type", "EventType");
    }
}

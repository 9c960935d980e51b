package io.advicly.calendly.sandbox.offer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.wire.Timestamps;
import io.advicly.calendly.sandbox.wire.Uris;
import java.time.Instant;

/** {@code /event_type_available_times}. The list has no pages (OAS). */
final class AvailableTimes {
    private final World world;
    private final Uris uris;
    private final Openings openings;
    private final Reach reach;

    AvailableTimes(World world, Uris uris, Openings openings) {
        this.world = world;
        this.uris = uris;
        this.openings = openings;
        this.reach = new Reach(world);
    }

    SandboxReply list(ApiCaller caller, Call call) {
        Params params = new Params(call);
        SandboxEventType type = reach.type(caller, params.requiredId("event_type", "event_types"));
        Span span = Span.ofFuture(params, world.now());
        ArrayNode times = Json.array();
        openings.find(type, span).forEach((start, seats) -> times.add(json(type, start, seats)));
        return SandboxReply.json(200, Json.object().set("collection", times));
    }

    private ObjectNode json(SandboxEventType type, Instant start, Integer seats) {
        return Json.object()
                .put("status", "available")
                .put("invitees_remaining", seats)
                .put("start_time", Timestamps.of(start))
                .put("scheduling_url", uris.ownBase() + "/book/" + type.id());
    }
}

package io.advicly.calendly.sandbox.offer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.oauth.Caller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.EventType;
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

    Reply list(Caller caller, Call call) {
        Params params = new Params(call);
        EventType type = reach.type(caller, params.requiredId("event_type", "event_types"));
        Span span = Span.ofFuture(params, world.now());
        ArrayNode times = Json.array();
        openings.find(type, span).forEach((start, seats) -> times.add(json(type, start, seats)));
        return Reply.json(200, Json.object().set("collection", times));
    }

    private ObjectNode json(EventType type, Instant start, Integer seats) {
        return Json.object()
                .put("status", "available")
                .put("invitees_remaining", seats)
                .put("start_time", Timestamps.of(start))
                .put("scheduling_url", uris.ownBase() + "/book/" + type.id());
    }
}

package io.advicly.calendly.sandbox.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.Timestamps;
import io.advicly.calendly.sandbox.wire.Uris;

/** {@code /user_busy_times}. The list has no pages (OAS). */
final class BusyTimes {
    private final World world;
    private final Uris uris;
    private final Reach reach;

    BusyTimes(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
        this.reach = new Reach(world);
    }

    SandboxReply list(ApiCaller caller, Call call) {
        Params params = new Params(call);
        User user = reach.user(caller, params.requiredId("user", "users"));
        Span span = Span.of(params);
        return SandboxReply.json(
                200,
                Json.object()
                        .set(
                                "collection",
                                Json.objects(Busy.of(world, user.id(), span), this::json)));
    }

    private ObjectNode json(Busy busy) {
        SandboxScheduledEvent event = busy.event();
        ObjectNode json =
                Json.object()
                        .put("type", event == null ? "external" : "calendly")
                        .put("start_time", Timestamps.of(busy.start()))
                        .put("end_time", Timestamps.of(busy.end()));
        if (event != null) {
            json.put("buffered_start_time", Timestamps.of(busy.start()))
                    .put("buffered_end_time", Timestamps.of(busy.end()))
                    .putObject("event")
                    .put("uri", uris.event(event.id()));
        }
        return json;
    }
}

package io.advicly.calendly.sandbox.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.EventTypeJson;
import io.advicly.calendly.sandbox.wire.Uris;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** {@code /locations}: where somebody's event types take place, each kind once. */
final class Places {
    private final World world;
    private final Uris uris;
    private final Reach reach;

    Places(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
        this.reach = new Reach(world);
    }

    SandboxReply list(ApiCaller caller, Call call) {
        User user = reach.user(caller, new Params(call).requiredId("user", "users"));
        Map<LocationKind, ObjectNode> places = new EnumMap<>(LocationKind.class);
        for (SandboxEventType type : world.calendar().typesHostedBy(user.id())) {
            LocationKind kind = type.location();
            if (kind != null && type.bookable()) {
                places.putIfAbsent(kind, json(user, kind, type));
            }
        }
        return page(places.values());
    }

    /** So few that there is one page. */
    private static SandboxReply page(Collection<ObjectNode> places) {
        ObjectNode body = Json.object();
        body.set("collection", Json.objects(places, place -> place));
        body.putObject("pagination")
                .put("count", places.size())
                .putNull("next_page")
                .putNull("previous_page")
                .putNull("next_page_token")
                .putNull("previous_page_token");
        return SandboxReply.json(200, body);
    }

    private ObjectNode json(User user, LocationKind kind, SandboxEventType type) {
        String name = EventTypeJson.kind(kind);
        return Json.object()
                .put("uri", uris.uri("locations", user.id() + "-" + name))
                .put("user", uris.user(user.id()))
                .put("kind", name)
                .put("type", name)
                .put("display_name", name.replace('_', ' '))
                .put("location", type.locationText());
    }
}

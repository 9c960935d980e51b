package io.advicly.calendly.sandbox.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.record.AvailabilityRule;
import io.advicly.calendly.sandbox.record.AvailabilitySchedule;
import io.advicly.calendly.sandbox.record.Interval;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.Offers;
import io.advicly.calendly.sandbox.wire.Uris;

/** {@code /user_availability_schedules}. The list has no pages (OAS). */
final class Schedules {
    private final World world;
    private final Uris uris;
    private final Reach reach;

    Schedules(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
        this.reach = new Reach(world);
    }

    SandboxReply list(ApiCaller caller, Call call) {
        String user = new Params(call).requiredId("user", "users");
        return SandboxReply.json(
                200,
                Json.object()
                        .set(
                                "collection",
                                Json.objects(
                                        world.offers().schedulesOf(reach.user(caller, user)),
                                        this::json)));
    }

    SandboxReply one(ApiCaller caller, Call call) {
        String id = call.segment("id");
        AvailabilitySchedule stored = world.offers().schedules().find(id);
        String user = stored == null ? Offers.userOf(id) : stored.userId();
        if (user == null || world.directory().users().find(user) == null) {
            throw ApiError.notFound();
        }
        return world.offers().schedulesOf(reach.user(caller, user)).stream()
                .filter(schedule -> schedule.id().equals(id))
                .findFirst()
                .map(schedule -> SandboxReply.resource(200, json(schedule)))
                .orElseThrow(ApiError::notFound);
    }

    private ObjectNode json(AvailabilitySchedule schedule) {
        return Json.object()
                .put("uri", uris.uri("user_availability_schedules", schedule.id()))
                .put("default", schedule.usual())
                .put("name", schedule.name())
                .put("user", uris.user(schedule.userId()))
                .put("timezone", schedule.timezone())
                .set("rules", Json.objects(schedule.rules(), Schedules::json));
    }

    private static ObjectNode json(AvailabilityRule rule) {
        ObjectNode json = Json.object().put("type", rule.type());
        json.set("intervals", Json.objects(rule.intervals(), Schedules::json));
        return rule.wday() != null ? json.put("wday", rule.wday()) : json.put("date", rule.date());
    }

    private static ObjectNode json(Interval interval) {
        return Json.object().put("from", interval.from()).put("to", interval.to());
    }
}

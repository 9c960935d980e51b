package io.advicly.calendly.sandbox.office;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.CollectionPages;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.record.ActivityEntry;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.Organization;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.Timestamps;
import io.advicly.calendly.sandbox.wire.Uris;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /activity_log_entries}, for owners and admins with an Enterprise plan; latest first. */
final class ActivityLog {
    private final World world;
    private final Uris uris;
    private final CollectionPages paging;

    ActivityLog(World world, Uris uris, CollectionPages paging) {
        this.world = world;
        this.uris = uris;
        this.paging = paging;
    }

    SandboxReply list(ApiCaller caller, Call call) {
        Params params = new Params(call);
        String id = params.requiredId("organization", "organizations");
        Rights.check(caller, id);
        Organization organization = world.directory().organizations().get(id);
        if (!organization.plan().equals("enterprise")) {
            throw ApiError.denied("Please upgrade your Calendly account to Enterprise.");
        }
        boolean oldestFirst =
                "occurred_at:asc"
                        .equals(
                                params.choice(
                                        "sort", List.of("occurred_at:asc", "occurred_at:desc")));
        List<ActivityEntry> found =
                world.office().activityOf(id).stream().filter(wanted(params)).toList();
        SandboxReply page =
                paging.page(call, (oldestFirst ? found : found.reversed()).stream(), this::json);
        return summed(page, found);
    }

    private static Predicate<ActivityEntry> wanted(Params params) {
        String namespace = params.text("namespace");
        String action = params.text("action");
        String actor = params.id("actor", "users");
        Instant from = params.time("min_occurred_at");
        Instant to = params.time("max_occurred_at");
        Predicate<ActivityEntry> done =
                entry ->
                        is(namespace, entry.namespace())
                                && is(action, entry.action())
                                && is(actor, entry.actorId());
        return done.and(entry -> Params.isBetween(from, to, entry.at()));
    }

    private static boolean is(@Nullable String wanted, String found) {
        return wanted == null || wanted.equals(found);
    }

    /** The page, with what the log says about all that was found. */
    private static SandboxReply summed(SandboxReply page, List<ActivityEntry> found) {
        try {
            ObjectNode body = (ObjectNode) Json.parse(page.body());
            body.put(
                            "last_event_time",
                            found.isEmpty() ? null : Timestamps.of(found.getLast().at()))
                    .put("total_count", found.size())
                    .put("exceeds_max_total_count", false);
            return SandboxReply.json(200, body);
        } catch (IOException e) {
            throw new UncheckedIOException("a page that is no JSON", e);
        }
    }

    private ObjectNode json(ActivityEntry entry) {
        User actor = world.directory().users().get(entry.actorId());
        ObjectNode json =
                Json.object()
                        .put("uri", uris.uri("activity_log_entries", entry.id()))
                        .put("occurred_at", Timestamps.of(entry.at()))
                        .put("namespace", entry.namespace())
                        .put("action", entry.action())
                        .put("fully_qualified_name", entry.fullName())
                        .put("organization", uris.organization(entry.organizationId()));
        ObjectNode by =
                json.putObject("actor")
                        .put("uri", uris.user(actor.id()))
                        .put("type", "User")
                        .put("display_name", actor.name())
                        .put("alternative_identifier", actor.email());
        by.putObject("organization")
                .put("uri", uris.organization(actor.organizationId()))
                .put("role", actor.role().wire());
        ObjectNode details = json.putObject("details");
        entry.details().forEach(details::put);
        return json;
    }
}

package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.oauth.Caller;
import io.advicly.calendly.sandbox.state.EventType;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.EventTypeJson;
import java.util.Collection;

/** {@code /event_types}. */
final class EventTypes {
    private final World world;
    private final EventTypeJson json;
    private final Paging paging;

    EventTypes(World world, EventTypeJson json, Paging paging) {
        this.world = world;
        this.json = json;
        this.paging = paging;
    }

    Reply list(Caller caller, Call call) {
        Params params = new Params(call);
        String organization = params.id("organization", "organizations");
        String user = params.id("user", "users");
        if (user == null && organization == null) {
            throw ApiError.invalid("organization", "can't be blank");
        }
        checkAccess(caller, organization == null ? caller.user().organizationId() : organization);
        Collection<EventType> types =
                user == null
                        ? world.calendar().typesOf(caller.user().organizationId())
                        : world.calendar().typesHostedBy(user);
        return paging.page(
                call, types.stream().filter(type -> sameOrganization(caller, type)), json::of);
    }

    Reply one(Caller caller, Call call) {
        EventType type = world.calendar().eventTypes().find(call.segment("id"));
        if (type == null) {
            throw ApiError.notFound();
        }
        checkAccess(caller, type.organizationId());
        return People.resource(json.of(type));
    }

    private static void checkAccess(Caller caller, String organization) {
        if (!caller.user().organizationId().equals(organization)) {
            throw ApiError.noAccess();
        }
    }

    private static boolean sameOrganization(Caller caller, EventType type) {
        return type.organizationId().equals(caller.user().organizationId());
    }
}

package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.wire.EventTypeJson;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** {@code /event_types}. What is deleted is in no list, and can still be looked at. */
final class EventTypes {
    /** The direction may be left out; anything but the name is no field to sort by (OAS). */
    private static final List<String> ORDERS = List.of("name", "name:asc", "name:desc");

    private final World world;
    private final EventTypeJson json;
    private final CollectionPages paging;

    EventTypes(World world, EventTypeJson json, CollectionPages paging) {
        this.world = world;
        this.json = json;
        this.paging = paging;
    }

    SandboxReply list(ApiCaller caller, Call call) {
        Params params = new Params(call);
        String organization = params.id("organization", "organizations");
        String user = params.id("user", "users");
        if (user == null && organization == null) {
            throw ApiError.invalid("organization", "can't be blank");
        }
        checkAccess(caller, organization == null ? caller.user().organizationId() : organization);
        Predicate<SandboxEventType> wanted = wanted(params);
        Comparator<SandboxEventType> order = order(params);
        Collection<SandboxEventType> types =
                user == null
                        ? world.calendar().typesOf(caller.user().organizationId())
                        : hostedBy(caller, user);
        return paging.page(
                call,
                types.stream()
                        .filter(type -> sameOrganization(caller, type))
                        .filter(wanted)
                        .sorted(order),
                json::render);
    }

    SandboxReply one(ApiCaller caller, Call call) {
        SandboxEventType type = world.calendar().eventTypes().find(call.segment("id"));
        if (type == null) {
            throw ApiError.notFound();
        }
        checkAccess(caller, type.organizationId());
        return People.resource(json.render(type));
    }

    private static Predicate<SandboxEventType> wanted(Params params) {
        Boolean active = params.flag("active");
        Boolean managed = params.flag("admin_managed");
        return type ->
                !type.deleted()
                        && (active == null || active == type.standing().active())
                        && (managed == null || managed == type.standing().managed());
    }

    private static Comparator<SandboxEventType> order(Params params) {
        Comparator<SandboxEventType> byName =
                Comparator.comparing(SandboxEventType::name).thenComparing(SandboxEventType::id);
        return "name:desc".equals(params.choice("sort", ORDERS)) ? byName.reversed() : byName;
    }

    private Collection<SandboxEventType> hostedBy(ApiCaller caller, String user) {
        User host = world.directory().users().find(user);
        if (host == null || !host.organizationId().equals(caller.user().organizationId())) {
            throw ApiError.denied("This user is not in your organization");
        }
        return world.calendar().typesHostedBy(user);
    }

    private static void checkAccess(ApiCaller caller, String organization) {
        if (!caller.user().organizationId().equals(organization)) {
            throw ApiError.noAccess();
        }
    }

    private static boolean sameOrganization(ApiCaller caller, SandboxEventType type) {
        return type.organizationId().equals(caller.user().organizationId());
    }
}

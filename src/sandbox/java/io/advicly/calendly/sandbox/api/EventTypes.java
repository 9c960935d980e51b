package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Reply;
import io.advicly.calendly.sandbox.oauth.Caller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.EventType;
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
        Predicate<EventType> wanted = wanted(params);
        Comparator<EventType> order = order(params);
        Collection<EventType> types =
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

    Reply one(Caller caller, Call call) {
        EventType type = world.calendar().eventTypes().find(call.segment("id"));
        if (type == null) {
            throw ApiError.notFound();
        }
        checkAccess(caller, type.organizationId());
        return People.resource(json.render(type));
    }

    private static Predicate<EventType> wanted(Params params) {
        Boolean active = params.flag("active");
        Boolean managed = params.flag("admin_managed");
        return type ->
                !type.deleted()
                        && (active == null || active == type.standing().active())
                        && (managed == null || managed == type.standing().managed());
    }

    private static Comparator<EventType> order(Params params) {
        Comparator<EventType> byName =
                Comparator.comparing(EventType::name).thenComparing(EventType::id);
        return "name:desc".equals(params.choice("sort", ORDERS)) ? byName.reversed() : byName;
    }

    private Collection<EventType> hostedBy(Caller caller, String user) {
        User host = world.directory().users().find(user);
        if (host == null || !host.organizationId().equals(caller.user().organizationId())) {
            throw ApiError.denied("This user is not in your organization");
        }
        return world.calendar().typesHostedBy(user);
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

package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.delivery.Payloads;
import io.advicly.calendly.sandbox.happening.Happenings;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.wire.DirectoryJson;
import io.advicly.calendly.sandbox.wire.EventJson;
import io.advicly.calendly.sandbox.wire.EventTypeJson;
import io.advicly.calendly.sandbox.wire.InviteeJson;
import io.advicly.calendly.sandbox.wire.SubscriptionJson;
import io.advicly.calendly.sandbox.wire.Uris;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that is {@code api.calendly.com} in real life, with the OAuth scope that each call
 * needs.
 */
public final class ApiHost {
    private final Gate gate;
    private final CollectionPages paging;
    private final People people;
    private final EventTypes eventTypes;
    private final ScheduledEvents events;
    private final Invitees invitees;
    private final Webhooks webhooks;
    private final HookCreation creation;
    private final SampleData sample;

    public ApiHost(World world, Uris uris, Deliveries deliveries, Bookings bookings) {
        paging = new CollectionPages(world, uris);
        SubscriptionJson hookJson = new SubscriptionJson(uris);
        gate = new Gate(world);
        people = new People(world.directory(), new DirectoryJson(uris), paging);
        eventTypes = new EventTypes(world, new EventTypeJson(world, uris), paging);
        events = new ScheduledEvents(world, new EventJson(world, uris), paging, bookings);
        invitees = new Invitees(world, events, new InviteeJson(world, uris), paging, bookings);
        webhooks = new Webhooks(world, hookJson, paging, deliveries);
        creation = new HookCreation(world, hookJson);
        sample = new SampleData(world, new Payloads(world, uris), new Happenings(world, uris));
    }

    /** What whoever serves another part of the API lets its calls through. */
    public Gate gate() {
        return gate;
    }

    public CollectionPages paging() {
        return paging;
    }

    public List<Endpoint> endpoints() {
        return Stream.of(aboutPeople(), aboutEvents(), aboutWebhooks())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> aboutPeople() {
        String users = "users:read";
        String organizations = "organizations:read";
        String types = "event_types:read";
        String memberships = "/organization_memberships";
        return List.of(
                get("users_me", "/users/me", users, people::me),
                get("user", "/users/:id", users, people::user),
                get("organization", "/organizations/:id", organizations, people::organization),
                get("memberships", memberships, organizations, people::memberships),
                get("membership", memberships + "/:id", organizations, people::membership),
                get("event_types", "/event_types", types, eventTypes::list),
                get("event_type", "/event_types/:id", types, eventTypes::one));
    }

    private List<Endpoint> aboutEvents() {
        String read = "scheduled_events:read";
        String write = "scheduled_events:write";
        String event = "/scheduled_events/:id";
        String noShow = "/invitee_no_shows/:id";
        return List.of(
                get("scheduled_events", "/scheduled_events", read, events::list),
                get("scheduled_event", event, read, events::one),
                get("invitees", event + "/invitees", read, invitees::list),
                get("invitee", event + "/invitees/:invitee", read, invitees::one),
                post("cancellation", event + "/cancellation", write, events::cancel),
                post("no_show_create", "/invitee_no_shows", write, invitees::markNoShow),
                get("no_show", noShow, read, invitees::noShow),
                delete("no_show_delete", noShow, write, invitees::unmarkNoShow));
    }

    private List<Endpoint> aboutWebhooks() {
        String read = "webhooks:read";
        String write = "webhooks:write";
        String all = "/webhook_subscriptions";
        return List.of(
                get("webhook_list", all, read, webhooks::list),
                get("webhook_get", all + "/:id", read, webhooks::one),
                post("webhook_create", all, write, creation::answer),
                delete("webhook_delete", all + "/:id", write, webhooks::delete),
                get("sample_webhook_data", "/sample_webhook_data", read, sample::answer));
    }

    /** After a reset, nobody has used up anything. */
    public void forgetLimits() {
        gate.forgetLimits();
    }

    private Endpoint get(String name, String path, String scope, ApiAction action) {
        return new Endpoint(name, HttpMethod.GET, path, gate.protect(scope, action));
    }

    private Endpoint post(String name, String path, String scope, ApiAction action) {
        return new Endpoint(name, HttpMethod.POST, path, gate.protect(scope, action));
    }

    private Endpoint delete(String name, String path, String scope, ApiAction action) {
        return new Endpoint(name, HttpMethod.DELETE, path, gate.protect(scope, action));
    }
}

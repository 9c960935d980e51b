package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.delivery.Deliveries;
import io.advicly.calendly.sandbox.delivery.Payloads;
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

/**
 * Everything that is {@code api.calendly.com} in real life, with the OAuth scope that each call
 * needs.
 */
public final class ApiHost {
    private static final String EVENTS_READ = "scheduled_events:read";
    private static final String EVENTS_WRITE = "scheduled_events:write";

    private final Gate gate;
    private final People people;
    private final EventTypes eventTypes;
    private final ScheduledEvents events;
    private final Invitees invitees;
    private final Webhooks webhooks;
    private final HookCreation creation;
    private final SampleData sample;

    public ApiHost(World world, Uris uris, Deliveries deliveries, Bookings bookings) {
        Paging paging = new Paging(world.switches(), uris);
        SubscriptionJson hookJson = new SubscriptionJson(uris);
        gate = new Gate(world);
        people = new People(world.directory(), new DirectoryJson(uris), paging);
        eventTypes = new EventTypes(world, new EventTypeJson(world, uris), paging);
        events = new ScheduledEvents(world, new EventJson(world, uris), paging, bookings);
        invitees = new Invitees(world, events, new InviteeJson(world, uris), paging, bookings);
        webhooks = new Webhooks(world, hookJson, paging, deliveries);
        creation = new HookCreation(world, hookJson);
        sample = new SampleData(world, new Payloads(world, uris));
    }

    public List<Endpoint> endpoints() {
        return List.of(
                get("users_me", "/users/me", "users:read", people::me),
                get("user", "/users/:id", "users:read", people::user),
                get(
                        "organization",
                        "/organizations/:id",
                        "organizations:read",
                        people::organization),
                get(
                        "memberships",
                        "/organization_memberships",
                        "organizations:read",
                        people::memberships),
                get(
                        "membership",
                        "/organization_memberships/:id",
                        "organizations:read",
                        people::membership),
                get("event_types", "/event_types", "event_types:read", eventTypes::list),
                get("event_type", "/event_types/:id", "event_types:read", eventTypes::one),
                get("scheduled_events", "/scheduled_events", EVENTS_READ, events::list),
                get("scheduled_event", "/scheduled_events/:id", EVENTS_READ, events::one),
                get("invitees", "/scheduled_events/:id/invitees", EVENTS_READ, invitees::list),
                get(
                        "invitee",
                        "/scheduled_events/:id/invitees/:invitee",
                        EVENTS_READ,
                        invitees::one),
                post(
                        "cancellation",
                        "/scheduled_events/:id/cancellation",
                        EVENTS_WRITE,
                        events::cancel),
                post("no_show_create", "/invitee_no_shows", EVENTS_WRITE, invitees::markNoShow),
                get("no_show", "/invitee_no_shows/:id", EVENTS_READ, invitees::noShow),
                delete(
                        "no_show_delete",
                        "/invitee_no_shows/:id",
                        EVENTS_WRITE,
                        invitees::unmarkNoShow),
                get("webhook_list", "/webhook_subscriptions", "webhooks:read", webhooks::list),
                get("webhook_get", "/webhook_subscriptions/:id", "webhooks:read", webhooks::one),
                post(
                        "webhook_create",
                        "/webhook_subscriptions",
                        "webhooks:write",
                        creation::answer),
                delete(
                        "webhook_delete",
                        "/webhook_subscriptions/:id",
                        "webhooks:write",
                        webhooks::delete),
                get(
                        "sample_webhook_data",
                        "/sample_webhook_data",
                        "webhooks:read",
                        sample::answer));
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

package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Cancellation;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.wire.CancellationJson;
import io.advicly.calendly.sandbox.wire.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /scheduled_events}. */
final class ScheduledEvents {
    private final World world;
    private final EventJson json;
    private final CollectionPages paging;
    private final Bookings bookings;
    private final EventSelection selection;

    ScheduledEvents(World world, EventJson json, CollectionPages paging, Bookings bookings) {
        this.world = world;
        this.json = json;
        this.paging = paging;
        this.bookings = bookings;
        this.selection = new EventSelection(world);
    }

    SandboxReply list(ApiCaller caller, Call call) {
        Params params = new Params(call);
        NavigableSet<SandboxScheduledEvent> events =
                selection.select(
                        caller,
                        params.id("organization", "organizations"),
                        params.id("user", "users"),
                        params.id("group", "groups"));
        boolean latestFirst = params.descending("start_time");
        return paging.page(
                call,
                (latestFirst ? events.descendingSet() : events).stream().filter(wanted(params)),
                json::full);
    }

    SandboxReply one(ApiCaller caller, Call call) {
        return People.resource(json.full(visible(caller, call)));
    }

    /** The host calls it off. What a second time answers is our reading. */
    SandboxReply cancel(ApiCaller caller, Call call) {
        SandboxScheduledEvent event =
                event(caller, call, "You are not allowed to cancel this event");
        if (event.end().isBefore(world.now())) {
            throw ApiError.denied("Event in the past");
        }
        if (event.canceled()) {
            throw ApiError.denied("Event is already canceled");
        }
        String reason = call.json().path("reason").asText("");
        Cancellation why =
                new Cancellation(
                        caller.user().name(),
                        reason.isEmpty() ? null : reason,
                        "host",
                        world.now());
        bookings.cancelEvent(event, why);
        return SandboxReply.json(201, Json.object().set("resource", CancellationJson.of(why)));
    }

    /** For its hosts, and for whoever governs the organization. */
    SandboxScheduledEvent visible(ApiCaller caller, Call call) {
        return event(caller, call, "You are not allowed to view this event");
    }

    private SandboxScheduledEvent event(ApiCaller caller, Call call, String refusal) {
        SandboxScheduledEvent event = world.calendar().events().find(call.segment("id"));
        if (event == null) {
            throw ApiError.notFound();
        }
        if (!event.hostIds().contains(caller.user().id())
                && !caller.user().governs(event.organizationId())) {
            throw ApiError.denied(refusal);
        }
        return event;
    }

    private Predicate<SandboxScheduledEvent> wanted(Params params) {
        String status = params.choice("status", List.of("active", "canceled"));
        Instant from = params.time("min_start_time");
        Instant to = params.time("max_start_time");
        String email = params.text("invitee_email");
        return event ->
                (status == null || event.canceled() == status.equals("canceled"))
                        && Params.isBetween(from, to, event.start())
                        && invites(event, email);
    }

    private boolean invites(SandboxScheduledEvent event, @Nullable String email) {
        return email == null
                || world.calendar().inviteesOf(event.id()).stream()
                        .anyMatch(invitee -> invitee.person().email().equalsIgnoreCase(email));
    }
}

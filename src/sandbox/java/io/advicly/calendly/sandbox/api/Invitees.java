package io.advicly.calendly.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.NoShow;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.wire.InviteeJson;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** {@code /scheduled_events/{uuid}/invitees} and {@code /invitee_no_shows}. */
final class Invitees {
    private final World world;
    private final ScheduledEvents events;
    private final InviteeJson json;
    private final CollectionPages paging;
    private final Bookings bookings;

    Invitees(
            World world,
            ScheduledEvents events,
            InviteeJson json,
            CollectionPages paging,
            Bookings bookings) {
        this.world = world;
        this.events = events;
        this.json = json;
        this.paging = paging;
        this.bookings = bookings;
    }

    SandboxReply list(ApiCaller caller, Call call) {
        SandboxScheduledEvent event = events.visible(caller, call);
        Params params = new Params(call);
        String status = params.choice("status", List.of("active", "canceled"));
        String email = params.text("email");
        NavigableSet<SandboxInvitee> all = world.calendar().inviteesOf(event.id());
        return paging.page(
                call,
                (params.descending("created_at") ? all.descendingSet() : all)
                        .stream()
                                .filter(one ->
                                        status == null
                                                || one.canceled() == status.equals("canceled"))
                                .filter(one ->
                                        email == null
                                                || one.person().email().equalsIgnoreCase(email)),
                json::render);
    }

    SandboxReply one(ApiCaller caller, Call call) {
        SandboxScheduledEvent event = events.visible(caller, call);
        SandboxInvitee invitee = world.calendar().invitees().find(call.segment("invitee"));
        if (invitee == null || !invitee.eventId().equals(event.id())) {
            throw ApiError.notFound();
        }
        return People.resource(json.render(invitee));
    }

    SandboxReply markNoShow(ApiCaller caller, Call call) {
        ObjectNode body = call.json();
        String id = Params.uri("invitee", "invitees", body.path("invitee").asText(""));
        SandboxInvitee invitee = accessible(caller, world.calendar().invitees().find(id));
        if (invitee.noShow() != null) {
            // Calendly documents no 409 here.
            throw ApiError.invalid("invitee", "is already marked as a no show");
        }
        NoShow mark = bookings.markNoShow(invitee);
        return SandboxReply.json(
                201, Json.object().set("resource", json.noShowResource(invitee, mark)));
    }

    SandboxReply noShow(ApiCaller caller, Call call) {
        SandboxInvitee invitee =
                accessible(caller, world.calendar().withNoShow(call.segment("id")));
        NoShow mark = invitee.noShow();
        if (mark == null) {
            throw ApiError.notFound();
        }
        return People.resource(json.noShowResource(invitee, mark));
    }

    SandboxReply unmarkNoShow(ApiCaller caller, Call call) {
        bookings.unmarkNoShow(accessible(caller, world.calendar().withNoShow(call.segment("id"))));
        return SandboxReply.empty(204);
    }

    private SandboxInvitee accessible(ApiCaller caller, @Nullable SandboxInvitee invitee) {
        if (invitee == null) {
            throw ApiError.notFound();
        }
        SandboxScheduledEvent event = world.calendar().events().get(invitee.eventId());
        if (!event.hostIds().contains(caller.user().id())
                && !caller.user().governs(event.organizationId())) {
            throw ApiError.noAccess();
        }
        return invitee;
    }
}

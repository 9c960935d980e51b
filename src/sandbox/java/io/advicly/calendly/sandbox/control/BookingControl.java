package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.booking.BookingRequest;
import io.advicly.calendly.sandbox.booking.Bookings;
import io.advicly.calendly.sandbox.booking.Extras;
import io.advicly.calendly.sandbox.booking.StartTimes;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Cancellation;
import io.advicly.calendly.sandbox.state.booking.GivenAnswer;
import io.advicly.calendly.sandbox.state.booking.NoShow;
import io.advicly.calendly.sandbox.state.booking.Person;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.wire.Timestamps;
import io.advicly.calendly.sandbox.wire.Uris;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /_control/bookings}: what the booking pages do, for tests. */
final class BookingControl {
    private final World world;
    private final Uris uris;
    private final Bookings bookings;
    private final StartTimes slots;

    BookingControl(World world, Uris uris, Bookings bookings) {
        this.world = world;
        this.uris = uris;
        this.bookings = bookings;
        this.slots = new StartTimes(world);
    }

    SandboxReply list(Call call) {
        String organization = call.query("organization");
        String host = call.query("host");
        return Listing.of(
                "bookings",
                call,
                world.calendar().invitees().all().stream()
                        .filter(one ->
                                organization == null
                                        || organization.equals(event(one).organizationId()))
                        .filter(one -> host == null || event(one).hostIds().contains(host)),
                this::json);
    }

    SandboxReply book(Call call) {
        Order order =
                new Order(
                        call.json(),
                        "event_type",
                        "host",
                        "name",
                        "email",
                        "timezone",
                        "phone",
                        "start_time",
                        "questions_and_answers",
                        "guests",
                        "tracking",
                        "invitee",
                        "event");
        SandboxEventType type = type(order);
        Instant start = order.time("start_time");
        Person person =
                new Person(
                        order.text("name", "Grace Guest"),
                        order.text("email", "grace.guest@example.test"),
                        order.text("timezone", "Europe/Paris"),
                        order.text("phone"));
        SandboxInvitee invitee =
                bookings.book(
                        new BookingRequest(
                                type,
                                start == null ? slots.suggestion(type) : start,
                                person,
                                answers(order),
                                order.texts("guests"),
                                order.map("tracking"),
                                new Extras(
                                        order.object("invitee", Extras.OF_INVITEE),
                                        order.object("event", Extras.OF_EVENT))));
        return SandboxReply.json(201, json(invitee));
    }

    SandboxReply cancel(Call call) {
        SandboxInvitee invitee = invitee(call);
        Order order = new Order(call.json(), "reason", "by");
        bookings.cancel(invitee, why(order, invitee));
        return SandboxReply.json(200, json(invitee(call)));
    }

    SandboxReply reschedule(Call call) {
        SandboxInvitee invitee = invitee(call);
        if (invitee.canceled()) {
            throw Order.wrong("the booking is canceled");
        }
        Order order = new Order(call.json(), "start_time", "reason", "by");
        Instant start = order.time("start_time");
        SandboxEventType type = world.calendar().eventTypes().get(event(invitee).eventTypeId());
        SandboxInvitee fresh =
                bookings.reschedule(
                        invitee,
                        start == null ? slots.suggestion(type, invitee.eventId()) : start,
                        why(order, invitee));
        ObjectNode json = json(fresh);
        return SandboxReply.json(201, json.put("old_invitee", uris.invitee(invitee)));
    }

    SandboxReply markNoShow(Call call) {
        SandboxInvitee invitee = invitee(call);
        NoShow mark = invitee.noShow() == null ? bookings.markNoShow(invitee) : invitee.noShow();
        String uri = uris.uri("invitee_no_shows", mark.id());
        return SandboxReply.json(201, Json.object().put("uri", uri));
    }

    SandboxReply unmarkNoShow(Call call) {
        bookings.unmarkNoShow(invitee(call));
        return SandboxReply.empty(204);
    }

    private SandboxEventType type(Order order) {
        String id = order.text("event_type");
        String host = order.text("host");
        SandboxEventType type =
                id != null
                        ? world.calendar().eventTypes().find(id)
                        : world.calendar().typesHostedBy(host == null ? "ada" : host).stream()
                                .filter(SandboxEventType::bookable)
                                .filter(one -> one.inviteeLimit() == 1 && one.hostIds().size() == 1)
                                .findFirst()
                                .orElse(null);
        if (type == null) {
            throw Order.missing(id != null ? "event type " + id : "event type of host " + host);
        }
        return type;
    }

    private static List<GivenAnswer> answers(Order order) {
        List<GivenAnswer> answers = new ArrayList<>();
        for (JsonNode one : order.raw("questions_and_answers")) {
            answers.add(
                    new GivenAnswer(one.path("question").asText(), one.path("answer").asText()));
        }
        return List.copyOf(answers);
    }

    private Cancellation why(Order order, SandboxInvitee invitee) {
        boolean host = order.text("by", "invitee").equals("host");
        String hostId = event(invitee).hostIds().getFirst();
        String name = host ? world.directory().users().get(hostId).name() : invitee.person().name();
        @Nullable String reason = order.text("reason");
        return new Cancellation(name, reason, host ? "host" : "invitee", world.now());
    }

    private SandboxInvitee invitee(Call call) {
        SandboxInvitee invitee = world.calendar().invitees().find(call.segment("id"));
        if (invitee == null) {
            throw Order.missing("invitee " + call.segment("id"));
        }
        return invitee;
    }

    private SandboxScheduledEvent event(SandboxInvitee invitee) {
        return world.calendar().events().get(invitee.eventId());
    }

    private ObjectNode json(SandboxInvitee invitee) {
        SandboxScheduledEvent event = event(invitee);
        return Json.object()
                .put("event", uris.event(event.id()))
                .put("invitee", uris.invitee(invitee))
                .put("event_id", event.id())
                .put("invitee_id", invitee.id())
                .put("organization", event.organizationId())
                .put("event_type", event.eventTypeId())
                .put("start_time", Timestamps.of(event.start()))
                .put("status", invitee.canceled() ? "canceled" : "active")
                .put("event_status", event.canceled() ? "canceled" : "active")
                .put("no_show", invitee.noShow() != null)
                .set("hosts", Json.strings(event.hostIds()));
    }
}

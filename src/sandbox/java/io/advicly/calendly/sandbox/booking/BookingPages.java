package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Endpoint;
import io.advicly.calendly.sandbox.http.Refusal;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.page.Template;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Cancellation;
import io.advicly.calendly.sandbox.state.booking.GivenAnswer;
import io.advicly.calendly.sandbox.state.booking.Person;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /book}: what an invitee sees of Calendly, in plain HTML forms. */
public final class BookingPages {
    private final World world;
    private final Bookings bookings;
    private final BookingViews views;

    public BookingPages(World world, Bookings bookings) {
        this.world = world;
        this.bookings = bookings;
        this.views = new BookingViews(world);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("book", "/book", call -> SandboxReply.html(200, views.overview())),
                Endpoint.get("book_type", "/book/:type", this::form),
                Endpoint.post("book_post", "/book/:type", this::book),
                Endpoint.get("booked", "/book/invitees/:id", this::booked),
                Endpoint.post("book_cancel", "/book/invitees/:id/cancel", this::cancel),
                Endpoint.post("book_reschedule", "/book/invitees/:id/reschedule", this::reschedule),
                Endpoint.post("book_no_show", "/book/invitees/:id/no_show", this::noShow),
                Endpoint.get("cancel_url", "/cancellations/:id", this::toBooking),
                Endpoint.get("reschedule_url", "/reschedulings/:id", this::toBooking));
    }

    private SandboxReply form(Call call) {
        SandboxEventType type = type(call);
        return SandboxReply.html(200, views.form(type, "/book/" + type.id()));
    }

    private SandboxReply book(Call call) {
        return book(call, type(call));
    }

    SandboxReply book(Call call, SandboxEventType type) {
        Person person =
                new Person(
                        required(call, "name"),
                        required(call, "email"),
                        "Europe/Paris",
                        call.field("phone"));
        SandboxInvitee invitee =
                bookings.book(
                        new BookingRequest(
                                type,
                                start(call),
                                person,
                                answers(call, type),
                                List.of(),
                                Map.of()));
        return toBooking(invitee);
    }

    /** A question left open is not in the payload at all. */
    private static List<GivenAnswer> answers(Call call, SandboxEventType type) {
        List<GivenAnswer> answers = new ArrayList<>();
        for (int i = 0; i < type.questions().size(); i++) {
            String answer = call.field("question-" + i);
            if (answer != null) {
                answers.add(new GivenAnswer(type.questions().get(i), answer));
            }
        }
        return List.copyOf(answers);
    }

    private SandboxReply booked(Call call) {
        return SandboxReply.html(200, views.booking(invitee(call)));
    }

    private SandboxReply cancel(Call call) {
        SandboxInvitee invitee = invitee(call);
        bookings.cancel(invitee, by(invitee, call.field("reason")));
        return toBooking(invitee);
    }

    private SandboxReply reschedule(Call call) {
        SandboxInvitee invitee = invitee(call);
        if (invitee.canceled()) {
            throw problem(400, "This booking is canceled: it cannot be moved any more.");
        }
        return toBooking(bookings.reschedule(invitee, start(call), by(invitee, null)));
    }

    private SandboxReply noShow(Call call) {
        SandboxInvitee invitee = invitee(call);
        if (invitee.noShow() == null) {
            bookings.markNoShow(invitee);
        } else {
            bookings.unmarkNoShow(invitee);
        }
        return toBooking(invitee);
    }

    private SandboxReply toBooking(Call call) {
        return toBooking(invitee(call));
    }

    private static SandboxReply toBooking(SandboxInvitee invitee) {
        return SandboxReply.redirect(303, "/book/invitees/" + invitee.id());
    }

    private Cancellation by(SandboxInvitee invitee, @Nullable String reason) {
        return new Cancellation(invitee.person().name(), reason, "invitee", world.now());
    }

    private SandboxEventType type(Call call) {
        SandboxEventType type = world.calendar().eventTypes().find(call.segment("type"));
        if (type == null || !type.bookable()) {
            throw problem(404, "There is nothing to book under this address.");
        }
        return type;
    }

    private SandboxInvitee invitee(Call call) {
        SandboxInvitee invitee = world.calendar().invitees().find(call.segment("id"));
        if (invitee == null) {
            throw problem(404, "There is no such booking.");
        }
        return invitee;
    }

    private static Instant start(Call call) {
        try {
            return LocalDateTime.parse(required(call, "start")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw problem(400, "The start is no date and time.");
        }
    }

    private static String required(Call call, String name) {
        String value = call.field(name);
        if (value == null) {
            throw problem(400, "Please fill in: " + name + ".");
        }
        return value;
    }

    static Refusal problem(int status, String message) {
        return new Refusal(
                SandboxReply.html(
                        status,
                        Template.page("problem", "That did not work", Map.of("message", message))));
    }
}

package io.advicly.calendly.sandbox.booking;

import io.advicly.calendly.sandbox.page.Html;
import io.advicly.calendly.sandbox.page.Template;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.SandboxInvitee;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The booking pages' content. All times on them are UTC and say so. */
final class BookingViews {
    private static final int TYPES_SHOWN = 60;
    private static final int BOOKINGS_SHOWN = 30;
    private static final DateTimeFormatter FIELD =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final World world;
    private final StartTimes slots;

    BookingViews(World world) {
        this.world = world;
        this.slots = new StartTimes(world);
    }

    String overview() {
        String types =
                world.calendar().eventTypes().all().stream()
                        .filter(type -> type.bookable() && !type.standing().secret())
                        .limit(TYPES_SHOWN)
                        .map(type -> Template.named("book-type").fill(describe(type)))
                        .collect(Collectors.joining("\n"));
        return Template.page(
                "book", "Book a meeting", Map.of("types", types, "bookings", recent()));
    }

    String form(SandboxEventType type, String action) {
        Map<String, String> values = describe(type);
        List<String> questions = new ArrayList<>();
        for (String question : type.questions()) {
            questions.add(
                    Template.named("book-question")
                            .fill(Map.of("number", "" + questions.size(), "question", question)));
        }
        boolean phone = type.location() == LocationKind.OUTBOUND_CALL;
        values.put("action", action);
        values.put("start", FIELD.format(slots.suggestion(type)));
        values.put("questions", String.join("\n", questions));
        values.put("phone", phone ? Template.named("book-phone").fill(Map.of()) : "");
        return Template.page("book-form", "Book " + type.name(), values);
    }

    String booking(SandboxInvitee invitee) {
        Map<String, String> values = describe(invitee);
        SandboxScheduledEvent event = world.calendar().events().get(invitee.eventId());
        SandboxEventType type = world.calendar().eventTypes().get(event.eventTypeId());
        String actions =
                invitee.canceled()
                        ? ""
                        : Template.named("booking-actions")
                                .fill(
                                        Map.of(
                                                "id", invitee.id(),
                                                "start",
                                                        FIELD.format(
                                                                slots.suggestion(type, event.id())),
                                                "no_show",
                                                        invitee.noShow() == null
                                                                ? "Mark as no-show"
                                                                : "Undo no-show"));
        values.put("actions", actions);
        values.put("successor", successor(invitee));
        return Template.page("booking", invitee.canceled() ? "Booking canceled" : "Booked", values);
    }

    /** The latest first: what was just booked is what is looked for. */
    private String recent() {
        Collection<SandboxInvitee> all = world.calendar().invitees().all();
        List<SandboxInvitee> last =
                all.stream().skip(Math.max(0, all.size() - BOOKINGS_SHOWN)).toList();
        return last.reversed().stream()
                .map(invitee -> Template.named("book-row").fill(describe(invitee)))
                .collect(Collectors.joining("\n"));
    }

    private Map<String, String> describe(SandboxEventType type) {
        Map<String, String> values = new HashMap<>();
        values.put("id", type.id());
        values.put("name", type.name());
        values.put("hosts", hosts(type.hostIds()));
        values.put(
                "organization",
                world.directory().organizations().get(type.organizationId()).name());
        values.put("kind", type.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        values.put("minutes", "" + type.minutes());
        values.put("location", location(type.location()));
        return values;
    }

    private Map<String, String> describe(SandboxInvitee invitee) {
        SandboxScheduledEvent event = world.calendar().events().get(invitee.eventId());
        Map<String, String> values = new HashMap<>();
        values.put("id", invitee.id());
        values.put("name", invitee.person().name());
        values.put("email", invitee.person().email());
        values.put("event", event.name());
        values.put("hosts", hosts(event.hostIds()));
        values.put("time", time(event.start()));
        values.put("location", location(event.location() == null ? null : event.location().kind()));
        values.put("status", status(invitee));
        values.put("tone", invitee.canceled() ? "off" : "on");
        return values;
    }

    private static String status(SandboxInvitee invitee) {
        if (invitee.rescheduled()) {
            return "rescheduled";
        }
        if (invitee.canceled()) {
            return "canceled";
        }
        return invitee.noShow() == null ? "active" : "no-show";
    }

    private static String successor(SandboxInvitee invitee) {
        String id = invitee.newInviteeId();
        return id == null
                ? ""
                : "<p><a id=\"new-booking\" href=\"/book/invitees/%s\">Go to the new booking</a></p>"
                        .formatted(Html.escape(id));
    }

    private String hosts(List<String> ids) {
        return ids.stream()
                .map(id -> world.directory().users().get(id).name())
                .collect(Collectors.joining(", "));
    }

    private static String time(Instant start) {
        return TEXT.format(start);
    }

    private static String location(@Nullable LocationKind kind) {
        return kind == null ? "no location" : kind.wire().replace('_', ' ');
    }
}

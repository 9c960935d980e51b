package io.advicly.calendly.sandbox.offer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.api.Params;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.state.booking.GivenAnswer;
import io.advicly.calendly.sandbox.state.booking.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /invitees}, checked for form only. */
record InviteeOrder(
        String eventTypeId,
        Instant start,
        Person person,
        @Nullable String locationKind,
        @Nullable String location,
        List<GivenAnswer> answers,
        List<String> guests,
        Map<String, String> tracking) {
    private static final int MOST_GUESTS = 10;

    static InviteeOrder of(ObjectNode body) {
        return new InviteeOrder(
                Params.uri("event_type", "event_types", body.path("event_type").asText("")),
                start(body.path("start_time").asText("")),
                person(body.path("invitee")),
                text(body.path("location"), "kind"),
                text(body.path("location"), "location"),
                answers(body.path("questions_and_answers")),
                guests(body.path("event_guests")),
                tracking(body.path("tracking")));
    }

    private static Instant start(String start) {
        try {
            return OffsetDateTime.parse(start).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiError.invalid("start_time", "must be a valid ISO 8601 time in UTC");
        }
    }

    private static Person person(JsonNode invitee) {
        String email = invitee.path("email").asText("");
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw ApiError.invalid("invitee.email", "is invalid");
        }
        String name = name(invitee);
        if (name.isBlank()) {
            throw ApiError.invalid("invitee.name", "can't be blank");
        }
        return new Person(
                name,
                email,
                zone(invitee.path("timezone").asText("")),
                text(invitee, "text_reminder_number"));
    }

    /** In one, or in two parts. */
    private static String name(JsonNode invitee) {
        String parts =
                invitee.path("first_name").asText("") + " " + invitee.path("last_name").asText("");
        return invitee.path("name").asText(parts.strip());
    }

    private static String zone(String zone) {
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw ApiError.invalid("invitee.timezone", "is invalid");
        }
    }

    private static List<GivenAnswer> answers(JsonNode sent) {
        List<GivenAnswer> answers = new ArrayList<>();
        for (JsonNode one : sent) {
            answers.add(
                    new GivenAnswer(one.path("question").asText(), one.path("answer").asText()));
        }
        return List.copyOf(answers);
    }

    private static List<String> guests(JsonNode sent) {
        List<String> guests = new ArrayList<>();
        sent.forEach(one -> guests.add(one.asText()));
        if (guests.size() > MOST_GUESTS) {
            throw ApiError.invalid("event_guests", "has too many entries (maximum is 10)");
        }
        return List.copyOf(guests);
    }

    private static Map<String, String> tracking(JsonNode sent) {
        Map<String, String> tracking = new LinkedHashMap<>();
        sent.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> tracking.put(field.getKey(), field.getValue().asText()));
        return tracking;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }
}

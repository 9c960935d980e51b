package io.advicly.calendly.webhook.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.meeting.detail.AddressMentions;
import io.advicly.calendly.meeting.redaction.InviteePersonalData;
import io.advicly.calendly.meeting.redaction.Names;
import io.advicly.calendly.platform.text.CleanJson;
import io.advicly.calendly.platform.text.OddJson;
import io.advicly.calendly.security.identity.EmailAddress;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What is left of a delivery's body once addresses are erased: enough to work it off. Pure.
final class BodyErasure {

    /// Texts as meetings hold them.
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(CleanJson.module());

    /// Of an erased invitee nothing stays but what a meeting needs. Named one by one, so that a
    /// field that Calendly adds is gone too.
    private static final Set<String> OF_AN_INVITEE =
            Set.of(
                    "uri",
                    "event",
                    "status",
                    "canceled",
                    "rescheduled",
                    "old_invitee",
                    "new_invitee",
                    "no_show",
                    "cancellation",
                    "created_at",
                    "updated_at",
                    "scheduled_event");

    private static final Set<String> OF_THEIR_EVENT =
            Set.of(
                    "uri",
                    "name",
                    "status",
                    "start_time",
                    "end_time",
                    "location",
                    "event_type",
                    "event_memberships",
                    "event_guests",
                    "invitees_counter",
                    "created_at",
                    "updated_at");

    /// Hosts are users, with rights of their own.
    private static final Set<String> HOSTS = Set.of("event_memberships");

    private BodyErasure() {}

    static Set<EmailAddress> mentions(byte[] body) {
        return whole(body).map(AddressMentions::in).orElseGet(() -> mentionsAnywhere(body));
    }

    /// What is read of it, and what stands in it as it came: of what is too deep or too large to be
    /// read nobody knows what it says.
    private static Set<EmailAddress> mentionsAnywhere(byte[] body) {
        Set<EmailAddress> found = new HashSet<>(AddressMentions.in(new String(body, ISO_8859_1)));
        tree(body).map(AddressMentions::in).ifPresent(found::addAll);
        return found;
    }

    /// Those that [#of] would take out of it. Hosts are not among them, who are mentioned in nearly
    /// every body of theirs.
    static Set<EmailAddress> erasable(byte[] body) {
        return whole(body).map(BodyErasure::erasable).orElseGet(() -> mentionsAnywhere(body));
    }

    private static Set<EmailAddress> erasable(JsonNode envelope) {
        Set<EmailAddress> found = AddressMentions.in(envelope, HOSTS);
        if (isAsAWhole(envelope)) {
            found.addAll(AddressMentions.in(envelope.path("payload")));
        }
        return found;
    }

    /// Whether its payload is erased whoever it mentions.
    private static boolean isAsAWhole(JsonNode envelope) {
        return envelope.path("payload").isObject()
                && !envelope.path("event").asText().startsWith("invitee");
    }

    /// When what the body tells was booked; the beginning of time for one that does not say.
    static Instant bookedAt(byte[] body) {
        JsonNode envelope = tree(body).orElseGet(JSON::createObjectNode);
        String booked = envelope.at("/payload/created_at").asText();
        try {
            return Instant.parse(booked.isEmpty() ? envelope.path("created_at").asText() : booked);
        } catch (DateTimeException unknown) {
            return Instant.MIN;
        }
    }

    /// Empty when the body holds none of the addresses. What is too deep or too large to be read
    /// may hold one however it is written, and nobody needs it: it leaves the body.
    static Optional<byte[]> of(byte[] body, Set<EmailAddress> erased) {
        Optional<JsonNode> whole = whole(body);
        if (whole.isPresent()) {
            return changed(whole.get(), cleared(whole.get(), erased));
        }
        return tree(body)
                .map(rest -> written(cleared(rest, erased)))
                .or(() -> changed(body, erased));
    }

    /// The event that a body is about.
    ///
    /// @param uri empty where the body does not say
    /// @param hosts accounts; empty where the body does not say
    record Subject(String uri, Set<String> hosts) {}

    static Subject subject(byte[] body) {
        JsonNode payload = tree(body).orElseGet(JSON::createObjectNode).path("payload");
        Set<String> hosts = new HashSet<>();
        payload.at("/scheduled_event/event_memberships")
                .forEach(host -> hosts.add(CalendlyUri.spelled(host.path("user").asText())));
        return new Subject(CalendlyUri.spelled(payload.path("event").asText()), hosts);
    }

    private static Optional<byte[]> changed(JsonNode before, JsonNode after) {
        return after.equals(before) ? Optional.empty() : Optional.of(written(after));
    }

    private static byte[] written(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What is no JSON never becomes a meeting.
    private static Optional<byte[]> changed(byte[] body, Set<EmailAddress> erased) {
        String before = new String(body, ISO_8859_1);
        return AddressMentions.without(before, erased).equals(before)
                ? Optional.empty()
                : Optional.of("{}".getBytes(UTF_8));
    }

    private static JsonNode cleared(JsonNode envelope, Set<EmailAddress> erased) {
        if (envelope.deepCopy() instanceof ObjectNode copy
                && copy.path("payload") instanceof ObjectNode payload) {
            clear(copy, payload, erased);
            return AddressMentions.without(copy, erased, HOSTS);
        }
        return AddressMentions.without(envelope, erased, HOSTS);
    }

    private static void clear(ObjectNode envelope, ObjectNode payload, Set<EmailAddress> erased) {
        if (is(payload, erased)) {
            clearName(payload.path("scheduled_event"), payload.path("name").asText());
            payload.retain(OF_AN_INVITEE);
            retain(payload, "cancellation", InviteePersonalData.LEFT_OF_A_CANCELLATION);
            retain(payload, "scheduled_event", OF_THEIR_EVENT);
            clearPlace(payload.at("/scheduled_event/location"));
        } else if (isAsAWhole(envelope)
                && AddressMentions.in(payload).stream().anyMatch(erased::contains)) {
            // Of no use here, and nobody knows which of its fields are theirs.
            payload.removeAll();
        }
        if (payload.at("/scheduled_event/event_guests") instanceof ArrayNode guests) {
            guests.removeIf(guest -> is(guest, erased));
        }
    }

    private static void clearName(JsonNode event, String name) {
        if (event instanceof ObjectNode object && object.path("name").isTextual()) {
            object.put(
                    "name",
                    Names.without(object.path("name").textValue(), Set.of(Names.words(name))));
        }
    }

    private static void retain(ObjectNode parent, String field, Set<String> names) {
        if (parent.get(field) instanceof ObjectNode object) {
            object.retain(names);
        }
    }

    private static void clearPlace(JsonNode location) {
        if (location instanceof ObjectNode place
                && InviteePersonalData.isLocation(place.path("type").asText())) {
            place.putNull("location");
        }
    }

    private static boolean is(JsonNode person, Set<EmailAddress> erased) {
        return person.path("email").isTextual()
                && erased.contains(new EmailAddress(person.path("email").textValue()));
    }

    /// With all that may hold a text.
    private static Optional<JsonNode> whole(byte[] body) {
        try {
            return Optional.ofNullable(OddJson.allTexts(body, JSON))
                    .filter(tree -> !tree.isMissingNode());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /// Without what is too deep or too large.
    private static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.ofNullable(OddJson.tree(body, JSON))
                    .filter(tree -> !tree.isMissingNode());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}

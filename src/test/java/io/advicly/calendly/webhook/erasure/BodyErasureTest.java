package io.advicly.calendly.webhook.erasure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.security.identity.EmailAddress;
import io.advicly.calendly.webhook.Samples;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyErasureTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<EmailAddress> GUEST = Set.of(new EmailAddress("guest@example.test"));
    private static final Set<EmailAddress> PLUS_ONE =
            Set.of(new EmailAddress("plusone@example.test"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invitee.created", "invitee.canceled", "invitee_no_show.created",
                "invitee_no_show.deleted", "reschedule.1-canceled", "reschedule.2-created"
            })
    void leavesEnoughToWorkItOff(String sample) {
        var before =
                (DeliveredEvent.InviteeChanged) new DeliveryParser().parse(Samples.bytes(sample));
        byte[] left = BodyErasure.of(Samples.bytes(sample), GUEST).orElseThrow();
        var after = (DeliveredEvent.InviteeChanged) new DeliveryParser().parse(left);

        assertThat(new String(left, UTF_8).toLowerCase(Locale.ROOT))
                .doesNotContain("guest@", "grace", "202-555", "renewal", "newsletter", "ch_sim");
        assertThat(after.scheduledEvent())
                .usingRecursiveComparison()
                .ignoringFields("details")
                .isEqualTo(before.scheduledEvent());
        // The host's notes may be about the invitee.
        assertThat(requireNonNull(after.scheduledEvent()).details().toString())
                .contains("event_type", "invitees_counter", "created_at")
                .doesNotContain("meeting_notes");
        assertThat(after.invitee().email()).isNull();
        assertThat(after.invitee().uri()).isEqualTo(before.invitee().uri());
        assertThat(after.invitee().active()).isEqualTo(before.invitee().active());
        assertThat(after.invitee().oldInviteeUri()).isEqualTo(before.invitee().oldInviteeUri());
        assertThat(after.invitee().newInviteeUri()).isEqualTo(before.invitee().newInviteeUri());
        assertThat(after.invitee().noShow()).isEqualTo(before.invitee().noShow());
        assertThat(after.invitee().updatedAt()).isEqualTo(before.invitee().updatedAt());
        assertThat(BodyErasure.of(left, GUEST)).isEmpty();
    }

    /// Intake stores it: who is erased leaves it, and the meeting stays.
    @ParameterizedTest
    @ValueSource(strings = {"\"x\\ud83d\": 1", "\"x\": NUMBER", "\"\\udc00\": NUMBER"})
    void leavesEnoughOfWhatIsOdd(String odd) {
        String field = odd.replace("NUMBER", "9".repeat(30_000));
        byte[] body = sample("\"payload\": {", "\"payload\": {" + field + ",");

        byte[] left = BodyErasure.of(body, GUEST).orElseThrow();

        assertThat(new DeliveryParser().parse(left))
                .isInstanceOf(DeliveredEvent.InviteeChanged.class);
        assertThat(new String(left, UTF_8)).doesNotContain("guest@");
    }

    /// Nobody knows what is in there.
    @Test
    void whatIsTooDeepToBeReadIsSearchedAsAWhole() {
        String deep = "[".repeat(5_000) + "\"guest@example.test\"" + "]".repeat(5_000);
        byte[] body = ("{\"event\":\"x\",\"payload\":{\"a\":" + deep + "}}").getBytes(UTF_8);

        assertThat(BodyErasure.mentions(body)).containsAll(GUEST);
        assertThat(BodyErasure.of(body, GUEST).orElseThrow())
                .asString(UTF_8)
                .doesNotContain("guest@");
    }

    /// However it is written, and whatever else is in it that is worked off.
    @Test
    void whatIsBesideSomethingTooDeepIsErasedAndTheRestStays() throws IOException {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        for (String address :
                List.of("j\u00fcrgen@example.test", "j\\u00fcrgen\\u0040example.test")) {
            byte[] body =
                    """
                    {"event":"invitee.created","payload":{"uri":"https://api.calendly.com/invitees/I",
                    "email":"%s","name":"Jane","x":%s}}\
                    """
                            .formatted(address, deep)
                            .getBytes(UTF_8);
            Set<EmailAddress> hers = Set.of(new EmailAddress("j\u00fcrgen@example.test"));

            assertThat(BodyErasure.mentions(body)).containsAll(hers);
            JsonNode after = JSON.readTree(BodyErasure.of(body, hers).orElseThrow());

            assertThat(after.toString()).doesNotContain("rgen", "Jane");
            assertThat(after.at("/payload/uri").asText()).endsWith("/I");
        }
    }

    @Test
    void theNameLeavesTheNameOfTheEventToo() throws IOException {
        byte[] body = sample("30 Minute Intro", "GRACE  guest and Graceful Guest");
        JsonNode after = JSON.readTree(BodyErasure.of(body, GUEST).orElseThrow());

        assertThat(after.at("/payload/scheduled_event/name").asText())
                .isEqualTo("[erased] and Graceful Guest");
    }

    @Test
    void aGuestLeavesAndTheInviteeStays() throws IOException {
        byte[] body = Samples.bytes("invitee.created");
        JsonNode after = JSON.readTree(BodyErasure.of(body, PLUS_ONE).orElseThrow());

        assertThat(after.at("/payload/scheduled_event/event_guests")).isEmpty();
        assertThat(after.at("/payload/email").asText()).isEqualTo("guest@example.test");
        assertThat(after.at("/payload/questions_and_answers")).isNotEmpty();
    }

    @Test
    void aMentionLeavesAndItsAuthorStays() throws IOException {
        byte[] body = sample("Renewal", "with Someone\\u0040Example.test");
        JsonNode after =
                JSON.readTree(
                        BodyErasure.of(body, Set.of(new EmailAddress("someone@example.test")))
                                .orElseThrow());

        assertThat(after.at("/payload/questions_and_answers/0/answer").asText())
                .isEqualTo("with [erased]");
        assertThat(after.at("/payload/name").asText()).isEqualTo("Grace Guest");
    }

    @Test
    void aNumberToCallIsTheInvitees() throws IOException {
        byte[] body =
                sample(
                        "\"type\": \"zoom\",",
                        "\"type\": \"outbound_call\", \"location\": \"+1 202\",");
        JsonNode after = JSON.readTree(BodyErasure.of(body, GUEST).orElseThrow());

        assertThat(after.at("/payload/scheduled_event/location/type").asText())
                .isEqualTo("outbound_call");
        assertThat(after.at("/payload/scheduled_event/location/location").isNull()).isTrue();
    }

    @Test
    void hostsAreUsers() {
        assertThat(
                        BodyErasure.of(
                                Samples.bytes("invitee.created"),
                                Set.of(new EmailAddress("ada@example.test"))))
                .isEmpty();
    }

    @Test
    void anEventThatIsNotProjectedLosesItsPayload() {
        byte[] body =
                "{\"event\":\"contact.created\",\"payload\":{\"name\":\"Grace\",\"emails\":[\"Guest@example.test\"]}}"
                        .getBytes(UTF_8);

        assertThat(BodyErasure.of(body, GUEST).orElseThrow())
                .asString(UTF_8)
                .isEqualTo("{\"event\":\"contact.created\",\"payload\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"payload\":[\"guest@example.test\"]}",
                "[\"guest@example.test\"]",
                "\"guest@example.test\"",
                "{\"payload\":{\"email\":\"guest@example.test\"",
                "mail guest@example.test"
            })
    void whatIsNoDeliveryLosesItToo(String body) {
        assertThat(BodyErasure.mentions(body.getBytes(UTF_8))).containsAll(GUEST);
        assertThat(BodyErasure.of(body.getBytes(UTF_8), GUEST).orElseThrow())
                .asString(UTF_8)
                .doesNotContain("guest@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "{\"payload\":null}", "[1,2]"})
    void whatHoldsNoneStaysAsItArrived(String body) {
        assertThat(BodyErasure.of(body.getBytes(UTF_8), GUEST)).isEmpty();
        assertThat(BodyErasure.mentions(body.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreSearched() {
        byte[] body = "\u00ff\u00fe guest@example.test".getBytes(ISO_8859_1);

        assertThat(BodyErasure.of(body, GUEST)).isPresent();
    }

    @Test
    void tellsWhatItMentions() {
        assertThat(BodyErasure.mentions(Samples.bytes("invitee.created")))
                .extracting(EmailAddress::value)
                .containsExactlyInAnyOrder(
                        "guest@example.test", "plusone@example.test", "ada@example.test");
    }

    @Test
    void tellsWhenItWasBooked() {
        assertThat(BodyErasure.bookedAt(Samples.bytes("invitee.created")))
                .isEqualTo(Instant.parse("2026-02-01T09:30:00.120001Z"));
        assertThat(
                        BodyErasure.bookedAt(
                                "{\"created_at\":\"2026-02-01T09:30:00Z\"}".getBytes(UTF_8)))
                .isEqualTo(Instant.parse("2026-02-01T09:30:00Z"));
        assertThat(BodyErasure.bookedAt("{\"created_at\":\"soon\"}".getBytes(UTF_8)))
                .isEqualTo(Instant.MIN);
        assertThat(BodyErasure.bookedAt("no JSON".getBytes(UTF_8))).isEqualTo(Instant.MIN);
    }

    @Test
    void tellsWhoseEventItIs() {
        assertThat(BodyErasure.subject(Samples.bytes("invitee.created")))
                .isEqualTo(
                        new BodyErasure.Subject(
                                "https://api.calendly.com/scheduled_events/SIMEVT0001",
                                Set.of("https://api.calendly.com/users/SIMUSER000000001")));
        assertThat(
                        BodyErasure.subject(
                                        Samples.bytes("invitee.created.without-scheduled-event"))
                                .hosts())
                .isEmpty();
        assertThat(BodyErasure.subject("no JSON".getBytes(UTF_8)))
                .isEqualTo(new BodyErasure.Subject("", Set.of()));
    }

    private static byte[] sample(String part, String other) {
        return new String(Samples.bytes("invitee.created"), UTF_8)
                .replace(part, other)
                .getBytes(UTF_8);
    }
}

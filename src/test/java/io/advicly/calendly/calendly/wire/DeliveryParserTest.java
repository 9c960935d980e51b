package io.advicly.calendly.calendly.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.Bodies;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryParserTest {

    private static final String EVENT = "https://api.calendly.com/scheduled_events/SIMEVT0001";

    private final DeliveryParser parser = new DeliveryParser();

    @Test
    void readsACreatedInvitee() {
        // When
        DeliveredEvent.InviteeChanged changed = changed(Deliveries.created());

        // Then
        Invitee invitee = changed.invitee();
        assertThat(changed.name()).isEqualTo("invitee.created");
        assertThat(invitee.uri()).isEqualTo(EVENT + "/invitees/SIMINV0001");
        assertThat(invitee.eventUri()).isEqualTo(EVENT);
        assertThat(invitee.email()).isEqualTo("guest@example.test");
        assertThat(invitee.name()).isEqualTo("Grace Guest");
        assertThat(invitee.active()).isTrue();
        assertThat(invitee.noShow()).isFalse();
        assertThat(invitee.cancellation()).isNull();
        assertThat(invitee.questionsAndAnswers()).hasSize(1);
        assertThat(invitee.tracking()).isNotNull();
        assertThat(invitee.createdAt()).isEqualTo(Instant.parse("2026-02-01T09:30:00.120001Z"));
        assertThat(invitee.updatedAt()).isEqualTo(Instant.parse("2026-02-01T09:30:00.140002Z"));
        assertThat(requireNonNull(changed.scheduledEvent()).hosts())
                .containsExactly(
                        new ScheduledEvent.Host(Bodies.USER, "Ada Host", "ada@example.test"));
    }

    /// U+0000 is in no text of PostgreSQL's, and half of a surrogate pair in no UTF-8.
    @Test
    void whatNoTextMayHoldIsCleanedWhereverItStands() {
        // When
        byte[] body =
                Deliveries.created(payload -> {
                    payload.put("uri", EVENT + "/invitees/SIM<0000>INV0001");
                    payload.put("name", "Gr<d83d>ace <d83d><de00><0000>");
                    payload.putObject("tracking")
                            .put("utm<0000>_", "a<d800>")
                            .putArray("list")
                            .add("<dfff>");
                    payload.withObject("/scheduled_event").put("name", "In<0000>tro<dc00>");
                });
        DeliveredEvent.InviteeChanged changed =
                changed(
                        new String(body, UTF_8)
                                .replaceAll("<([0-9a-f]{4})>", "\\\\u$1")
                                .getBytes(UTF_8));

        // Then
        assertThat(changed.invitee().uri()).isEqualTo(EVENT + "/invitees/SIMINV0001");
        assertThat(changed.invitee().name()).isEqualTo("Gr\ufffdace \ud83d\ude00");
        assertThat(changed.invitee().tracking())
                .hasToString("{\"utm_\":\"a\ufffd\",\"list\":[\"\ufffd\"]}");
        assertThat(requireNonNull(changed.scheduledEvent()).name()).isEqualTo("Intro\ufffd");
    }

    /// Made to fit, each would be believed for good: another invitee, a cancellation, a time in a
    /// far future that nothing is newer than.
    @ParameterizedTest
    @CsvSource({
        "uri, 5",
        "uri, '\"https://api.calendly.com/x\\ud800\"'",
        "uri, '\"\"'",
        "updated_at, 99999999999",
        "updated_at, '\"+99999-01-01T00:00:00Z\"'",
        "created_at, '\"-0001-01-01T00:00:00Z\"'",
        "updated_at, '\"2299-01-01T00:00:00Z\"'",
        "created_at, '\"2299-01-01T00:00:00Z\"'"
    })
    void whatHasTheWrongTypeIsNotMadeToFit(String field, String value) throws IOException {
        JsonNode wrong = WireJson.MAPPER.readTree(value);

        assertThat(parser.parse(Deliveries.created(payload -> payload.set(field, wrong))))
                .isInstanceOf(DeliveredEvent.Unreadable.class);
    }

    /// As good as missing (ADR 23): the status says whether it is canceled.
    @ParameterizedTest
    @CsvSource({"canceled, 1", "canceled, '\"true\"'", "rescheduled, 1"})
    void whatIsNoYesIsLeftOut(String field, String value) throws IOException {
        JsonNode wrong = WireJson.MAPPER.readTree(value);

        DeliveredEvent.InviteeChanged changed =
                changed(Deliveries.created(payload -> payload.set(field, wrong)));

        assertThat(changed.invitee().active()).isTrue();
        assertThat(changed.invitee().rescheduled()).isFalse();
    }

    @Test
    void aUriWithoutEndIsNone() {
        String endless = EVENT + "/invitees/" + "x".repeat(100_000);

        assertThat(parser.parse(Deliveries.created(payload -> payload.put("uri", endless))))
                .isInstanceOf(DeliveredEvent.Unreadable.class);
    }

    @Test
    void readsACanceledInviteeOfAGroupEventThatStaysActive() {
        // When
        DeliveredEvent.InviteeChanged changed =
                changed(
                        Deliveries.canceled(payload ->
                                payload.withObject("/scheduled_event").put("status", "active")));

        // Then
        assertThat(changed.invitee().active()).isFalse();
        assertThat(changed.invitee().cancellation()).isNotNull();
        assertThat(requireNonNull(changed.scheduledEvent()).active()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void readsTheBooleanOfOldPayloads(boolean canceled, boolean active) {
        // When
        DeliveredEvent.InviteeChanged changed =
                changed(
                        Deliveries.created(payload -> {
                            payload.remove("status");
                            payload.put("canceled", canceled);
                        }));

        // Then
        assertThat(changed.invitee().active()).isEqualTo(active);
    }

    @Test
    void believesACancellationWhicheverFieldSaysSo() {
        // When
        DeliveredEvent.InviteeChanged changed =
                changed(Deliveries.created(payload -> payload.put("canceled", true)));

        // Then
        assertThat(changed.invitee().active()).isFalse();
    }

    @Test
    void leavesAMissingScheduledEventToBeFetched() {
        // When
        DeliveredEvent.InviteeChanged changed =
                changed(Deliveries.created(payload -> payload.remove("scheduled_event")));

        // Then
        assertThat(changed.scheduledEvent()).isNull();
        assertThat(changed.invitee().eventUri()).isEqualTo(EVENT);
    }

    @Test
    void leavesAnEventThatDoesNotNameItsHostsToBeFetched() {
        assertThat(hosts("[]").scheduledEvent()).isNull();
        assertThat(hosts("null").scheduledEvent()).isNull();
        assertThat(hosts("[{\"user_name\": \"Ada\"}]").scheduledEvent()).isNull();
        assertThat(hosts("[{\"user\": \"ada\"}, {\"user_name\": \"Mia\"}]").scheduledEvent())
                .isNull();
        assertThat(hosts("[{\"user\": \"ada\"}]").scheduledEvent()).isNotNull();
    }

    private DeliveredEvent.InviteeChanged hosts(String json) {
        return changed(
                Deliveries.created(payload ->
                        payload.withObject("/scheduled_event")
                                .set("event_memberships", parsed(json))));
    }

    private static JsonNode parsed(String json) {
        try {
            return WireJson.MAPPER.readTree(json);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void leavesAnIncompleteScheduledEventToBeFetched() {
        // When
        DeliveredEvent.InviteeChanged changed =
                changed(
                        Deliveries.created(payload ->
                                payload.withObject("/scheduled_event").remove("updated_at")));

        // Then
        assertThat(changed.scheduledEvent()).isNull();
    }

    @Test
    void linksAReschedulePair() {
        // When
        DeliveredEvent.InviteeChanged old =
                changed(
                        Deliveries.canceled(payload -> {
                            payload.put("rescheduled", true);
                            payload.put("new_invitee", "new");
                        }));
        DeliveredEvent.InviteeChanged successor =
                changed(Deliveries.created(payload -> payload.put("old_invitee", "old")));

        // Then
        assertThat(old.invitee().rescheduled()).isTrue();
        assertThat(old.invitee().newInviteeUri()).isEqualTo("new");
        assertThat(successor.invitee().oldInviteeUri()).isEqualTo("old");
    }

    @ParameterizedTest
    @CsvSource({"invitee_no_show.created, true", "invitee_no_show.deleted, false"})
    void readsANoShowByTheNameOfTheEvent(String name, boolean noShow) {
        // When
        DeliveredEvent.InviteeChanged changed = changed(Deliveries.named(name));

        // Then
        assertThat(changed.invitee().noShow()).isEqualTo(noShow);
    }

    @Test
    void keepsEventsThatItDoesNotKnow() {
        // Then
        assertThat(parse("{\"event\": \"contact.created\", \"payload\": 7}"))
                .isEqualTo(new DeliveredEvent.Other("contact.created"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nonsense", "[]", "7", "null", "{}", "{\"event\": 7}"})
    void standsWhatIsNoDelivery(String body) {
        // Then
        assertThat(parse(body))
                .isInstanceOfSatisfying(
                        DeliveredEvent.Unreadable.class,
                        unreadable -> assertThat(unreadable.name()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"uri", "status", "created_at", "updated_at"})
    void namesTheFieldThatIsMissing(String field) {
        // Then
        assertThat(parser.parse(Deliveries.created(payload -> payload.remove(field))))
                .isEqualTo(
                        new DeliveredEvent.Unreadable(
                                "invitee.created", "payload: " + field + " is missing"));
    }

    @Test
    void namesTheFieldOfTheWrongTypeWithoutItsValue() {
        // When
        DeliveredEvent event =
                parser.parse(
                        Deliveries.created(
                                payload -> payload.put("updated_at", "guest@example.test")));

        // Then
        assertThat(event)
                .isEqualTo(
                        new DeliveredEvent.Unreadable(
                                "invitee.created", "payload: wrong type: updated_at"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "[]", "\"guest@example.test\""})
    void leavesAScheduledEventThatCannotBeReadToBeFetched(String odd) throws IOException {
        JsonNode value = WireJson.MAPPER.readTree(odd);
        for (String field : List.of("start_time", "event_memberships", "updated_at")) {
            DeliveredEvent.InviteeChanged changed =
                    changed(
                            Deliveries.created(payload ->
                                    payload.withObject("/scheduled_event").set(field, value)));
            assertThat(changed.scheduledEvent() == null || value.isArray()).as(field).isTrue();
        }
        DeliveredEvent.InviteeChanged changed =
                changed(Deliveries.created(payload -> payload.set("scheduled_event", value)));
        assertThat(changed.scheduledEvent()).isNull();
    }

    /// What can be done without is no reason to lose an invitee.
    @ParameterizedTest
    @ValueSource(strings = {"timezone", "name", "rescheduled", "old_invitee"})
    void losesOnlyTheFieldOfAnInviteeThatItCanDoWithout(String field) {
        DeliveredEvent.InviteeChanged changed =
                changed(Deliveries.created(payload -> payload.putArray(field)));
        assertThat(changed.invitee().active()).isTrue();
    }

    @Test
    void standsAPayloadThatIsNoObject() {
        for (String payload : new String[] {"null", "7", "[]", "\"x\"", "[{}]"}) {
            // Then
            assertThat(parse("{\"event\": \"invitee.created\", \"payload\": " + payload + "}"))
                    .isInstanceOf(DeliveredEvent.Unreadable.class);
        }
    }

    @Test
    void standsDeepNesting() {
        // Then
        assertThat(parse("[".repeat(500_000))).isInstanceOf(DeliveredEvent.Unreadable.class);
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            // Given
            byte[] body = mutated(Deliveries.created(), random);

            // When
            DeliveredEvent event = parser.parse(body);

            // Then
            assertThat(event).as("seed %d, round %d", seed, i).isNotNull();
        }
    }

    @Test
    void neverThrowsWhateverTheValues() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] values = {"null", "7", "-1.5e9", "true", "\"\"", "\"x\"", "[]", "{}", "[null]"};
        for (int i = 0; i < 2_000; i++) {
            // Given
            JsonNode value = WireJson.MAPPER.readTree(values[random.nextInt(values.length)]);
            byte[] body = Deliveries.created(payload -> replaceOne(payload, value, random));

            // When
            DeliveredEvent event = parser.parse(body);

            // Then
            assertThat(event).as("seed %d, round %d", seed, i).isNotNull();
        }
    }

    private static void replaceOne(ObjectNode object, JsonNode value, Random random) {
        List<String> names = object.propertyStream().map(Map.Entry::getKey).toList();
        String name = names.get(random.nextInt(names.size()));
        if (object.get(name) instanceof ObjectNode inner
                && !inner.isEmpty()
                && random.nextBoolean()) {
            replaceOne(inner, value, random);
        } else {
            object.set(name, value);
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        byte[] copy = Arrays.copyOf(body, 1 + random.nextInt(body.length));
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private DeliveredEvent parse(String body) {
        return parser.parse(body.getBytes(UTF_8));
    }

    private DeliveredEvent.InviteeChanged changed(byte[] body) {
        DeliveredEvent event = parser.parse(body);
        assertThat(event).isInstanceOf(DeliveredEvent.InviteeChanged.class);
        return (DeliveredEvent.InviteeChanged) event;
    }
}

package io.advicly.calendly.calendly.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is shown as it comes has the type that callers are told of, or is left out.
class OddFieldsTest {

    private static final String EVENT = "https://api.calendly.com/scheduled_events/SIMEVT0001";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "questions_and_answers | {\"question\": \"Why?\"}",
                "questions_and_answers | \"Why?\"",
                "questions_and_answers | 7",
                "tracking | []",
                "tracking | \"utm\"",
                "tracking | true",
                "cancellation | []",
                "cancellation | true",
                "cancellation | \"canceled\""
            })
    void anOddFieldOfAnInviteeCostsItself(String field, String odd) throws IOException {
        ObjectNode invitee = invitee();
        invitee.set(field, WireJson.MAPPER.readTree(odd));

        Sifted<Invitee> sifted = invitees(invitee);

        assertThat(sifted.oddFields()).containsExactly(field);
        assertThat(sifted.records())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.active()).isTrue();
                    assertThat(it.statusRaw()).isNull();
                    assertThat(shown(it, field)).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "7", "\"Why?\"", "[]", "{\"question\": 7}", "{\"answer\": \"x\"}"})
    void anOddAnswerCostsItself(String odd) throws IOException {
        ObjectNode invitee = invitee();
        String good = "{\"question\": \"Why?\", \"answer\": null, \"position\": 0}";
        invitee.set(
                "questions_and_answers", WireJson.MAPPER.readTree("[%s, %s]".formatted(odd, good)));

        Sifted<Invitee> sifted = invitees(invitee);

        assertThat(sifted.oddFields()).containsExactly("questions_and_answers");
        assertThat(sifted.records())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.questionsAndAnswers())
                                .isEqualTo(WireJson.MAPPER.readTree("[" + good + "]")));
    }

    /// Whoever follows it would never come to an end.
    @ParameterizedTest
    @CsvSource({"old_invitee, ''", "old_invitee, /", "new_invitee, ''", "new_invitee, /"})
    void whoIsRescheduledToThemselvesIsNot(String field, String slash) throws IOException {
        ObjectNode invitee = invitee();
        invitee.put(field, invitee.get("uri").asText() + slash);

        Sifted<Invitee> sifted = invitees(invitee);

        assertThat(sifted.oddFields()).containsExactly(field);
        Invitee invited = sifted.records().getFirst();
        assertThat(invited.oldInviteeUri()).isNull();
        assertThat(invited.newInviteeUri()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "true", "\"https://zoom.example/1\""})
    void anOddPlaceCostsItself(String odd) throws IOException {
        ObjectNode event = (ObjectNode) delivery().at("/payload/scheduled_event");
        event.set("location", WireJson.MAPPER.readTree(odd));

        Sifted<ScheduledEvent> sifted =
                Sifted.of(
                        List.of(event),
                        ScheduledEventWire.class,
                        ScheduledEventWire::toScheduledEvent);

        assertThat(sifted.oddFields()).containsExactly("location");
        assertThat(sifted.records())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.active()).isTrue();
                    assertThat(it.location()).isNull();
                });
    }

    /// What it is called says what has happened; what a status says may be of a moment before.
    /// Where nothing else says it either, what the status says is kept: it is not final then.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"active\" | true |",
                "\"odd\" | true |",
                "null | false |",
                "7 | false |",
                "\"active\" | false | active",
                "\"odd\" | false | odd"
            })
    void aCancellationIsOneWhateverItsStatusSays(
            String status, boolean isTold, @Nullable String raw) throws IOException {
        JsonNode said = WireJson.MAPPER.readTree(status);

        DeliveredEvent delivered =
                new DeliveryParser()
                        .parse(Deliveries.canceled(payload -> say(payload, said, isTold)));

        assertThat(delivered)
                .isInstanceOfSatisfying(
                        DeliveredEvent.InviteeChanged.class,
                        it -> {
                            assertThat(it.invitee().active()).isFalse();
                            assertThat(it.invitee().statusRaw()).isEqualTo(raw);
                        });
    }

    private static void say(ObjectNode payload, JsonNode said, boolean isTold) {
        payload.set("status", said);
        if (!isTold) {
            payload.remove("cancellation");
        }
    }

    private static @Nullable Object shown(Invitee it, String field) {
        return switch (field) {
            case "tracking" -> it.tracking();
            case "cancellation" -> it.cancellation();
            default -> it.questionsAndAnswers();
        };
    }

    private static Sifted<Invitee> invitees(ObjectNode invitee) {
        return Sifted.of(
                List.of(invitee), InviteeWire.class, (it, odd) -> it.toInvitee(EVENT, odd));
    }

    private static ObjectNode invitee() throws IOException {
        return (ObjectNode) delivery().get("payload");
    }

    private static JsonNode delivery() throws IOException {
        return WireJson.MAPPER.readTree(Deliveries.created());
    }
}

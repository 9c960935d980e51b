package io.advicly.calendly.calendly.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.Bodies;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.calendly.http.answer.Answer;
import io.advicly.calendly.calendly.http.answer.Answers;
import io.advicly.calendly.calendly.http.answer.Question;
import io.advicly.calendly.calendly.http.answer.Reply;
import io.advicly.calendly.testing.Mangler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A mangled record takes none of those beside it along, and nothing that Calendly says is more
/// than its reader can stand. `FuzzIT` does the same to a whole service.
class MangledRecordsTest {

    private static final int SEEDS = 2_000;
    private static final int RECORDS = 5;

    @Test
    void goodEventsAreReadBesideAMangledOne() throws IOException {
        JsonNode event =
                WireJson.MAPPER.readTree(Deliveries.created()).at("/payload/scheduled_event");

        survives(
                event,
                all ->
                        Sifted.of(
                                        all,
                                        ScheduledEventWire.class,
                                        ScheduledEventWire::toScheduledEvent)
                                .records()
                                .stream()
                                .map(ScheduledEvent::uri)
                                .toList());
    }

    @Test
    void goodInviteesAreReadBesideAMangledOne() throws IOException {
        JsonNode invitee = WireJson.MAPPER.readTree(Deliveries.created()).get("payload");
        String event = invitee.path("event").asText();

        survives(
                invitee,
                all ->
                        Sifted.of(all, InviteeWire.class, (it, odd) -> it.toInvitee(event, odd))
                                .records()
                                .stream()
                                .map(Invitee::uri)
                                .toList());
    }

    @Test
    void goodSubscriptionsAreReadBesideAMangledOne() throws IOException {
        JsonNode hook = WireJson.MAPPER.readTree(Bodies.hook("a"));

        survives(
                hook,
                all ->
                        Sifted.exactly(all, SubscriptionWire.class, (it, _) -> it.toSubscription())
                                .records()
                                .stream()
                                .map(WebhookSubscription::uri)
                                .toList());
    }

    @Test
    void aMangledDeliveryIsOneOrNone() {
        DeliveryParser parser = new DeliveryParser();

        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    byte[] body = new Mangler(seed).mangled(Deliveries.created());
                    assertThatCode(() -> parser.parse(body))
                            .as("seed %d", seed)
                            .doesNotThrowAnyException();
                });
    }

    @Test
    void aMangledAnswerIsOneOrNone() {
        String page = Bodies.page("more", Bodies.hook("a"), Bodies.hook("b"));

        LongStream.range(0, SEEDS)
                .forEach(seed -> {
                    byte[] body = new Mangler(seed).mangled(page.getBytes(UTF_8));
                    for (Question question : Question.values()) {
                        assertThatCode(() ->
                                        Answers.of(
                                                question, Reply.of(200, _ -> null, body, 1 << 23)))
                                .as("seed %d", seed)
                                .doesNotThrowAnyException();
                    }
                });
    }

    private interface Reading {

        /// @return the URIs of those that could be read
        List<String> read(JsonNode collection);
    }

    private static void survives(JsonNode record, Reading reading) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> bodies = new ArrayList<>();
            List<String> good = new ArrayList<>();
            for (int number = 0; number < RECORDS; number++) {
                ObjectNode copy = record.deepCopy();
                String uri = Objects.requireNonNull(record.get("uri")).asText() + number;
                copy.put("uri", uri);
                if (number == seed % RECORDS) {
                    bodies.add(new Mangler(seed).oddText(copy));
                } else {
                    bodies.add(copy.toString());
                    good.add(uri);
                }
            }
            byte[] body = Bodies.page("", bodies.toArray(String[]::new)).getBytes(UTF_8);
            Reply reply = Reply.of(200, _ -> null, body, 1 << 23);
            assertThat(Answers.of(Question.PAGE, reply))
                    .as("seed %d", seed)
                    .isInstanceOf(Answer.Told.class);
            assertThat(reading.read(reply.json().get("collection")))
                    .as("seed %d", seed)
                    .containsSubsequence(good);
        }
    }
}

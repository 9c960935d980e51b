package io.advicly.calendly.calendly.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Bodies;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.calendly.http.answer.Answer;
import io.advicly.calendly.calendly.http.answer.Answers;
import io.advicly.calendly.calendly.http.answer.Question;
import io.advicly.calendly.calendly.http.answer.Reply;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What mangled answers and deliveries have shown: an odd record, or field, costs itself and
/// nothing else.
class OddRecordsTest {

    private static final String EVENT = "https://api.calendly.com/scheduled_events/SIMEVT0001";

    private final DeliveryParser parser = new DeliveryParser();

    @Test
    void halfACharacterInTheNameOfAFieldCostsNoAnswer() {
        String answer = Bodies.page("", "{\"x\\ud83d\": 1, \"\\udc00\": {\"\\ud83d\\ude00\": 2}}");

        Reply reply = Reply.of(200, _ -> null, answer.getBytes(UTF_8), 1 << 23);

        assertThat(Answers.of(Question.PAGE, reply)).isInstanceOf(Answer.Told.class);
        assertThat(reply.json().at("/collection/0"))
                .hasToString("{\"x\ufffd\":1,\"\ufffd\":{\"\ud83d\ude00\":2}}");
    }

    @Test
    void halfACharacterInTheNameOfAFieldCostsNoDelivery() {
        byte[] body =
                new String(Deliveries.created(), UTF_8)
                        .replaceFirst("\"timezone\"", "\"time\\\\ud83dzone\"")
                        .getBytes(UTF_8);

        assertThat(parser.parse(body))
                .isInstanceOfSatisfying(
                        DeliveredEvent.InviteeChanged.class,
                        it -> assertThat(it.invitee().timezone()).isNull());
    }

    /// The stack was too small for it, and a parser that never throws threw an error.
    @Test
    void whatIsNestedAsDeepAsMayBeCostsNothing() throws IOException {
        JsonNode nested = WireJson.MAPPER.readTree("[".repeat(990) + "]".repeat(990));

        DeliveredEvent delivered =
                parser.parse(
                        Deliveries.created(payload -> {
                            payload.set("anything", nested);
                            payload.set("tracking", nested);
                        }));

        assertThat(delivered).isInstanceOf(DeliveredEvent.InviteeChanged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\": 1", "{\"\\ud83d\": 1", "\ufeff", "{\"a\": 1} {\"\\ud83d\": 1}"})
    void whatIsNoJsonIsNone(String body) {
        assertThat(Reply.of(200, _ -> null, body.getBytes(UTF_8), 1 << 23).json().isMissingNode())
                .isTrue();
    }

    /// Its invitees could not be asked for, and the whole sync failed for it.
    @ParameterizedTest
    @ValueSource(strings = {"/.", "?x", "/a%2fb"})
    void anEventWithoutAnIdIsLeftOut(String end) throws IOException {
        ObjectNode event = event();
        event.put("uri", EVENT + end);

        Sifted<ScheduledEvent> sifted = events(event, event());

        assertThat(sifted.records()).hasSize(1);
        assertThat(sifted.leftOut()).extracting(LeftOut::field).containsExactly("uri");
    }

    @Test
    void anInviteeWithoutAnIdIsLeftOut() {
        DeliveredEvent delivered =
                parser.parse(
                        Deliveries.created(
                                payload -> payload.put("uri", payload.get("uri").asText() + "/.")));

        assertThat(delivered).isInstanceOf(DeliveredEvent.Unreadable.class);
    }

    /// Somebody else would host it then, and the meeting be called off for who does.
    @ParameterizedTest
    @ValueSource(strings = {"", "https://api.calendly.com/users/A\u202e", " "})
    void aHostWhoIsNoUriIsLeftOut(String user) throws IOException {
        ObjectNode event = event();
        ((ObjectNode) event.at("/event_memberships/0")).put("user", user);

        Sifted<ScheduledEvent> sifted = events(event);

        assertThat(sifted.records())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.hosts()).isEmpty();
                    assertThat(it.allHosts()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true", "0", "\"\"", "[]"})
    void aNoShowThatIsNoMarkIsNone(String value) throws IOException {
        JsonNode mark = WireJson.MAPPER.readTree(value);

        DeliveredEvent delivered =
                parser.parse(Deliveries.created(payload -> payload.set("no_show", mark)));

        assertThat(delivered)
                .isInstanceOfSatisfying(
                        DeliveredEvent.InviteeChanged.class,
                        it -> assertThat(it.invitee().noShow()).isFalse());
    }

    /// No index has room for one without end: whatever came with it could not be stored.
    @ParameterizedTest
    @ValueSource(strings = {"old_invitee", "new_invitee"})
    void theOtherEndOfARescheduleIsAUriOrNone(String field) {
        for (String odd : List.of("", " ", "/", "x".repeat(100_000))) {
            DeliveredEvent delivered =
                    parser.parse(Deliveries.created(payload -> payload.put(field, odd)));

            assertThat(delivered)
                    .isInstanceOfSatisfying(
                            DeliveredEvent.InviteeChanged.class,
                            it -> {
                                assertThat(it.invitee().oldInviteeUri()).isNull();
                                assertThat(it.invitee().newInviteeUri()).isNull();
                            });
        }
    }

    /// People are found by it: the index refused whatever came with one that is endless.
    @Test
    void anAddressWithoutEndIsNone() {
        String endless = "x".repeat(300) + "@example.test";

        DeliveredEvent delivered =
                parser.parse(Deliveries.created(payload -> payload.put("email", endless)));

        assertThat(delivered)
                .isInstanceOfSatisfying(
                        DeliveredEvent.InviteeChanged.class,
                        it -> assertThat(it.invitee().email()).isNull());
    }

    @Test
    void anAccountsAddressWithoutEndIsNone() throws IOException {
        JsonNode account =
                WireJson.MAPPER.readTree(
                        """
                        {"uri": "https://api.calendly.com/users/A",
                         "current_organization": "https://api.calendly.com/organizations/A",
                         "email": "%s@example.test"}\
                        """
                                .formatted("x".repeat(300)));

        Sifted<Account> sifted =
                Sifted.of(List.of(account), AccountWire.class, AccountWire::toAccount);

        assertThat(sifted.records())
                .singleElement()
                .satisfies(it -> assertThat(it.email()).isNull());
        assertThat(sifted.oddFields()).containsExactly("email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "https://api.calendly.com/event_types/ENDLESS"})
    void anEventTypeIsAUriOrNone(String odd) throws IOException {
        ObjectNode event = event();
        event.put("event_type", odd.replace("ENDLESS", "x".repeat(1_000)));

        Sifted<ScheduledEvent> sifted = events(event);

        assertThat(sifted.records())
                .singleElement()
                .satisfies(it -> assertThat(it.details()).doesNotContainKey("event_type"));
        assertThat(sifted.oddFields()).containsExactly("event_type");
    }

    /// PostgreSQL reads times of ours, wherever the clock stood that told them.
    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:59:59-18:00", "1900-01-01T00:00:00+18:00"})
    void aTimeThatIsOutOfRangeForUsIsNone(String odd) throws IOException {
        ObjectNode event = event();
        event.put("end_time", odd);

        Sifted<ScheduledEvent> sifted = events(event, event());

        assertThat(sifted.records()).hasSize(1);
        assertThat(sifted.leftOut()).extracting(LeftOut::field).containsExactly("end_time");
    }

    /// Nothing would ever be newer.
    @ParameterizedTest
    @ValueSource(strings = {"2299-01-01T00:00:00Z", "9999-12-31T00:00:00Z"})
    void whatIsSaidToHaveChangedInTheFutureIsLeftOut(String odd) throws IOException {
        ObjectNode event = event();
        event.put("updated_at", odd);

        Sifted<ScheduledEvent> sifted = events(event, event());

        assertThat(sifted.records()).hasSize(1);
        assertThat(sifted.leftOut()).extracting(LeftOut::field).containsExactly("updated_at");
    }

    @Test
    void aSubscriptionThatIsNoUriIsLeftOut() throws IOException {
        String odd = Bodies.hook("x".repeat(100_000));
        Iterator<JsonNode> all =
                List.of(WireJson.MAPPER.readTree(odd), WireJson.MAPPER.readTree(Bodies.hook("a")))
                        .iterator();

        Sifted<WebhookSubscription> sifted =
                Sifted.exactly(() -> all, SubscriptionWire.class, (it, _) -> it.toSubscription());

        assertThat(sifted.records()).hasSize(1);
        assertThat(sifted.leftOut()).extracting(LeftOut::field).containsExactly("uri");
    }

    /// It would be taken for one that wants nothing, deleted and made anew at each look.
    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"invitee.created\"", "[null]"})
    void aListedSubscriptionWhoseEventsAreOddIsLeftOut(String odd) throws IOException {
        ObjectNode hook = (ObjectNode) WireJson.MAPPER.readTree(Bodies.hook("a"));
        hook.set("events", WireJson.MAPPER.readTree(odd));
        ObjectNode without = hook.deepCopy().without(List.of("events"));
        Iterator<JsonNode> all = List.<JsonNode>of(hook, without).iterator();
        SubscriptionOwner asked =
                new SubscriptionOwner.Organization(hook.get("organization").asText());

        Sifted<ListedSubscription> sifted =
                Sifted.exactly(() -> all, SubscriptionWire.class, (it, _) -> it.listed(asked));

        assertThat(sifted.records()).isEmpty();
        assertThat(sifted.leftOut()).hasSize(2);
    }

    /// Ours would be deleted, and made anew, at each look.
    @ParameterizedTest
    @CsvSource({
        "organization, organization, https://api.calendly.com/organizations/OTHER",
        "organization, scope, user",
        "organization, scope, group",
        "user, organization, https://api.calendly.com/organizations/OTHER",
        "user, scope, organization",
        "user, user, https://api.calendly.com/users/OTHER"
    })
    void aListedSubscriptionThatWasNotAskedForIsLeftOut(String scope, String field, String told)
            throws IOException {
        ObjectNode hook = (ObjectNode) WireJson.MAPPER.readTree(Bodies.hook("a"));
        hook.put("scope", scope).put("user", Bodies.USER);
        SubscriptionOwner asked =
                scope.equals("user")
                        ? new SubscriptionOwner.Member(Bodies.ORGANIZATION, Bodies.USER)
                        : new SubscriptionOwner.Organization(Bodies.ORGANIZATION);
        Iterator<JsonNode> all =
                List.<JsonNode>of(hook, hook.deepCopy().put(field, told)).iterator();

        Sifted<ListedSubscription> sifted =
                Sifted.exactly(() -> all, SubscriptionWire.class, (it, _) -> it.listed(asked));

        assertThat(sifted.records())
                .singleElement()
                .isInstanceOfSatisfying(
                        ListedSubscription.Read.class,
                        it -> assertThat(it.subscription().owner()).isEqualTo(asked));
        assertThat(sifted.leftOut()).extracting(LeftOut::field).containsExactly(field);
    }

    @Test
    void aRecordThatIsNestedWithoutEndCostsNoAnswer() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String answer = Bodies.page("", "{\"x\": 1, \"y\": %s}".formatted(deep), "{\"x\": 2}");

        Reply reply = Reply.of(200, _ -> null, answer.getBytes(UTF_8), 1 << 23);

        assertThat(Answers.of(Question.PAGE, reply)).isInstanceOf(Answer.Told.class);
        assertThat(reply.json().at("/collection/0/x").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/collection/1/x").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s {}", "%s]", "[%s"})
    void whatIsNoJsonIsNoneHoweverDeep(String odd) {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);

        Reply reply = Reply.of(200, _ -> null, odd.formatted(deep).getBytes(UTF_8), 1 << 23);

        assertThat(reply.json().isMissingNode()).isTrue();
    }

    @Test
    void aNumberOfManyDigitsCostsNoAnswer() {
        String answer = Bodies.page("", "{\"x\": %s}".formatted("9".repeat(2_000)));

        Reply reply = Reply.of(200, _ -> null, answer.getBytes(UTF_8), 1 << 23);

        assertThat(Answers.of(Question.PAGE, reply)).isInstanceOf(Answer.Told.class);
    }

    @Test
    void aNumberWithoutEndCostsItself() {
        String answer =
                Bodies.page(
                        "", "{\"x\": %s, \"y\": 1}".formatted("9".repeat(30_000)), "{\"x\": 2}");

        Reply reply = Reply.of(200, _ -> null, answer.getBytes(UTF_8), 1 << 23);

        assertThat(Answers.of(Question.PAGE, reply)).isInstanceOf(Answer.Told.class);
        assertThat(reply.json().at("/collection/0/x").isNull()).isTrue();
        assertThat(reply.json().at("/collection/0/y").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/collection/1/x").asInt()).isEqualTo(2);
    }

    @Test
    void aRecordThatIsLargerThanAnyCostsItself() {
        String huge = "{\"x\": [" + "[1],".repeat(200_000) + "2]}";
        String answer = Bodies.page("", "{\"x\": 1}", huge, "{\"x\": 3}");

        Reply reply = Reply.of(200, _ -> null, answer.getBytes(UTF_8), 1 << 23);

        assertThat(Answers.of(Question.PAGE, reply)).isInstanceOf(Answer.Told.class);
        assertThat(reply.json().at("/collection/0/x").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/collection/1").isNull()).isTrue();
        assertThat(reply.json().at("/collection/2/x").asInt()).isEqualTo(3);
    }

    @Test
    void aFieldWithoutEndCostsNoDelivery() throws IOException {
        for (String odd :
                List.of(
                        "9".repeat(30_000),
                        "[" + "[1],".repeat(200_000) + "2]",
                        "{\"\\ud83d\": " + "9".repeat(30_000) + "}")) {
            byte[] body =
                    new String(Deliveries.created(), UTF_8)
                            .replaceFirst(
                                    "\"timezone\"",
                                    "\"odd\": %s, \"timezone\""
                                            .formatted(odd.replace("\\", "\\\\")))
                            .getBytes(UTF_8);

            assertThat(parser.parse(body)).isInstanceOf(DeliveredEvent.InviteeChanged.class);
        }
    }

    private static Sifted<ScheduledEvent> events(JsonNode... events) {
        return Sifted.of(
                List.of(events), ScheduledEventWire.class, ScheduledEventWire::toScheduledEvent);
    }

    private static ObjectNode event() throws IOException {
        return (ObjectNode)
                WireJson.MAPPER.readTree(Deliveries.created()).at("/payload/scheduled_event");
    }
}

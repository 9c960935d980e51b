package io.advicly.calendly.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens reaches the backend's receivers: once, in order, signed, and whatever becomes of
/// them.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class EventDeliveryTest extends ReceivedEvents {

    EventDeliveryTest(Happenings happenings, Sql sql) {
        super(happenings, sql);
    }

    @Test
    void sendsWhatHappensSigned() {
        JsonNode made = backend.create(receiver.url());

        happenings.happen(happenings.event(EventType.MEETING_BOOKED, backend.tenant(), "one", 1));

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        EventReceiver.Got got = receiver.got().getFirst();
        assertThat(got.id()).matches("evt_\\d{19}");
        assertThat(got.type()).isEqualTo("meeting.booked");
        assertThat(got.json().get("timestamp").asText()).endsWith("Z");
        assertThat(got.json().get("tenant_id").asText()).isEqualTo(backend.tenant());
        assertThat(got.json().has("user_id")).isTrue();
        assertThat(got.json().has("connection_id")).isTrue();
        assertThat(got.number()).isEqualTo(1);
        assertThat(got.isSignedWith(made.get("secret").asText())).isTrue();
        await().untilAsserted(() -> {
            JsonNode shown = backend.get(made.get("id").asText());
            assertThat(shown.get("state").asText()).isEqualTo("active");
            assertThat(shown.get("behind").get("events").asInt()).isZero();
            assertThat(shown.get("last_success_at").isNull()).isFalse();
        });
        JsonNode attempt = backend.attempts(made.get("id").asText(), "").get(0);
        assertThat(attempt.get("event_id").asText()).isEqualTo(got.id());
        assertThat(attempt.get("status").asInt()).isEqualTo(200);
        assertThat(attempt.get("body").asText()).isEqualTo("noted");
    }

    @Test
    void sendsWhatConcernsATenantToNobodyElse() {
        EventReceiver elsewhere = another();
        EventReceiver everywhere = another();
        MachineCaller other = MachineCaller.ofNewTenant(service);
        other.create(elsewhere.url());
        MachineCaller.in(service, "*").create(everywhere.url());
        backend.create(receiver.url());

        update("one", 1);
        happenings.happen(happenings.updated(other.tenant(), "one", 2));

        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1));
        await().untilAsserted(() -> assertThat(elsewhere.numbers()).containsExactly(2));
        await().untilAsserted(() -> assertThat(everywhere.numbers()).contains(1, 2));
    }

    @Test
    void sendsWhatOperatorsWantToThoseThatAskForIt() {
        EventReceiver operators = another();
        backend.create(receiver.url());
        backend.create(operators.url(), "subscription.retrying", "delivery.dead");

        happenings.happen(
                happenings.event(EventType.SUBSCRIPTION_RETRYING, backend.tenant(), "hook", 1),
                happenings.event(EventType.DELIVERY_DEAD, backend.tenant(), "dead", 2),
                happenings.event(EventType.SYNC_COMPLETED, backend.tenant(), "sync", 3));

        await().untilAsserted(
                        () -> assertThat(operators.numbers()).containsExactlyInAnyOrder(1, 2));
        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(3));
    }

    @Test
    void keepsTheOrderOfEachMeetingAndSendsOthersBeside() {
        receiver.takeItsTime(5);
        backend.create(receiver.url());

        happenings.happen(
                IntStream.range(0, 300)
                        .mapToObj(number ->
                                happenings.updated(backend.tenant(), "m" + number % 10, number)));

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(300));
        for (int meeting = 0; meeting < 10; meeting++) {
            assertThat(receiver.numbersAbout("m" + meeting)).hasSize(30).isSorted();
        }
        assertThat(receiver.mostAtATime()).isBetween(2, 4);
    }

    @Test
    void whatIsRefusedHoldsUpItsOwnMeetingAlone() {
        String id = backend.create(receiver.url()).get("id").asText();
        receiver.refuse(500, got -> got.about().equals("bad"));

        update("bad", 1, 2, 3);
        update("good", 4, 5);

        await().untilAsserted(
                        () -> assertThat(receiver.numbersAbout("good")).containsExactly(4, 5));
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("failing"));
        assertThat(receiver.numbersAbout("bad")).containsOnly(1);
        await().untilAsserted(() -> assertThat(backend.behind(id)).isEqualTo(3));
        assertThat(backend.get(id).get("last_error").asText()).isEqualTo("answered 500");

        receiver.acceptAll();
        update("bad", 6);
        awaitRest(id);
        pass(id, "6 minutes");

        await().untilAsserted(() -> assertThat(receiver.numbersAbout("bad")).endsWith(1, 2, 3, 6));
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("active"));
        await().untilAsserted(() -> assertThat(backend.behind(id)).isZero());
        assertThat(backend.attempts(id, "?failed=true").size()).isPositive();
    }

    @Test
    void whoIsBackAfter71HoursGetsAllInOrder() {
        String id = backend.create(receiver.url()).get("id").asText();
        receiver.refuseAll(503);
        for (int number = 0; number < 60; number++) {
            update("m" + number % 12, number);
        }
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("failing"));

        beAwayFor(id, 71);
        assertThat(backend.state(id)).isEqualTo("failing");
        await().untilAsserted(() -> assertThat(backend.behind(id)).isEqualTo(60));
        int tried = receiver.got().size();
        receiver.acceptAll();
        receiver.forget();
        beAwayFor(id, 2);

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(60));
        for (int meeting = 0; meeting < 12; meeting++) {
            assertThat(receiver.numbersAbout("m" + meeting)).hasSize(5).isSorted();
        }
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("active"));
        await().untilAsserted(() -> assertThat(backend.behind(id)).isZero());
        // An address that is away is not asked for everything: a few, ten times each.
        assertThat(tried).isBetween(10, 120);
    }

    @Test
    void whoIsAwayFor73HoursIsHeldAndResumedByOneCall() {
        String id = backend.create(receiver.url()).get("id").asText();
        receiver.refuseAll(503);
        for (int number = 0; number < 60; number++) {
            update("m" + number % 12, number);
        }
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("failing"));

        beAwayFor(id, 73);
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("held"));
        receiver.acceptAll();
        receiver.forget();
        update("m0", 60);
        await().untilAsserted(() -> assertThat(backend.behind(id)).isEqualTo(61));
        pass(id, "10 hours");
        assertThat(backend.get(id).get("last_error").asText()).isEqualTo("answered 503");
        assertThat(receiver.got()).isEmpty();

        assertThat(backend.resume(id, "held")).isEqualTo(61);

        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(61));
        for (int meeting = 0; meeting < 12; meeting++) {
            assertThat(receiver.numbersAbout("m" + meeting)).isSorted();
        }
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("active"));
        await().untilAsserted(() -> assertThat(backend.behind(id)).isZero());
    }

    @Test
    void anAddressThatIsGoneIsPausedUntilItIsResumed() {
        String id = backend.create(receiver.url()).get("id").asText();
        receiver.refuseAll(410);
        update("one", 1);

        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("paused"));
        update("one", 2);
        await().untilAsserted(() -> assertThat(backend.behind(id)).isEqualTo(2));
        receiver.acceptAll();
        receiver.forget();
        assertThat(backend.resume(id, "held")).isEqualTo(2);

        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1, 2));
        await().untilAsserted(() -> assertThat(backend.state(id)).isEqualTo("active"));
    }

    @Test
    void sendsAgainFromAnEventOrATime() {
        String id = backend.create(receiver.url()).get("id").asText();
        update("one", 1, 2);
        update("two", 3);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(3));
        awaitRest(id);
        String second =
                receiver.got().stream()
                        .filter(got -> got.number() == 2)
                        .findFirst()
                        .orElseThrow()
                        .id();
        receiver.forget();

        assertThat(backend.resume(id, second)).isEqualTo(2);
        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactlyInAnyOrder(2, 3));

        awaitRest(id);
        receiver.forget();
        String before =
                sql.column(
                                "SELECT to_char(now() - interval '1 hour', 'YYYY-MM-DD\"T\"HH24:MI:SSOF:00')")
                        .getFirst();
        assertThat(backend.resume(id, before)).isEqualTo(3);
        await().untilAsserted(
                        () -> assertThat(receiver.numbers()).containsExactlyInAnyOrder(1, 2, 3));
        assertThat(receiver.numbersAbout("one")).containsExactly(1, 2);
    }

    /// Be it a mistake or not: what was never delivered is sent all the same.
    @ParameterizedTest
    @ValueSource(strings = {"the event", "2100-01-01T00:00:00Z"})
    void resumingFromLaterPassesNothingBy(String place) {
        String id = backend.create(receiver.url()).get("id").asText();
        receiver.refuseAll(503);
        update("one", 1, 2);
        update("two", 3);
        await().untilAsserted(() -> assertThat(receiver.numbersAbout("two")).contains(3));
        String third =
                receiver.got().stream()
                        .filter(got -> got.number() == 3)
                        .findFirst()
                        .orElseThrow()
                        .id();
        awaitRest(id);
        receiver.acceptAll();
        receiver.forget();

        assertThat(backend.resume(id, place.replace("the event", third))).isEqualTo(3);

        await().untilAsserted(
                        () -> assertThat(receiver.numbers()).containsExactlyInAnyOrder(1, 2, 3));
        assertThat(receiver.numbersAbout("one")).containsExactly(1, 2);
        await().untilAsserted(() -> assertThat(backend.behind(id)).isZero());
    }

    @Test
    void aPausedOneGetsNothingUntilItIsNotAndThenAll() {
        String id = backend.create(receiver.url()).get("id").asText();
        backend.call("PATCH", "/" + id, Map.of("paused", true)).expect(200);
        update("one", 1, 2);
        await().untilAsserted(() -> assertThat(backend.behind(id)).isEqualTo(2));
        assertThat(backend.state(id)).isEqualTo("paused");
        assertThat(receiver.got()).isEmpty();

        backend.call("PATCH", "/" + id, Map.of("paused", false)).expect(200);

        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1, 2));
    }

    /// Whoever is at it may hear of a change late: what comes after the change is sent as it is
    /// since.
    @Test
    void whatComesAfterAChangeIsSentAsItWasChanged() {
        EventReceiver elsewhere = another();
        String id = backend.create(receiver.url()).get("id").asText();
        sql.execute("ALTER TABLE destinations DISABLE TRIGGER destinations_changed");
        try {
            update("one", 1);
            await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1));
            String secret = change(id, "POST", "/secret", null).get("secret").asText();
            update("one", 2);
            await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1, 2));
            assertThat(receiver.got().getLast().isSignedWith(secret)).isTrue();

            change(id, "PATCH", "", Map.of("url", elsewhere.url()));
            update("one", 3);
            await().untilAsserted(() -> assertThat(elsewhere.numbers()).containsExactly(3));

            change(id, "PATCH", "", Map.of("paused", true));
            update("one", 4);
            awaitRest(id);
            assertThat(elsewhere.numbers()).containsExactly(3);
            assertThat(receiver.numbers()).containsExactly(1, 2);
        } finally {
            sql.execute("ALTER TABLE destinations ENABLE TRIGGER destinations_changed");
        }
    }

    /// A secret that cannot be read is found by others as well.
    @Test
    void whyItIsHeldMeanwhileStays() {
        String id = backend.create(receiver.url()).get("id").asText();
        update("one", 1);
        await().untilAsserted(() -> assertThat(receiver.numbers()).containsExactly(1));
        sql.execute(
                "UPDATE destinations SET held_at = now(), last_error = 'unreadable' WHERE id = ?",
                UUID.fromString(id));

        awaitRest(id);

        assertThat(
                        sql.column(
                                "SELECT last_error FROM destinations WHERE id = ?",
                                UUID.fromString(id)))
                .containsExactly("unreadable");
    }

    private JsonNode change(String id, String method, String path, @Nullable Object body) {
        return backend.call(method, "/" + id + path, body).expect(200).body();
    }

    @Test
    void signsWithBothSecretsWhileTheyChange() {
        JsonNode made = backend.create(receiver.url());
        String id = made.get("id").asText();
        String secret =
                backend.call("POST", "/" + id + "/secret", null)
                        .expect(200)
                        .body()
                        .get("secret")
                        .asText();
        update("one", 1);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(1));
        assertThat(receiver.got().getFirst().isSignedWith(secret)).isTrue();
        assertThat(receiver.got().getFirst().isSignedWith(made.get("secret").asText())).isTrue();

        awaitRest(id);
        sql.execute(
                "UPDATE destinations SET previous_until = now() WHERE id = ?", UUID.fromString(id));
        update("one", 2);
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(2));
        assertThat(receiver.got().getLast().isSignedWith(secret)).isTrue();
        assertThat(receiver.got().getLast().isSignedWith(made.get("secret").asText())).isFalse();
    }
}

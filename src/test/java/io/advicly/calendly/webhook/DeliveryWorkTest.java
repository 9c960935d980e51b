package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a stored delivery.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class DeliveryWorkTest {

    private static final String WITHOUT_EVENT = "invitee.created.without-scheduled-event";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Installation installation;
    private final StubLookup lookup;
    private final DeliveryParser parser;

    DeliveryWorkTest(Installation installation, StubLookup lookup, DeliveryParser parser) {
        this.installation = installation;
        this.lookup = lookup;
        this.parser = parser;
    }

    @Test
    void anEventThatIsNotProjectedIsKeptAndIgnored() {
        var organization = installation.connected();
        deliver(organization, "{\"event\":\"routing_form_submission.created\",\"payload\":{}}");
        awaitState(organization, "ignored", 1, "not an event that is projected");
    }

    @Test
    void anEventOfNobodyWhoIsConnectedIsIgnored() {
        // Given
        var organization = installation.connected();
        byte[] body = Samples.of("invitee.created", "STRANGER" + organization.prefix());
        // When
        Deliver.signed(organization, body).statusCode(200);
        // Then
        awaitState(organization, "ignored", 1, "no connected host");
    }

    @Test
    void whatCannotBeReadIsDeadAtOnce() {
        var organization = installation.connected();
        deliver(organization, "{\"event\":\"invitee.created\",\"payload\":{\"uri\":1}}");
        await().untilAsserted(() -> {
            var delivery = only(organization);
            assertThat(delivery.state()).isEqualTo("dead");
            assertThat(delivery.error()).isNotBlank();
        });
    }

    @Test
    void aMissingEventIsFetched() {
        // Given
        var organization = installation.connected();
        ScheduledEvent event = eventIn(organization.body("invitee.created"));
        lookup.answer(event.uri(), Uni.createFrom().item(Optional.of(event)));
        // When
        Deliver.signed(organization, organization.body(WITHOUT_EVENT)).statusCode(200);
        // Then
        awaitState(organization, "processed", 1, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"user_name\": \"Ada\"}]"})
    void anEventWhoseHostsAreMissingIsFetched(String memberships) throws IOException {
        // Given
        var organization = installation.connected();
        byte[] whole = organization.body("invitee.created");
        ScheduledEvent event = eventIn(whole);
        lookup.answer(event.uri(), Uni.createFrom().item(Optional.of(event)));
        JsonNode body = JSON.readTree(whole);
        ((ObjectNode) body.at("/payload/scheduled_event"))
                .set("event_memberships", JSON.readTree(memberships));
        // When
        Deliver.signed(organization, JSON.writeValueAsBytes(body)).statusCode(200);
        // Then
        awaitState(organization, "processed", 1, null);
    }

    @Test
    void aMissingEventThatCalendlyDoesNotHaveIsIgnored() {
        // Given
        var organization = installation.connected();
        ScheduledEvent event = eventIn(organization.body("invitee.created"));
        lookup.answer(event.uri(), Uni.createFrom().item(Optional.empty()));
        // When
        Deliver.signed(organization, organization.body(WITHOUT_EVENT)).statusCode(200);
        // Then
        awaitState(organization, "ignored", 1, "Calendly has no such event");
    }

    @Test
    void aFailureIsTriedAgain() {
        // Given
        var organization = installation.connected();
        ScheduledEvent event = eventIn(organization.body("invitee.created"));
        AtomicInteger calls = new AtomicInteger();
        lookup.answer(
                event.uri(),
                Uni.createFrom()
                        .deferred(() ->
                                calls.incrementAndGet() < 3
                                        ? Uni.createFrom().failure(away())
                                        : Uni.createFrom().item(Optional.of(event))));
        // When
        Deliver.signed(organization, organization.body(WITHOUT_EVENT)).statusCode(200);
        // Then
        awaitState(organization, "processed", 3, null);
    }

    @Test
    void whatFailsEveryTimeIsDeadAndSaysWhyAndDelaysNobody() {
        // Given
        var poisoned = installation.connected();
        var healthy = installation.connected();
        ScheduledEvent event = eventIn(poisoned.body("invitee.created"));
        lookup.answer(event.uri(), Uni.createFrom().failure(away()));
        // When
        Deliver.signed(poisoned, poisoned.body(WITHOUT_EVENT)).statusCode(200);
        Deliver.signed(healthy, healthy.body("invitee.created")).statusCode(200);
        // Then
        awaitState(healthy, "processed", 1, null);
        awaitState(poisoned, "dead", 3, away().getMessage());
    }

    @Test
    void aDeliveryThatTakesForeverDelaysNobody() {
        // Given
        var slow = installation.connected();
        var healthy = installation.connected();
        ScheduledEvent event = eventIn(slow.body("invitee.created"));
        lookup.answer(event.uri(), Uni.createFrom().nothing());
        // When
        Deliver.signed(slow, slow.body(WITHOUT_EVENT)).statusCode(200);
        await().until(() -> only(slow).claims() >= 1);
        Deliver.signed(healthy, healthy.body("invitee.created")).statusCode(200);
        // Then
        awaitState(healthy, "processed", 1, null);
        assertThat(only(slow).state()).isEqualTo("pending");
    }

    @Test
    void textThatPostgresqlCannotKeepDoesNotKillADelivery() {
        // Given
        var organization = installation.connected();
        String body =
                new String(organization.body("invitee.created"), UTF_8)
                        .replace("Grace Guest", "Grace\\u0000 Guest")
                        .replace("Renewal", "Renewal\\u0000 \\ud800 \\\\u0000");
        // When
        deliver(organization, body);
        // Then
        awaitState(organization, "processed", 1, null);
    }

    @Test
    void anOutcomeCanAlwaysBeWritten() {
        var organization = installation.connected();
        deliver(organization, "{\"event\":\"odd\\u0000\\nname" + "x".repeat(1_000) + "\"}");
        awaitState(organization, "ignored", 1, "not an event that is projected");
        assertThat(only(organization).event()).isEqualTo("oddname" + "x".repeat(93));
    }

    @Test
    void whatNeverCameToAnEndIsGivenUp() {
        // Given
        var organization = installation.connected();
        ScheduledEvent event = eventIn(organization.body("invitee.created"));
        lookup.answer(event.uri(), Uni.createFrom().nothing());
        Deliver.signed(organization, organization.body(WITHOUT_EVENT)).statusCode(200);
        await().until(() -> only(organization).claims() >= 1);
        // When
        installation.execute(
                "UPDATE calendly_webhook_deliveries SET claims = 100, leased_until = NULL"
                        + " WHERE subscription_id = ?",
                organization.subscription());
        // Then
        awaitState(organization, "dead", 1, "never came to an end");
    }

    @Test
    void processesThatDieDoNotUseUpAttempts() {
        // Given
        var organization = installation.connected();
        ScheduledEvent event = eventIn(organization.body("invitee.created"));
        AtomicInteger asked = new AtomicInteger();
        lookup.answer(
                event.uri(),
                Uni.createFrom()
                        .deferred(() -> {
                            asked.incrementAndGet();
                            return Uni.createFrom().nothing();
                        }));
        Deliver.signed(organization, organization.body(WITHOUT_EVENT)).statusCode(200);
        // One that is only claimed would hear of the next answer.
        await().until(() -> asked.get() == 1);
        lookup.answer(event.uri(), Uni.createFrom().item(Optional.of(event)));
        // When
        installation.execute(
                "UPDATE calendly_webhook_deliveries SET claims = 50, leased_until = NULL"
                        + " WHERE subscription_id = ?",
                organization.subscription());
        // Then
        awaitState(organization, "processed", 1, null);
        assertThat(only(organization).claims()).isEqualTo(51);
    }

    private void deliver(Installation.Organization organization, String body) {
        Deliver.signed(organization, body.getBytes(UTF_8)).statusCode(200);
    }

    private void awaitState(
            Installation.Organization organization,
            String state,
            int attempts,
            @Nullable String error) {
        await().untilAsserted(() -> {
            var delivery = only(organization);
            assertThat(delivery.state()).isEqualTo(state);
            assertThat(delivery.attempts()).isEqualTo(attempts);
            assertThat(delivery.error()).isEqualTo(error);
        });
    }

    private Installation.StoredDelivery only(Installation.Organization organization) {
        List<Installation.StoredDelivery> all = installation.deliveries(organization);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private ScheduledEvent eventIn(byte[] body) {
        var changed = (DeliveredEvent.InviteeChanged) parser.parse(body);
        return Objects.requireNonNull(changed.scheduledEvent());
    }

    private static CalendlyFailure away() {
        return new CalendlyFailure.Unavailable(
                new CalendlyAnswer(503, "Away", "Away for tests", List.of(), null), false, null);
    }
}

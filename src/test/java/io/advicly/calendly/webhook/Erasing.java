package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What happens round an erasure.
@ApplicationScoped
public class Erasing {

    private static final String PATH = "/api/admin/erasures";

    private final Installation installation;
    private final DeliveryParser parser;
    private final MeetingProjection projection;

    Erasing(Installation installation, DeliveryParser parser, MeetingProjection projection) {
        this.installation = installation;
        this.parser = parser;
        this.projection = projection;
    }

    public void deliver(Installation.Organization organization, byte[] body, String state) {
        List<Installation.StoredDelivery> before = installation.deliveries(organization);
        Deliver.signed(organization, body).statusCode(200);
        await().untilAsserted(() -> {
            List<Installation.StoredDelivery> added =
                    new ArrayList<>(installation.deliveries(organization));
            added.removeIf(one -> before.stream().anyMatch(old -> old.id().equals(one.id())));
            assertThat(added).extracting(Installation.StoredDelivery::state).containsExactly(state);
            assertThat(added.getFirst().attempts()).isPositive();
        });
    }

    /// Nobody tries the organization's deliveries for now: who claims one after its address is
    /// erased takes the address out, and the erasure itself finds none any more.
    public void rest(Installation.Organization organization) {
        await().until(() ->
                !installation
                        .texts(
                                "UPDATE calendly_webhook_deliveries SET due_at = now() + interval '1 hour'"
                                        + " WHERE subscription_id = ? AND state = 'pending'"
                                        + " AND leased_until IS NULL RETURNING id::text",
                                organization.subscription())
                        .isEmpty());
    }

    public void goOn(Installation.Organization organization) {
        installation.execute(
                "UPDATE calendly_webhook_deliveries SET due_at = now() WHERE subscription_id = ?",
                organization.subscription());
    }

    public void replay() {
        given().auth()
                .oauth2(TestTokens.admin("operator"))
                .contentType("application/json")
                .body("{\"state\":\"processed\"}")
                .post("/api/admin/deliveries/replay")
                .then()
                .statusCode(202);
        await().untilAsserted(() ->
                assertThat(
                                installation.count(
                                        "SELECT count(*) FROM calendly_webhook_deliveries"
                                                + " WHERE state = 'pending'"))
                        .isZero());
    }

    /// What a sync does with what Calendly says.
    ///
    /// @return how many meetings changed
    public int synced(Installation.Organization organization, byte[] body) {
        var said = (DeliveredEvent.InviteeChanged) parser.parse(body);
        try {
            return VertxContextSupport.subscribeAndAwait(() ->
                            projection.apply(
                                    "https://api.calendly.com/organizations/"
                                            + organization.prefix(),
                                    event(body),
                                    List.of(said.invitee())))
                    .changed();
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    /// What a look-up of the event alone does.
    public void lookedUp(Installation.Organization organization, byte[] body) {
        try {
            var _ =
                    VertxContextSupport.subscribeAndAwait(() ->
                            projection.apply(
                                    "https://api.calendly.com/organizations/"
                                            + organization.prefix(),
                                    event(body),
                                    List.of()));
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    public ScheduledEvent event(byte[] body) {
        return Objects.requireNonNull(
                ((DeliveredEvent.InviteeChanged) parser.parse(body)).scheduledEvent());
    }

    public void awaitAll(Installation.Organization organization, String state) {
        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .extracting(Installation.StoredDelivery::state)
                        .containsOnly(state));
    }

    public Installation.Organization connected(String where) {
        var organization = installation.connected();
        installation.execute(
                "UPDATE calendar_connections SET tenant_id = ? WHERE user_id = ?",
                where,
                organization.user());
        return organization;
    }

    public List<String> invitees(Installation.Organization organization) {
        return installation.texts(
                "SELECT coalesce(i.email, 'null') || ' ' || i.status FROM meeting_invitees i"
                        + " JOIN meetings m ON m.id = i.meeting_id WHERE m.user_id = ?",
                organization.user());
    }

    public ValidatableResponse erase(Guest guest) {
        return erase(guest.address(), guest.tenant());
    }

    public ValidatableResponse erase(String address, String tenant) {
        return erase(TestTokens.admin("operator"), Map.of("email", address, "tenant", tenant));
    }

    public static ValidatableResponse erase(String token, Map<String, String> request) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(request)
                .post(PATH)
                .then();
    }
}

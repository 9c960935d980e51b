package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Erasing where there is much, and while others are at work.
@QuarkusTest
@TestProfile(ErasureProfile.class)
class ErasureLoadTest {

    private final Guest guest = Guest.somebodyNew();
    private final Installation installation;
    private final Contents contents;
    private final Erasing erasing;
    private final DataSource database;

    ErasureLoadTest(
            Installation installation, Contents contents, Erasing erasing, DataSource database) {
        this.installation = installation;
        this.contents = contents;
        this.erasing = erasing;
        this.database = database;
    }

    @Test
    void manyAreErasedPageByPage() {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        installation.execute(
                """
                INSERT INTO calendly_webhook_deliveries
                  (id, subscription_id, organization_uri, dedupe_key, body, state, due_at, received_at,
                   processed_at)
                SELECT gen_random_uuid(), d.subscription_id, d.organization_uri,
                  sha256(convert_to(d.id::text || n, 'UTF8')), d.body, 'processed', d.due_at,
                  d.received_at, now()
                FROM calendly_webhook_deliveries d, generate_series(1, 1200) n
                WHERE d.subscription_id = ?\
                """,
                organization.subscription());
        installation.execute(
                """
                WITH more AS (
                  INSERT INTO meetings SELECT gen_random_uuid(), connection_id, tenant_id, user_id,
                    calendly_event_uri || n, name, status, start_time, end_time, location, hosts,
                    source_updated_at, created_at, updated_at
                  FROM meetings, generate_series(1, 2300) n WHERE user_id = ? RETURNING id)
                INSERT INTO meeting_invitees (meeting_id, calendly_invitee_uri, email, status,
                  created_at, source_updated_at)
                SELECT id, 'invitee', ?, 'active', '2026-02-01T00:00:00Z', now() FROM more\
                """,
                organization.user(),
                guest.address());
        // Then
        erasing.erase(guest)
                .statusCode(200)
                .body("meetings", equalTo(2_301))
                .body("invitees", equalTo(2_301))
                .body("deliveries", equalTo(1_201));
        assertThat(contents.holding(guest.address())).isEmpty();
    }

    /// A projection that has looked before the address was erased, and writes after.
    @Test
    void whatIsBeingProjectedIsWaitedFor() throws SQLException {
        // Given
        var organization = erasing.connected(guest.tenant());
        erasing.deliver(organization, guest.body(organization, "invitee.created"), "processed");
        CompletableFuture<ValidatableResponse> erased;
        try (Connection projecting = database.getConnection();
                Statement statement = projecting.createStatement()) {
            projecting.setAutoCommit(false);
            statement.execute(
                    "SELECT pg_advisory_xact_lock_shared(hashtextextended('erasure', 2))");
            // When
            erased = CompletableFuture.supplyAsync(() -> erasing.erase(guest));
            await().untilAsserted(() ->
                    assertThat(
                                    installation.count(
                                            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                                                    + " AND NOT granted"))
                            .isPositive());
            statement.execute(
                    "UPDATE meeting_invitees SET name = 'late "
                            + guest.address()
                            + "' WHERE meeting_id IN"
                            + " (SELECT id FROM meetings WHERE user_id = '"
                            + organization.user()
                            + "')");
            projecting.commit();
        }
        // Then
        erased.join().statusCode(200).body("invitees", equalTo(1));
        assertThat(contents.holding(guest.address())).isEmpty();
    }
}

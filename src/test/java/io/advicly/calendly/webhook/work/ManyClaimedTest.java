package io.advicly.calendly.webhook.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.platform.claims.Replica;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.QuietProfile;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What others have claimed does not stand in the way of what is due, however much it is.
@QuarkusTest
@TestProfile(QuietProfile.class)
class ManyClaimedTest {

    private static final int CLAIMED = 5_000;
    private static final String AWAY = "https://api.calendly.com/organizations/away";

    private final Installation installation;
    private final DeliveryWorker worker;
    private final Replica replica;
    private final Sql sql;

    ManyClaimedTest(Installation installation, DeliveryWorker worker, Replica replica, Sql sql) {
        this.installation = installation;
        this.worker = worker;
        this.replica = replica;
        this.sql = sql;
    }

    @AfterEach
    void clear() {
        sql.execute("DELETE FROM calendly_webhook_deliveries WHERE organization_uri = ?", AWAY);
    }

    @Test
    void aDueDeliveryIsFoundBehindThem() {
        claimed("now() - interval '1 hour'", "NULL");

        assertDeliveredIsProcessed();
        assertThat(left()).isEqualTo(CLAIMED);
    }

    /// One of an organization that has many stands far back, and is taken all the same.
    @Test
    void oneThatHasItsTurnLaterIsFoundBehindThem() {
        claimed("now() + interval '1 minute'", "NULL");
        var organization = installation.connected();
        sql.execute(
                "INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri, dedupe_key,"
                        + " body, received_at, due_at, turn) VALUES (gen_random_uuid(), ?, ?, sha256('later'),"
                        + " '{}', now(), now(), now() + interval '10 minutes')",
                organization.subscription(),
                AWAY);

        worker.wake();

        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .extracting(Installation.StoredDelivery::state)
                        .doesNotContain("pending"));
        assertThat(left()).isEqualTo(CLAIMED);
    }

    @Test
    void whatTheDeadHaveClaimedIsWorkedOffToo() {
        claimed("now() - interval '1 hour'", "-1");

        worker.wake();

        await().atMost(Duration.ofMinutes(3)).until(() -> left() == 0);
    }

    @Test
    void whatOneHasClaimedWhoLivesIsNot() {
        await().until(() -> replica.claimant() != null);
        claimed("now() - interval '1 hour'", String.valueOf(replica.claimant()));

        assertDeliveredIsProcessed();
        assertThat(left()).isEqualTo(CLAIMED);
    }

    private void assertDeliveredIsProcessed() {
        var organization = installation.connected();
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .extracting(Installation.StoredDelivery::state)
                        .containsExactly("processed"));
    }

    private long left() {
        return Long.parseLong(
                sql.column(
                                "SELECT count(*) FROM calendly_webhook_deliveries WHERE organization_uri = ?"
                                        + " AND state = 'pending'",
                                AWAY)
                        .getFirst());
    }

    private void claimed(String turn, String owner) {
        sql.execute(
                """
                INSERT INTO calendly_webhook_deliveries
                  (id, subscription_id, organization_uri, dedupe_key, body, state, received_at, due_at,
                   turn, leased_until, claims, claimed_by)
                SELECT gen_random_uuid(), gen_random_uuid(), ?, sha256(n::text::bytea), '{}', 'pending',
                  now(), now(), %s, now() + interval '1 hour', 1, %s
                FROM generate_series(1, ?) AS n\
                """
                        .formatted(turn, owner),
                AWAY,
                CLAIMED);
    }
}

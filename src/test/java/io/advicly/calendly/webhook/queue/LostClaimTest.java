package io.advicly.calendly.webhook.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.QuietProfile;
import io.advicly.calendly.webhook.inbox.Storing;
import io.advicly.calendly.webhook.work.DeliveryWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A claim's answer is lost, or the one to what had become of what was claimed: the process that
/// has it in the database, and not in its memory, takes it again long before the lease ends.
@QuarkusTest
@TestProfile(QuietProfile.class)
class LostClaimTest {

    /// As the worker has it.
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Installation installation;
    private final Storing storing;
    private final DeliveryQueue queue;
    private final DeliveryWorker worker;
    private final Sql sql;

    LostClaimTest(
            Installation installation,
            Storing storing,
            DeliveryQueue queue,
            DeliveryWorker worker,
            Sql sql) {
        this.installation = installation;
        this.storing = storing;
        this.queue = queue;
        this.worker = worker;
        this.sql = sql;
    }

    @BeforeEach
    @AfterEach
    void clear() {
        sql.execute("TRUNCATE calendly_webhook_deliveries");
    }

    @Test
    void whatIsNotHeldIsTakenAgain() {
        due(3);
        Set<UUID> first = ids(claim(Set.of()));
        assertThat(first).hasSize(3);
        UUID held = first.iterator().next();

        await().until(() -> ids(claim(Set.of(held))).size() == 2);

        assertThat(
                        sql.column(
                                "SELECT claims::text FROM calendly_webhook_deliveries WHERE id = ?",
                                held))
                .containsExactly("1");
    }

    /// Others cannot tell that this process lives: then its claims bear no owner's number.
    @Test
    void soItIsWhereNobodyElseCouldTakeIt() {
        due(1);
        assertThat(claim(Set.of())).hasSize(1);
        sql.execute("UPDATE calendly_webhook_deliveries SET claimed_by = NULL");

        await().until(() -> claim(Set.of()).size() == 1);
    }

    /// Whatever is wrong with it, the worker is not at it alone.
    @Test
    void whatIsLostAgainAndAgainWaitsLonger() {
        due(1);
        assertThat(claim(Set.of())).hasSize(1);
        sql.execute("UPDATE calendly_webhook_deliveries SET claims = 3000");

        assertThat(claim(Set.of())).isEmpty();
    }

    @Test
    void theWorkerFindsWhatItHasLost() {
        var organization = installation.connected();
        sql.execute(
                """
                INSERT INTO calendly_webhook_deliveries
                  (id, subscription_id, organization_uri, dedupe_key, body, received_at, due_at)
                SELECT gen_random_uuid(), ?, 'lost', sha256(n::text::bytea), '{"event":"lost"}', now(), now()
                FROM generate_series(1, 500) n\
                """,
                organization.subscription());
        claim(Set.of());

        await().until(() -> {
            worker.wake();
            return storing.pending(organization) == 0;
        });
    }

    private List<ClaimedDelivery> claim(Set<UUID> held) {
        return queue.claim(100, Long.MAX_VALUE, LEASE, held)
                .subscribeAsCompletionStage()
                .join()
                .deliveries();
    }

    private static Set<UUID> ids(List<ClaimedDelivery> deliveries) {
        return deliveries.stream().map(ClaimedDelivery::id).collect(Collectors.toSet());
    }

    private void due(int count) {
        sql.execute(
                """
                INSERT INTO calendly_webhook_deliveries
                  (id, subscription_id, organization_uri, dedupe_key, body, received_at, due_at)
                SELECT gen_random_uuid(), gen_random_uuid(), 'lost', sha256(n::text::bytea), ?, now(), now()
                FROM generate_series(1, ?) n\
                """,
                "{}".getBytes(UTF_8),
                count);
    }
}

package io.advicly.calendly.webhook.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is claimed with one statement fits into memory, however large bodies are.
@QuarkusTest
@TestProfile(QuietProfile.class)
class ClaimedBytesTest {

    private static final String HEAVY = "https://api.calendly.com/organizations/heavy";
    private static final int MEGABYTE = 1 << 20;
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final DeliveryQueue queue;
    private final Sql sql;
    private final Set<UUID> held = new HashSet<>();

    ClaimedBytesTest(DeliveryQueue queue, Sql sql) {
        this.queue = queue;
        this.sql = sql;
    }

    /// Nothing else is due: what other tests have left would be claimed too.
    @BeforeEach
    @AfterEach
    void clear() {
        sql.execute("TRUNCATE calendly_webhook_deliveries");
    }

    @Test
    void noMoreIsClaimedThanFits() {
        due(40, MEGABYTE, "- interval '1 minute'");

        Claim claim = claim(256, 8 * MEGABYTE);

        assertThat(claim.deliveries()).hasSize(8);
        assertThat(claim.more()).isTrue();
        assertThat(sql.column("SELECT sum(claims) FROM calendly_webhook_deliveries"))
                .as("what did not fit is nobody's")
                .containsExactly("8");
    }

    @Test
    void oneIsClaimedHoweverLargeItIs() {
        due(2, 2 * MEGABYTE, "- interval '1 minute'");

        assertThat(claim(256, MEGABYTE).deliveries()).hasSize(1);
        assertThat(claim(256, 0).deliveries()).hasSize(1);
        assertThat(claim(256, MEGABYTE)).isEqualTo(Claim.NOTHING);
    }

    @Test
    void theOrderOfTurnsStays() {
        due(1, MEGABYTE, "+ interval '10 minutes'");
        due(1, 100, "- interval '2 minutes'");
        due(1, MEGABYTE, "- interval '1 minute'");
        due(1, 200, "- interval '30 seconds'");

        assertThat(sizes(claim(256, MEGABYTE))).containsExactly(100);
        assertThat(sizes(claim(256, MEGABYTE + 200))).containsExactlyInAnyOrder(MEGABYTE, 200);
        Claim last = claim(256, MEGABYTE);
        assertThat(sizes(last)).containsExactly(MEGABYTE);
        assertThat(last.more()).isFalse();
    }

    /// A backlog of large bodies is no reason to read more than is taken.
    @Test
    void whatDoesNotFitIsNotRead() {
        due(300, MEGABYTE, "- interval '1 minute'");
        sql.execute("ANALYZE calendly_webhook_deliveries");

        String plan =
                String.join(
                        "\n",
                        sql.column(
                                "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) "
                                        + DeliveryQueue.CLAIM
                                                .replace("$1", "60000")
                                                .replace("$2", "256")
                                                .replace("$3", "1")
                                                .replace("$4", String.valueOf(8 * MEGABYTE))
                                                .replace("$5", "'{}'")
                                                .replace("$6", "1")));

        assertThat(plan).contains("calendly_webhook_deliveries_turn");
        assertThat(pages(plan)).as("of some 40,000 that 300 bodies have").isBetween(1L, 1_000L);
    }

    private static long pages(String plan) {
        return Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?")
                .matcher(plan)
                .results()
                .limit(1)
                .mapToLong(found ->
                        Long.parseLong(found.group(1))
                                + (found.group(2) == null ? 0 : Long.parseLong(found.group(2))))
                .sum();
    }

    private Claim claim(int limit, long bytes) {
        Claim claim =
                queue.claim(limit, bytes, LEASE, Set.copyOf(held))
                        .subscribeAsCompletionStage()
                        .join();
        claim.deliveries().forEach(one -> held.add(one.id()));
        return claim;
    }

    private static List<Integer> sizes(Claim claim) {
        return claim.deliveries().stream().map(delivery -> delivery.body().length).toList();
    }

    private void due(int count, int bytes, String turn) {
        sql.execute(
                """
                INSERT INTO calendly_webhook_deliveries
                  (id, subscription_id, organization_uri, dedupe_key, body, received_at, due_at, turn)
                SELECT gen_random_uuid(), gen_random_uuid(), ?, sha256(gen_random_uuid()::text::bytea),
                  convert_to(rpad('{"event":"heavy"}', ?), 'UTF8'), now(), now(), now() %s
                FROM generate_series(1, ?)\
                """
                        .formatted(turn),
                HEAVY,
                bytes,
                count);
    }
}

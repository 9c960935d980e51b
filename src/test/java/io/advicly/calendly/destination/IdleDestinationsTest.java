package io.advicly.calendly.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.destination.send.DestinationSecrets;
import io.advicly.calendly.destination.send.WebhookSecret;
import io.advicly.calendly.feed.EventDraft;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.testing.StatementCount;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A thousand destinations, of which ten have something to get.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class IdleDestinationsTest {

    private static final int ALL = 1_000;
    private static final int BUSY = 10;

    private final Happenings happenings;
    private final DestinationSecrets secrets;
    private final Sql sql;
    private final StatementCount statements;
    private final String prefix = "idle-" + UUID.randomUUID() + "-";

    IdleDestinationsTest(
            Happenings happenings, DestinationSecrets secrets, Sql sql, StatementCount statements) {
        this.statements = statements;
        this.happenings = happenings;
        this.secrets = secrets;
        this.sql = sql;
    }

    @AfterEach
    void stop() {
        sql.execute("DELETE FROM destinations WHERE tenant_id LIKE ?", prefix + "%");
    }

    private List<String> places() {
        return sql.column(
                "SELECT tenant_id || ' ' || xmin FROM destinations WHERE tenant_id LIKE ? ORDER BY 1",
                prefix + "%");
    }

    /// Whatever is done for one leaves another version of its row: a claim at least.
    @Test
    void areNotAskedFor() {
        try (EventReceiver receiver = new EventReceiver()) {
            IntStream.range(0, ALL).forEach(number -> add(number, receiver.url()));
            awaitRest();
            List<String> before = places();
            assertThat(before).hasSize(ALL);

            long asked = statements.during("destination", () -> happenToSome(receiver));
            assertThat(asked).as("statements").isPositive().isLessThan(ALL / 4);
            awaitRest();
            List<String> after = places();
            after.removeAll(before);
            assertThat(after)
                    .extracting(place -> place.substring(0, place.indexOf(' ')))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, BUSY).mapToObj(this::tenant).toList());
        }
    }

    private void happenToSome(EventReceiver receiver) {
        happenings.happen(IntStream.range(0, BUSY).mapToObj(this::oneOf));
        await().untilAsserted(() -> assertThat(receiver.got()).hasSize(BUSY));
    }

    private EventDraft oneOf(int number) {
        return happenings.updated(tenant(number), "one", number);
    }

    private String tenant(int number) {
        return prefix + "%04d".formatted(number);
    }

    private void add(int number, String url) {
        UUID id = UUID.randomUUID();
        sql.execute(
                "INSERT INTO destinations (id, tenant_id, url, secret, position)"
                        + " SELECT ?, ?, ?, ?, last_position FROM event_feed",
                id,
                tenant(number),
                url,
                secrets.seal(id, WebhookSecret.random()));
    }

    /// Each was looked at once, as it was new.
    private void awaitRest() {
        await().untilAsserted(() -> {
            List<String> places = places();
            assertThat(
                            sql.column(
                                    "SELECT id FROM destinations WHERE tenant_id LIKE ? AND claimed_until IS NOT NULL",
                                    prefix + "%"))
                    .isEmpty();
            var _ = sql.column("SELECT CAST(pg_sleep(1) AS text)");
            assertThat(places()).isEqualTo(places);
        });
    }
}

package io.advicly.calendly.webhook.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a purge takes out of the inbox, and what it leaves there.
@QuarkusTest
@TestProfile(QuietProfile.class)
class AccountInboxPurgeTest {

    private static final String ACME = "https://api.calendly.com/organizations/purge-acme";
    private static final String ADA = "https://api.calendly.com/users/purge-ada";
    private static final String ALAN = "https://api.calendly.com/users/purge-alan";

    private final AccountInboxPurge purge;
    private final PurgedDeliveries deliveries;
    private final HostRows hosts;
    private final Sql sql;

    private final UUID subscription = UUID.randomUUID();

    AccountInboxPurgeTest(
            AccountInboxPurge purge, PurgedDeliveries deliveries, HostRows hosts, Sql sql) {
        this.purge = purge;
        this.deliveries = deliveries;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute(
                "TRUNCATE calendly_webhook_deliveries, calendly_webhook_subscriptions, calendar_connections CASCADE");
        subscribed(subscription, ACME);
    }

    @Test
    void emptiesWhatWasReceivedBeforeAndLeavesWhatCameLater() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        PurgedAccount purged = purged(ada);
        received(450, "pending", "- interval '1 minute'", ADA);
        received(3, "processed", "- interval '3 days'", ADA);
        received(2, "pending", "+ interval '1 second'", ADA);

        done(purged);

        assertThat(sql.column(states("convert_from(body, 'UTF8') = '{\"event\":\"purged\"}'")))
                .containsExactly("ignored 450", "processed 3");
        assertThat(sql.column(states("strpos(convert_from(body, 'UTF8'), 'purge-ada') > 0")))
                .containsExactly("pending 2");
    }

    @Test
    void leavesWhatSomebodyElseHostsTooAndWhatIsInNobodysName() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        var _ = hosts.connect("default", "alan", ALAN, ACME);
        received(1, "processed", "- interval '1 minute'", ADA, ALAN);
        received(1, "processed", "- interval '1 minute'", ALAN);
        received(1, "processed", "- interval '1 minute'");

        done(purged(ada));

        assertThat(sql.column(states("last_error IS NULL"))).containsExactly("processed 3");
    }

    @Test
    void leavesEverythingOfAnAccountThatSomebodyElseIsConnectedWith() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        var _ = hosts.connect("default", "another", ADA, ACME);
        received(2, "processed", "- interval '1 minute'", ADA);

        done(purged(ada));

        assertThat(sql.column(states("last_error IS NULL"))).containsExactly("processed 2");
    }

    /// Calendly has moved it since.
    @Test
    void emptiesWhatWasDeliveredWhereTheAccountWasBefore() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        var _ = hosts.connect("default", "alan", ALAN, ACME);
        received(2, "processed", "- interval '1 minute'", ADA);
        received(1, "processed", "- interval '1 minute'", ADA, ALAN);
        for (String organization : List.of("globex", "initech", "globex")) {
            sql.execute(
                    "UPDATE calendar_connections SET calendly_organization_uri = ?",
                    "https://api.calendly.com/organizations/" + organization);
        }

        done(purgedIn("https://api.calendly.com/organizations/globex", ada));

        assertThat(sql.column(states("last_error = 'purged'"))).containsExactly("processed 2");
    }

    @Test
    void aNewConsentTakesTheRestBack() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        PurgedAccount purged = purged(ada);
        received(2, "pending", "- interval '1 minute'", ADA);
        List<UUID> found =
                deliveries
                        .page(purged, subscription, purged.requestedAt().minusSeconds(600))
                        .subscribeAsCompletionStage()
                        .join()
                        .stream()
                        .map(PurgedDeliveries.Received::id)
                        .toList();
        assertThat(found).hasSize(2);

        sql.execute("UPDATE calendar_connections SET purge_requested_at = NULL");
        deliveries.empty(purged, found).subscribeAsCompletionStage().join();
        done(purged);

        assertThat(sql.column(states("last_error IS NULL"))).containsExactly("pending 2");
    }

    @Test
    void aPurgeThatWasAskedForOnceMoreIsAnother() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        PurgedAccount first = purged(ada);
        received(2, "pending", "- interval '1 minute'", ADA);
        PurgedAccount second = purged(ada);

        done(first);
        assertThat(sql.column(states("last_error IS NULL"))).containsExactly("pending 2");
        done(second);
        assertThat(sql.column(states("last_error = 'purged'"))).containsExactly("ignored 2");
    }

    @Test
    void latecomersAreThoseOfTheLastMinute() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        PurgedAccount purged = purged(ada);
        received(1, "pending", "- interval '1 second'", ADA);
        received(1, "processed", "- interval '1 hour'", ADA);

        purge.emptyLatecomers(purged).subscribeAsCompletionStage().join();

        assertThat(sql.column(states("last_error = 'purged'"))).containsExactly("ignored 1");
    }

    @Test
    void readsItsOwnByTheIndexAndNobodyElses() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        received(1_000, "processed", "- make_interval(secs => 60 + n)", ADA);
        for (int other = 0; other < 20; other++) {
            UUID theirs = UUID.randomUUID();
            subscribed(theirs, ACME + other);
            received(theirs, 10_000, "processed", "- make_interval(secs => 2000 + n)", ADA);
        }
        sql.execute("ANALYZE calendly_webhook_deliveries");
        PurgedAccount purged = purged(ada);

        String plan = plan(PurgedDeliveries.PAGE_OF, purged);

        assertThat(plan)
                .contains("calendly_webhook_deliveries_subscription")
                .doesNotContain("Seq Scan on calendly_webhook_deliveries")
                .doesNotContain("Rows Removed");
        assertThat(sum(plan, "actual rows=(\\d+)")).isBetween(200L, 1_000L);
        assertThat(sum(plan, "shared hit=(\\d+)") + sum(plan, " read=(\\d+)"))
                .as("pages, of some 5,000 of the table and 1,500 of its index")
                .isLessThan(300);
        assertThat(plan(deliveriesLeft(), purged))
                .contains("calendly_webhook_deliveries_subscription")
                .doesNotContain("Seq Scan on calendly_webhook_deliveries");
        done(purged);
        assertThat(sql.column(states("last_error = 'purged'"))).containsExactly("processed 1000");
    }

    /// A page of many large bodies would not fit into memory.
    @Test
    void aPageOfLargeBodiesIsShort() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);
        received(30, "processed", "- make_interval(secs => 600 + n)", ADA);
        received(30, "pending", "- interval '30 seconds'", ADA);
        sql.execute(
                "UPDATE calendly_webhook_deliveries"
                        + " SET body = convert_to(rpad(convert_from(body, 'UTF8'), 1000000), 'UTF8')");
        PurgedAccount purged = purged(ada);

        assertThat(page(purged, 1_000)).hasSize(8);
        assertThat(page(purged, 300)).as("those that share their time").hasSize(30);

        done(purged);
        assertThat(sql.column(states("last_error = 'purged'")))
                .containsExactly("ignored 30", "processed 30");
    }

    private List<PurgedDeliveries.Received> page(PurgedAccount purged, long secondsAgo) {
        return deliveries
                .page(purged, subscription, purged.requestedAt().minusSeconds(secondsAgo))
                .subscribeAsCompletionStage()
                .join();
    }

    /// What [io.advicly.calendly.subscription] asks before it deletes a row.
    private static String deliveriesLeft() {
        return "SELECT EXISTS (SELECT FROM calendly_webhook_deliveries WHERE subscription_id = $1)";
    }

    private String plan(String statement, PurgedAccount purged) {
        String filled =
                statement
                        .replace("$1", "'" + subscription + "'")
                        .replace("$2", "'epoch'")
                        .replace("$3", "'" + purged.requestedAt() + "'")
                        .replace("$4", "'" + purged.connectionId() + "'");
        return String.join(
                "\n", sql.column("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) " + filled));
    }

    /// What the scan of the inbox says of itself, on its own line and the ones below it.
    private static long sum(String plan, String figure) {
        return Pattern.compile(figure)
                .matcher(
                        plan.substring(plan.indexOf("on calendly_webhook_deliveries"))
                                .split("InitPlan|Planning", -1)[0])
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private void done(PurgedAccount purged) {
        purge.empty(purged).subscribeAsCompletionStage().join();
    }

    private PurgedAccount purged(UUID connection) {
        return purgedIn(ACME, connection);
    }

    private PurgedAccount purgedIn(String organization, UUID connection) {
        return new PurgedAccount(connection, organization, ADA, hosts.requestPurge(connection));
    }

    private void subscribed(UUID id, String organization) {
        sql.execute(
                "INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, url_token,"
                        + " webhook_signing_key, state, created_at, updated_at)"
                        + " VALUES (?, ?, 'organization', ?, 'sealed', 'DELETED', now(), now())",
                id,
                organization,
                id.toString());
    }

    /// None is due: a worker that something wakes leaves them to the purge.
    private void received(int count, String state, String when, String... hostedBy) {
        received(subscription, count, state, when, hostedBy);
    }

    private void received(UUID to, int count, String state, String when, String... hostedBy) {
        StringBuilder users = new StringBuilder();
        for (String host : hostedBy) {
            users.append(users.isEmpty() ? "" : ",")
                    .append("{\"user\":\"")
                    .append(host)
                    .append("\"}");
        }
        String body =
                "{\"event\":\"invitee.created\",\"payload\":{\"event\":\"e\",\"scheduled_event\":"
                        + "{\"event_memberships\":["
                        + users
                        + "]}}}";
        sql.execute(
                "INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri, dedupe_key,"
                        + " body, state, processed_at, due_at, received_at)"
                        + " SELECT gen_random_uuid(), s.id, s.organization_uri,"
                        + " sha256(convert_to(gen_random_uuid()::text, 'UTF8')), convert_to(?, 'UTF8'), ?,"
                        + " CASE ? WHEN 'pending' THEN NULL ELSE now() END, now() + interval '1 day', now() "
                        + when
                        + " FROM calendly_webhook_subscriptions s, generate_series(1, ?) AS n WHERE s.id = ?",
                body,
                state,
                state,
                count,
                to);
    }

    private static String states(String which) {
        return "SELECT state || ' ' || count(*) FROM calendly_webhook_deliveries WHERE "
                + which
                + " GROUP BY state ORDER BY state";
    }
}

package io.advicly.calendly.subscription.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.subscription.claim.HeldClaims;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An account that carries something in two organizations, in one of which it is.
@QuarkusTest
@TestProfile(QuietProfile.class)
class NeededElsewhereTest {

    private static final String BEFORE = "organizations/before";
    private static final String HOME = "organizations/home";

    private final OrganizationRecords records;
    private final HostRows hosts;
    private final Sql sql;

    private UUID carrier = UUID.randomUUID();

    NeededElsewhereTest(OrganizationRecords records, HostRows hosts, Sql sql) {
        this.records = records;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute(
                "TRUNCATE calendly_webhook_subscriptions, calendly_organizations, calendar_connections CASCADE");
        carrier = hosts.connect("default", "carla", "users/carla", HOME);
        sql.execute("UPDATE calendar_connections SET status = 'CLOSING', is_active = false");
        for (String organization : new String[] {BEFORE, HOME}) {
            sql.execute(
                    "INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, url_token,"
                            + " webhook_signing_key, state, carrier_connection_id, created_at, updated_at)"
                            + " VALUES (gen_random_uuid(), ?, 'organization', ?, 'sealed', 'ACTIVE', ?, now(), now())",
                    organization,
                    organization,
                    carrier);
            sql.execute(
                    "INSERT INTO calendly_organizations (organization_uri, due_at, marks) VALUES (?, now(), 1)",
                    organization);
        }
    }

    @Test
    void itsHomeAsksTheOther() throws Throwable {
        Run run = run(HOME);

        assertThat(read(run).elsewhere()).containsOnlyKeys(carrier);

        assertThat(run.others()).containsExactly(BEFORE);
    }

    /// Else each had the other looked at, without end.
    @Test
    void theOtherDoesNotAskBack() throws Throwable {
        Run run = run(BEFORE);

        assertThat(read(run).connections()).hasSize(1);

        assertThat(run.others()).isEmpty();
    }

    private OrganizationRecords.Read read(Run run) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> records.read(run));
    }

    private static Run run(String organization) {
        OrganizationClaim claim =
                new OrganizationClaim(
                        organization,
                        UUID.randomUUID(),
                        1,
                        0,
                        Instant.now(),
                        null,
                        new HashMap<>());
        return new Run(claim, HeldClaims.of(claim), Duration.ofMinutes(1));
    }
}

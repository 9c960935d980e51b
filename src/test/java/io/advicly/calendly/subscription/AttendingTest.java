package io.advicly.calendly.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.subscription.controller.OrganizationController;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a user's call, and the controller's steps, leave in the tables.
@QuarkusTest
@TestProfile(QuietProfile.class)
class AttendingTest {

    private static final String ACME = "organizations/acme";

    private final OrganizationController controller;
    private final Organizations organizations;
    private final Subscriptions subscriptions;
    private final Sql sql;

    AttendingTest(
            OrganizationController controller,
            Organizations organizations,
            Subscriptions subscriptions,
            Sql sql) {
        this.controller = controller;
        this.organizations = organizations;
        this.subscriptions = subscriptions;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute("TRUNCATE calendly_organizations, calendly_webhook_subscriptions CASCADE");
    }

    @Test
    void whoeverHasStoppedWaitingStopsLooking() {
        done(() -> organizations.markDue(ACME));
        sql.execute(
                "UPDATE calendly_organizations SET claim = gen_random_uuid(),"
                        + " claimed_until = now() + interval '1 hour'");

        done(() -> controller.attend(ACME, controller.deadline()));
        // The last look may still be under way: it finds the organization claimed.
        assertStaysUnsettled();
        sql.execute("UPDATE calendly_organizations SET claim = NULL, claimed_until = NULL");

        assertStaysUnsettled();
    }

    private void assertStaysUnsettled() {
        await().during(Duration.ofSeconds(2))
                .untilAsserted(() ->
                        assertThat(sql.column("SELECT settled_marks FROM calendly_organizations"))
                                .containsExactly("0"));
    }

    @Test
    void aRowStaysWithTheSubscriptionThatItStandsForByNow() {
        UUID id = UUID.randomUUID();
        sql.execute(
                "INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, url_token,"
                        + " webhook_signing_key, webhook_subscription_uri, state, is_active, created_at, updated_at)"
                        + " VALUES (?, ?, 'organization', 'token', 'sealed', 'newer', 'ACTIVE', true, now(), now())",
                id,
                ACME);

        done(() -> subscriptions.deleted(id, "older"));
        assertThat(state()).isEqualTo("ACTIVE");

        done(() -> subscriptions.deleted(id, "newer"));
        assertThat(state()).isEqualTo("DELETED");
    }

    private String state() {
        return sql.column("SELECT state FROM calendly_webhook_subscriptions").getFirst();
    }

    private static void done(Supplier<Uni<Void>> work) {
        try {
            var _ = VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}

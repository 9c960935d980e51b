package io.advicly.calendly.connection.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is marked with a change, in its transaction, is there whoever is killed after it.
@QuarkusTest
@TestProfile(QuietProfile.class)
class OrganizationMarksTest {

    private static final String ACME = "https://api.calendly.com/organizations/marked-acme";
    private static final String GLOBEX = "https://api.calendly.com/organizations/marked-globex";
    private static final String ADA = "https://api.calendly.com/users/marked-ada";

    private final Organizations organizations;
    private final DeliveryGaps gaps;
    private final Connections connections;
    private final HostRows hosts;
    private final Sql sql;

    OrganizationMarksTest(
            Organizations organizations,
            DeliveryGaps gaps,
            Connections connections,
            HostRows hosts,
            Sql sql) {
        this.organizations = organizations;
        this.gaps = gaps;
        this.connections = connections;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute(
                "TRUNCATE calendly_webhook_subscriptions, calendar_connections, calendly_organizations,"
                        + " delivery_gaps, sync_jobs CASCADE");
    }

    /// Of those who wait each tries more and more seldom; together they would keep it at its first
    /// seconds for ever.
    @Test
    void whatOthersWaitForIsLookedAtButBeginsNoBackOffAnew() {
        failing(ACME);

        done(() -> organizations.markWaitedFor(ACME));

        assertThat(due(ACME)).containsExactly("7");
    }

    @Test
    void whatIsNewBeginsItsBackOffAnew() {
        failing(ACME);

        done(() -> organizations.markDue(ACME));

        assertThat(due(ACME)).containsExactly("0");
    }

    /// It is needed until it was looked at.
    @Test
    void whatNobodyHasLookedAtYetIsWaitedForToo() {
        done(() -> organizations.markWaitedFor(ACME));

        assertThat(due(ACME)).containsExactly("0");
    }

    /// What was delivered in the new organization has found nobody until now: also where the call
    /// that has learned of the move is cut, and the next one finds the account where it is.
    @Test
    void whoeverWasMovedHasAGapUntilTheirOrganizationWasLookedAt() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);

        moveTo(ada, GLOBEX);

        assertThat(openGaps()).containsExactly(ada.toString());
        assertThat(due(ACME)).hasSize(1);
        assertThat(due(GLOBEX)).hasSize(1);
    }

    @Test
    void whoeverWasMovedBackTheOtherWayRoundHasOneToo() {
        UUID ada = hosts.connect("default", "ada", ADA, GLOBEX);

        moveTo(ada, ACME);

        assertThat(openGaps()).containsExactly(ada.toString());
    }

    @Test
    void whoeverIsStillWhereTheyWereHasNone() {
        UUID ada = hosts.connect("default", "ada", ADA, ACME);

        moveTo(ada, ACME);

        assertThat(openGaps()).isEmpty();
    }

    /// A run that has read who is in its organization before they were moved would open one that
    /// nobody there ends.
    @Test
    void anOrganizationOpensNoGapOfWhoeverWasMovedToAnother() {
        UUID ada = hosts.connect("default", "ada", ADA, GLOBEX);

        done(() -> gaps.open(ACME, Set.of(ada)));

        assertThat(openGaps()).isEmpty();
    }

    private void moveTo(UUID id, String organizationUri) {
        Account told = new Account(ADA, organizationUri, "Ada", "ada@example.com", "UTC");
        var _ = await(() -> connections.bind(id, told, 0));
    }

    private void failing(String organizationUri) {
        sql.execute(
                "INSERT INTO calendly_organizations (organization_uri, due_at, attempts)"
                        + " VALUES (?, now() + interval '1 hour', 7)",
                organizationUri);
    }

    private List<String> due(String organizationUri) {
        return sql.column(
                "SELECT attempts FROM calendly_organizations WHERE due_at <= now() AND organization_uri = '%s'"
                        .formatted(organizationUri));
    }

    private List<String> openGaps() {
        return sql.column("SELECT connection_id FROM delivery_gaps WHERE served_since IS NULL");
    }

    private static void done(Supplier<Uni<Void>> work) {
        var _ = await(() -> work.get().replaceWith(true));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}

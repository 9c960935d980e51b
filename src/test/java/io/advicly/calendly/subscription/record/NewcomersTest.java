package io.advicly.calendly.subscription.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.subscription.claim.OrganizationClaims;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever is made active while a subscription is being created was told that they are delivered
/// to, by what is replaced: their first sync may have read before the new one delivers. Wherever
/// the process is killed meanwhile.
@QuarkusTest
@TestProfile(QuietProfile.class)
class NewcomersTest {

    private static final String ACME = "https://api.calendly.com/organizations/newcomers-acme";
    private static final SubscriptionOwner OWNER = new SubscriptionOwner.Organization(ACME);
    private static final SubscriptionOwner MIAS = new SubscriptionOwner.Member(ACME, uri("mia"));

    private final Subscriptions subscriptions;
    private final OrganizationClaims claims;
    private final HostRows hosts;
    private final Sql sql;

    NewcomersTest(Subscriptions subscriptions, OrganizationClaims claims, HostRows hosts, Sql sql) {
        this.subscriptions = subscriptions;
        this.claims = claims;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute(
                "TRUNCATE calendly_webhook_subscriptions, calendar_connections, calendly_organizations,"
                        + " delivery_gaps, sync_jobs CASCADE");
    }

    /// Nothing more is written down.
    @Test
    void whoHasComeSinceTheLookIsReadOnceMoreAlsoWhereNobodySettles() {
        UUID ada = active("ada");
        OrganizationClaim claim = claimed();
        UUID before = active("mia");
        Intent intent = done(() -> subscriptions.intend(claim, OWNER, ada, null));
        UUID after = active("max");

        created(claim, OWNER, intent, ada);

        assertThat(unread()).containsExactlyInAnyOrder(before.toString(), after.toString());
    }

    /// The answer was lost, or whoever had asked was killed: somebody else finds it at Calendly.
    @Test
    void whoHasComeBeforeACreateWasRecognisedIsReadOnceMore() {
        UUID ada = active("ada");
        OrganizationClaim claim = claimed();
        UUID newcomer = active("mia");
        Intent intent = done(() -> subscriptions.intend(claim, OWNER, ada, null));
        sql.execute("UPDATE calendly_organizations SET claimed_until = now()");
        OrganizationClaim ours = claimed();

        var _ =
                done(() ->
                        subscriptions
                                .serve(ours, OWNER, intent.id(), "there", ada, null)
                                .replaceWith(true));

        assertThat(unread()).containsExactly(newcomer.toString());
    }

    /// What the activation believed to serve them may be what is being replaced; it is told apart
    /// by when its transaction began, not by when it could be seen.
    @Test
    void whoseActivationBeganBeforeTheLookAndEndedAfterItIsReadOnceMore() {
        UUID ada = active("ada");
        OrganizationClaim claim = claimed();
        UUID newcomer = active("mia", "20 seconds");
        Intent intent = done(() -> subscriptions.intend(claim, OWNER, ada, null));

        created(claim, OWNER, intent, ada);

        assertThat(unread()).contains(newcomer.toString()).doesNotContain(ada.toString());
    }

    @Test
    void whomItDoesNotServeIsNotReadAgain() {
        UUID mia = active("mia", "1 hour");
        OrganizationClaim claim = claimed();
        var _ = active("max");
        Intent intent = done(() -> subscriptions.intend(claim, MIAS, mia, null));

        created(claim, MIAS, intent, mia);

        assertThat(unread()).isEmpty();
    }

    /// Whose deliveries are being missed is told so by whoever ends it.
    @Test
    void aGapThatIsOpenStaysOpen() {
        UUID ada = active("ada");
        OrganizationClaim claim = claimed();
        UUID newcomer = active("mia");
        sql.execute(
                "INSERT INTO delivery_gaps (connection_id, gap_since) VALUES (?, now())", newcomer);
        Intent intent = done(() -> subscriptions.intend(claim, OWNER, ada, null));

        created(claim, OWNER, intent, ada);

        assertThat(unread()).isEmpty();
        assertThat(sql.column("SELECT 1 FROM delivery_gaps WHERE served_since IS NULL")).hasSize(1);
    }

    private void created(
            OrganizationClaim claim, SubscriptionOwner owner, Intent intent, UUID carrier) {
        var _ =
                done(() ->
                        subscriptions
                                .created(claim, owner, intent.id(), "there", carrier, null)
                                .replaceWith(true));
    }

    /// As whoever activates a connection leaves it.
    private UUID active(String name) {
        return active(name, name.equals("ada") ? "1 hour" : "0 seconds");
    }

    private UUID active(String name, String before) {
        UUID id = hosts.connect("default", name, uri(name), ACME);
        sql.execute(
                "INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at,"
                        + " created_at, finished_at) VALUES (gen_random_uuid(), ?, 'initial', 'done', now(), now(),"
                        + " now(), now() - CAST(? AS interval), now(), now())",
                id,
                before);
        return id;
    }

    private static String uri(String name) {
        return "https://api.calendly.com/users/newcomers-" + name;
    }

    private List<String> unread() {
        return sql.column("SELECT connection_id FROM delivery_gaps WHERE served_since = gap_since");
    }

    private OrganizationClaim claimed() {
        sql.execute(
                "INSERT INTO calendly_organizations (organization_uri, due_at) VALUES ('%s', now()) ON CONFLICT DO NOTHING"
                        .formatted(ACME));
        return done(() -> claims.claim(ACME)).orElseThrow();
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}

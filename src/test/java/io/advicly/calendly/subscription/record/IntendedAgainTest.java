package io.advicly.calendly.subscription.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.subscription.claim.OrganizationClaims;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stays of a refusal once Calendly is asked again.
@QuarkusTest
@TestProfile(QuietProfile.class)
class IntendedAgainTest {

    private static final String ACME = "https://api.calendly.com/organizations/intended-acme";
    private static final SubscriptionOwner OWNER = new SubscriptionOwner.Organization(ACME);

    private final Subscriptions subscriptions;
    private final OrganizationClaims claims;
    private final HostRows hosts;
    private final Sql sql;

    IntendedAgainTest(
            Subscriptions subscriptions, OrganizationClaims claims, HostRows hosts, Sql sql) {
        this.subscriptions = subscriptions;
        this.claims = claims;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute(
                "TRUNCATE calendly_webhook_subscriptions, calendar_connections, calendly_organizations CASCADE");
    }

    @Test
    void whatThePlanRefusedIsWaitedForNoMoreAlsoWhereNobodyAnswers() {
        UUID carrier = hosts.connect("default", "u", "https://api.calendly.com/users/ada", ACME);
        OrganizationClaim claim = claimed();
        Intent first = done(() -> subscriptions.intend(claim, OWNER, carrier, null));
        said(() -> subscriptions.planNotAllowed(claim, first.id(), "Please upgrade."));
        Instant upgraded = Instant.now();
        assertThat(held(null)).singleElement().matches(Subscription::waits);

        var _ = done(() -> subscriptions.intend(claim, OWNER, carrier, first.id()));

        assertThat(held(upgraded)).singleElement().matches(it -> !it.waits());
    }

    /// Whoever has stood still for long may have lost the organization to another: two who intend
    /// at once would have two subscriptions created.
    @Test
    void nothingIsIntendedWhereSomebodyElseHasTheOrganizationByNow() {
        UUID carrier = hosts.connect("default", "u", "https://api.calendly.com/users/ada", ACME);
        OrganizationClaim lost = claimed();
        Intent first = done(() -> subscriptions.intend(lost, OWNER, carrier, null));
        sql.execute("UPDATE calendly_organizations SET claimed_until = now()");
        OrganizationClaim ours = claimed();

        assertThat(outcome(() -> subscriptions.intend(lost, OWNER, carrier, null)))
                .isInstanceOf(ClaimLostException.class);
        assertThat(outcome(() -> subscriptions.intend(lost, OWNER, carrier, first.id())))
                .isInstanceOf(ClaimLostException.class);

        assertThat(held(null)).hasSize(1);
        var _ = done(() -> subscriptions.intend(ours, OWNER, carrier, first.id()));
    }

    /// It may have been found and deleted meanwhile.
    @Test
    void nothingIsActivatedWhereSomebodyElseHasTheOrganizationByNow() {
        UUID carrier = hosts.connect("default", "u", "https://api.calendly.com/users/ada", ACME);
        OrganizationClaim lost = claimed();
        Intent intent = done(() -> subscriptions.intend(lost, OWNER, carrier, null));
        sql.execute("UPDATE calendly_organizations SET claimed_until = now()");
        OrganizationClaim ours = claimed();
        said(() -> subscriptions.gone(ours, intent.id(), "Nobody stays."));

        assertThat(outcome(() -> created(lost, intent, carrier)))
                .isInstanceOf(ClaimLostException.class);
        assertThat(held(null)).isEmpty();
    }

    /// Whoever has stood still does not write over what was decided since by what they saw before.
    @Test
    void nothingIsSaidOfOneThatSomebodyElseDecidesAboutByNow() {
        UUID carrier = hosts.connect("default", "u", "https://api.calendly.com/users/ada", ACME);
        OrganizationClaim lost = claimed();
        Intent intent = done(() -> subscriptions.intend(lost, OWNER, carrier, null));
        UUID id = intent.id();
        sql.execute("UPDATE calendly_organizations SET claimed_until = now()");
        OrganizationClaim ours = claimed();
        var _ = done(() -> created(ours, intent, carrier));
        Subscription before = held(null).getFirst();

        List<Supplier<Uni<Void>>> late =
                List.of(
                        () -> subscriptions.serve(lost, OWNER, id, "elsewhere", carrier, null),
                        () -> subscriptions.lost(lost, id, "It was off."),
                        () -> subscriptions.recognised(lost, id, "there"),
                        () -> subscriptions.gone(lost, id, "It was not there."),
                        () -> subscriptions.orphaned(lost, id, false),
                        () -> subscriptions.planNotAllowed(lost, id, "Please upgrade."),
                        () -> subscriptions.refused(lost, id, "Forbidden."),
                        () -> subscriptions.notSent(lost, id));

        assertThat(late)
                .allSatisfy(it -> assertThat(failure(it)).isInstanceOf(ClaimLostException.class));
        assertThat(held(null)).containsExactly(before);
    }

    private Uni<Intent> created(OrganizationClaim claim, Intent intent, UUID carrier) {
        return subscriptions
                .created(claim, OWNER, intent.id(), "there", carrier, null)
                .replaceWith(intent);
    }

    /// What is being intended can be seen by nobody yet: whoever claimed the organization then
    /// would intend the same once more.
    @Test
    void nobodyClaimsAnOrganizationWhileSomethingIsBeingIntended() {
        UUID carrier = hosts.connect("default", "u", "https://api.calendly.com/users/ada", ACME);
        OrganizationClaim claim = claimed();
        sql.execute("UPDATE calendly_organizations SET claimed_until = now()");

        List<String> claimable =
                done(() ->
                        Panache.withTransaction(() ->
                                subscriptions
                                        .intend(claim, OWNER, carrier, null)
                                        .map(intent -> claimable())));

        assertThat(claimable).isEmpty();
        assertThat(claimable()).hasSize(1);
    }

    /// The look that has decided on it was before it was there.
    @Test
    void whatIsIntendedWasNotSeenYet() {
        UUID carrier = hosts.connect("default", "u", "https://api.calendly.com/users/ada", ACME);
        OrganizationClaim claim = claimed();

        Intent intent = done(() -> subscriptions.intend(claim, OWNER, carrier, null));
        var _ = done(() -> subscriptions.intend(claim, OWNER, carrier, intent.id()));

        assertThat(held(null)).singleElement().matches(it -> it.checkedAt() == null);
    }

    /// What is listed although its create was never answered can be deleted by its URI from then
    /// on, whoever can still list it.
    @Test
    void whatIsRecognisedIsAnIntentNoMore() {
        UUID carrier = hosts.connect("default", "u", "https://api.calendly.com/users/ada", ACME);
        OrganizationClaim claim = claimed();
        Intent intent = done(() -> subscriptions.intend(claim, OWNER, carrier, null));

        var _ = done(() -> subscriptions.recognised(claim, intent.id(), "there").replaceWith(true));

        assertThat(held(null))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.isIntent()).isFalse();
                    assertThat(it.mayBeThere()).isFalse();
                    assertThat(it.active()).isFalse();
                    assertThat(it.isAccepted()).isTrue();
                    assertThat(it.webhookUri()).isEqualTo("there");
                });
    }

    private OrganizationClaim claimed() {
        sql.execute(
                "INSERT INTO calendly_organizations (organization_uri, due_at) VALUES ('%s', now()) ON CONFLICT DO NOTHING"
                        .formatted(ACME));
        return done(() -> claims.claim(ACME)).orElseThrow();
    }

    /// As whoever claims it asks.
    private List<String> claimable() {
        return sql.column(
                "SELECT organization_uri FROM calendly_organizations WHERE claimed_until <= now()"
                        + " FOR UPDATE SKIP LOCKED");
    }

    private static void said(Supplier<Uni<Void>> said) {
        var _ = done(() -> said.get().replaceWith(true));
    }

    private static Object failure(Supplier<Uni<Void>> said) {
        return outcome(() -> said.get().replaceWith(true));
    }

    private static Object outcome(Supplier<? extends Uni<?>> work) {
        return done(() -> work.get().map(it -> (Object) it).onFailure().recoverWithItem(it -> it));
    }

    private List<Subscription> held(@Nullable Instant anewAt) {
        return done(() -> subscriptions.held(ACME, Instant.now(), anewAt));
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}

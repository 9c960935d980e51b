package io.advicly.calendly.subscription.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.subscription.knowledge.AccountKnowledge;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.record.ClaimLostException;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a run writes down where others mark, consent and forget meanwhile.
@QuarkusTest
@TestProfile(QuietProfile.class)
class OrganizationClaimsTest {

    private static final String ACME = "organizations/acme";
    private static final UUID GRANT = UUID.randomUUID();
    private static final AccountKnowledge LISTED = AccountKnowledge.NOTHING.listed();

    private final OrganizationClaims claims;
    private final Organizations organizations;
    private final Sql sql;

    OrganizationClaimsTest(OrganizationClaims claims, Organizations organizations, Sql sql) {
        this.claims = claims;
        this.organizations = organizations;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute("TRUNCATE calendly_organizations, delivery_gaps, calendar_connections CASCADE");
        done(() -> organizations.markDue(ACME));
    }

    @Test
    void aMarkDuringARunMakesItDueAtOnce() {
        OrganizationClaim claim = claim();
        done(() -> organizations.markDue(ACME));

        assertThat(settled(claim)).isTrue();

        assertThat(isDue()).isTrue();
    }

    @Test
    void aMarkDuringARunThatFailsMakesItDueAtOnceToo() {
        OrganizationClaim claim = claim();
        done(() -> organizations.markDue(ACME));

        assertThat(done(() -> claims.release(claim, Duration.ofHours(1), "No."))).isTrue();

        assertThat(isDue()).isTrue();
        assertThat(claim().attempts()).isZero();
    }

    /// Whoever has it now is in trouble as before, and goes on waiting longer each time.
    @Test
    void whoWasOvertakenHasItLookedAtOnceMoreAndNotAsIfItWereNew() {
        OrganizationClaim before = claim();
        var _ = done(() -> claims.release(before, Duration.ZERO, "No."));
        OrganizationClaim claim = claim();
        assertThat(claim.attempts()).isEqualTo(1);
        done(() -> organizations.markOvertaken(ACME));

        assertThat(done(() -> claims.settle(claim, undone())).ours()).isTrue();

        assertThat(isDue()).isTrue();
        OrganizationClaim next = claim();
        assertThat(next.attempts()).isEqualTo(1);
        done(() -> organizations.markOvertaken(ACME));
        assertThat(done(() -> claims.release(next, Duration.ofHours(1), "No."))).isTrue();
        assertThat(isDue()).isTrue();
        assertThat(claim().attempts()).isEqualTo(1);
    }

    @Test
    void aRunThatFailsIsFollowedByAPause() {
        OrganizationClaim claim = claim();

        assertThat(done(() -> claims.release(claim, Duration.ofHours(1), "No."))).isTrue();

        assertThat(isDue()).isFalse();
        assertThat(claim().attempts()).isEqualTo(1);
    }

    @Test
    void whatWasLearnedIsKeptButNotOfWhoHasConsentedMeanwhile() {
        OrganizationClaim claim = claim();
        done(() -> organizations.markConsented(ACME, "users/ada"));

        assertThat(settled(claim)).isTrue();

        Map<String, AccountKnowledge> known = claim().accounts();
        assertThat(known.get("users/max")).isEqualTo(LISTED);
        assertThat(known.get("users/ada")).isEqualTo(AccountKnowledge.NOTHING);
    }

    @Test
    void nothingIsKeptWhereAnOperatorHadEverythingAskedForAnew() {
        OrganizationClaim claim = claim();
        done(() -> organizations.markAnew(ACME));
        done(() -> organizations.markConsented(ACME, "users/ada"));

        assertThat(settled(claim)).isTrue();

        assertThat(claim().accounts()).isEqualTo(Map.of("users/ada", AccountKnowledge.NOTHING));
    }

    /// A misspelt event is refused to everybody; corrected, it is no refusal of anybody's any more,
    /// also where the first run after that comes to nothing.
    @Test
    void whatWasRefusedIsAskedForOnceMoreWhereSomethingElseIsAskedForByNow() {
        assertThat(settled(claim())).isTrue();
        refusedWhenAskedFor("invitee.craeted at https://hooks.example.com");

        OrganizationClaim first = claim();
        assertThat(refusal(first)).isNull();
        assertThat(first.anewAt()).isEqualTo(first.now());
        assertThat(max(first).wasAdmin()).isTrue();
        assertThat(done(() -> claims.release(first, Duration.ZERO, "No."))).isTrue();

        OrganizationClaim second = claim();
        assertThat(refusal(second)).isNull();
        assertThat(settled(second)).isTrue();

        assertThat(claim().anewAt()).isEqualTo(second.now());
    }

    @Test
    void whatWasRefusedStaysSoWhereTheSameIsAskedFor() {
        assertThat(settled(claim())).isTrue();
        refusedWhenAskedFor(sql.column("SELECT asked_for FROM calendly_organizations").getFirst());

        OrganizationClaim claim = claim();

        assertThat(refusal(claim)).isEqualTo("No such event.");
        assertThat(claim.anewAt()).isNull();
    }

    private void refusedWhenAskedFor(String asked) {
        Instant now = Instant.now();
        AccountKnowledge refused =
                AccountKnowledge.NOTHING
                        .seenAs(Role.ADMIN, now)
                        .with(GRANT, it -> it.refused("No such event.", now, Duration.ofHours(1)));
        sql.execute(
                "UPDATE calendly_organizations SET asked_for = ?, accounts = CAST(? AS jsonb)",
                asked,
                OrganizationClaim.json(Map.of("users/max", refused)));
    }

    private static @Nullable String refusal(OrganizationClaim claim) {
        return max(claim).grant(GRANT).refusal();
    }

    private static AccountKnowledge max(OrganizationClaim claim) {
        return claim.accounts().getOrDefault("users/max", AccountKnowledge.NOTHING);
    }

    @Test
    void whoHasLostTheClaimWritesNothing() {
        OrganizationClaim lost = claim();
        sql.execute("UPDATE calendly_organizations SET claimed_until = now()");
        OrganizationClaim claim = claim();

        assertThat(settled(lost)).isFalse();
        assertThat(done(() -> claims.renew(lost))).isFalse();
        assertThat(done(() -> claims.release(lost, Duration.ZERO, "No."))).isFalse();
        assertThat(done(() -> claims.renew(claim))).isTrue();
    }

    @Test
    void whoIsServedAgainMissesNothingFromNowOn() {
        UUID served = gap();
        UUID refused = gap();

        assertThat(healed(claim(), served)).isEqualTo(1);

        assertThat(unserved()).containsExactly(refused.toString());
        assertThat(healed(claim(), served)).isZero();
    }

    @Test
    void aMarkDuringARunEndsNoGap() {
        UUID member = gap();
        OrganizationClaim claim = claim();
        done(() -> organizations.markDue(ACME));

        assertThat(healed(claim, member)).isZero();

        assertThat(unserved()).containsExactly(member.toString());
    }

    /// It may have stood still for longer than its claim lasts.
    @Test
    void whoHasNotRenewedForAWhileAsksBeforeItGoesOn() {
        OrganizationClaim claim = claim();
        AtomicLong nanoTime = new AtomicLong();
        var held = new OrganizationClaims.Held(claim, () -> claims.renew(claim), nanoTime::get);
        done(held::check);
        sql.execute("UPDATE calendly_organizations SET claimed_until = now()");
        var _ = claim();
        done(held::check);

        nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThatThrownBy(() -> done(held::check)).hasCauseInstanceOf(ClaimLostException.class);
        nanoTime.addAndGet(-Duration.ofSeconds(5).toNanos());
        assertThatThrownBy(() -> done(held::check)).hasCauseInstanceOf(ClaimLostException.class);
    }

    private int healed(OrganizationClaim claim, UUID served) {
        return done(() -> claims.settle(claim, end(Set.of(served)))).healed();
    }

    private UUID gap() {
        UUID connection = UUID.randomUUID();
        sql.execute(
                "INSERT INTO delivery_gaps (connection_id, gap_since) VALUES (?, now())",
                connection);
        return connection;
    }

    private List<String> unserved() {
        return sql.column("SELECT connection_id FROM delivery_gaps WHERE served_since IS NULL");
    }

    private OrganizationClaim claim() {
        return done(() -> claims.claim(ACME)).orElseThrow();
    }

    private boolean settled(OrganizationClaim claim) {
        return done(() -> claims.settle(claim, end(Set.of()))).ours();
    }

    private static OrganizationSettlement end(Set<UUID> served) {
        return new OrganizationSettlement(
                Duration.ofHours(1),
                false,
                served,
                Set.of(),
                OrganizationClaim.json(Map.of("users/max", LISTED, "users/ada", LISTED)),
                "{}",
                "healthy");
    }

    private static OrganizationSettlement undone() {
        return new OrganizationSettlement(
                Duration.ofHours(1),
                true,
                Set.of(),
                Set.of(),
                OrganizationClaim.json(Map.of()),
                "{}",
                "not yet");
    }

    private boolean isDue() {
        return !sql.column("SELECT 1 FROM calendly_organizations WHERE due_at <= now()").isEmpty();
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}

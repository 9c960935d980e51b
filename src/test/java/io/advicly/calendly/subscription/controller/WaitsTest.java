package io.advicly.calendly.subscription.controller;

import static io.advicly.calendly.subscription.knowledge.Situations.ACME;
import static io.advicly.calendly.subscription.knowledge.Situations.admin;
import static io.advicly.calendly.subscription.knowledge.Situations.dead;
import static io.advicly.calendly.subscription.knowledge.Situations.own;
import static io.advicly.calendly.subscription.knowledge.Situations.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.subscription.claim.HeldClaims;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private static final Instant NOW = Instant.parse("2026-02-01T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Member ADA = admin("ada");
    private static final Member MIA = plain("mia");

    private final OrganizationClaim claim =
            new OrganizationClaim(
                    Situations.ORGANIZATION, UUID.randomUUID(), 1, 0, NOW, null, Map.of());
    private final Run run = new Run(claim, HeldClaims.of(claim), MINUTE);

    @BeforeEach
    void meets() {
        List.of(ADA, MIA).forEach(it -> run.meets(it.connection(), linked(it)));
    }

    private static LinkedAccount linked(Member member) {
        return new LinkedAccount(member.account(), Situations.ORGANIZATION, null, null, null);
    }

    @Test
    void whoeverIsRefusedWaitsForTheEndOfIt() {
        Member refused = refused(MIA, HOUR);

        assertThat(waits(List.of(), refused)).isEqualTo(Map.of(MIA.connection(), NOW.plus(HOUR)));
    }

    @Test
    void whoeverIsServedDoesNotWait() {
        Member refused = refused(MIA, HOUR);

        assertThat(Waits.of(run, seen(List.of(), refused), it -> true)).isEmpty();
    }

    @Test
    void whoeverIsNotRefusedWaitsForTheNextLookAlone() {
        assertThat(waits(List.of(), MIA, dead(refused(ADA, HOUR)))).isEmpty();
    }

    @Test
    void whatThePlanDoesNotAllowIsNotAskedForWithAnyGrant() {
        Subscription intent = waiting(ACME, ADA, NOW.plus(HOUR));

        assertThat(waits(List.of(intent), ADA, MIA))
                .isEqualTo(
                        Map.of(
                                ADA.connection(), NOW.plus(HOUR),
                                MIA.connection(), NOW.plus(HOUR)));
    }

    /// Whichever comes first: the account's own, or the organization's by an admin.
    @Test
    void whoeverIsFirstMayServe() {
        Member ada = refused(ADA, MINUTE);
        Member mia = refused(MIA, HOUR);

        assertThat(waits(List.of(), ada, mia))
                .isEqualTo(
                        Map.of(
                                ADA.connection(), NOW.plus(MINUTE),
                                MIA.connection(), NOW.plus(MINUTE)));
    }

    @Test
    void anAdminWhoWaitsKeepsNobodyFromTheirOwn() {
        Member ada = refused(ADA, HOUR);
        Subscription own = waiting(own("mia"), MIA, NOW.plus(MINUTE));

        assertThat(waits(List.of(own), ada, MIA))
                .isEqualTo(
                        Map.of(
                                ADA.connection(), NOW.plus(HOUR),
                                MIA.connection(), NOW.plus(MINUTE)));
    }

    private Map<UUID, Instant> waits(List<Subscription> held, Member... members) {
        return Waits.of(run, seen(held, members), it -> false);
    }

    private static Observation seen(List<Subscription> held, Member... members) {
        return Situations.of(List.of(members), held, Map.of());
    }

    private Member refused(Member member, Duration pause) {
        run.learn(
                member.account(),
                it -> it.with(member.connection(), grant -> grant.refused("No.", NOW, pause)));
        return member.notAsked();
    }

    private static Subscription waiting(SubscriptionOwner owner, Member carrier, Instant until) {
        Subscription it = Situations.intent(owner, carrier);
        return new Subscription(
                it.id(),
                it.owner(),
                it.webhookUri(),
                it.callbackUrl(),
                SubscriptionState.PLAN_NOT_ALLOWED,
                it.keyHeld(),
                false,
                it.carrier(),
                Subscription.Creation.ANSWERED,
                true,
                until,
                "Please upgrade.",
                it.createdAt(),
                null,
                null);
    }
}

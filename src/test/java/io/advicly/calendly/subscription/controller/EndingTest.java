package io.advicly.calendly.subscription.controller;

import static io.advicly.calendly.subscription.knowledge.Situations.ACME;
import static io.advicly.calendly.subscription.knowledge.Situations.admin;
import static io.advicly.calendly.subscription.knowledge.Situations.dead;
import static io.advicly.calendly.subscription.knowledge.Situations.own;
import static io.advicly.calendly.subscription.knowledge.Situations.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.subscription.act.PlanRunner;
import io.advicly.calendly.subscription.claim.HeldClaims;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.plan.Plan;
import io.advicly.calendly.subscription.plan.Step;
import io.advicly.calendly.subscription.plan.SubscriptionPlanner;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EndingTest {

    private static final Member ADA = admin("ada");
    private static final Member MIA = plain("mia");
    private static final Member MAX = plain("max");

    private static final String LEFT = "No living grant can delete what is left at Calendly.";

    private final OrganizationClaim claim =
            new OrganizationClaim(
                    Situations.ORGANIZATION,
                    UUID.randomUUID(),
                    1,
                    0,
                    Instant.parse("2026-02-01T08:00:00Z"),
                    null,
                    Map.of());
    private final Run run = new Run(claim, HeldClaims.of(claim), Duration.ofMinutes(1));

    @Test
    void isHealthyWhereEverybodyIsServed() {
        Ending ending = ending(Set.of(ACME), ADA, MIA);

        assertThat(ending.words()).isEqualTo("healthy");
        assertThat(ending.served()).containsExactlyInAnyOrder(ADA.connection(), MIA.connection());
        assertThat(ending.undone()).isFalse();
    }

    @Test
    void tellsWhoIsServedApartFromWhoIsNot() {
        Ending ending = ending(Set.of(own("mia")), MIA, MAX);

        assertThat(ending.words()).isEqualTo("Somebody who stays is not served.");
        assertThat(ending.served()).containsExactly(MIA.connection());
    }

    @Test
    void isNotHealthyWhereNobodyLives() {
        assertThat(ending(Set.of(), dead(ADA), dead(MIA)).words())
                .isEqualTo("Nobody who stays has a living grant.");
        assertThat(ending(Set.of()).words()).isEqualTo("Nobody stays.");
        assertThat(ending(Set.of(), Situations.closing(ADA)).words()).isEqualTo("Nobody stays.");
    }

    @Test
    void whatTheLastPassHasLearnedIsActedUponSoon() {
        Ending ending =
                new Ending(
                        run,
                        Situations.of(List.of(ADA), List.of(), Map.of()),
                        new Plan(Set.of(ACME), List.of(), Set.of(), List.of()),
                        new PlanRunner.Progress(Set.of(ACME), Set.of(), Set.of(), true, 0));

        assertThat(ending.undone()).isTrue();
    }

    @Test
    void aTokenThatIsNotAcceptedAlthoughItIsNewIsTriedAgainAndTold() {
        run.unusable(
                ADA.connection(),
                new CalendlyFailure.Unauthenticated(
                        new CalendlyAnswer(
                                401,
                                "Unauthenticated",
                                "The access token is invalid",
                                List.of(),
                                null)));

        Ending ending = ending(Set.of(), ADA);

        assertThat(ending.undone()).isTrue();
        assertThat(ending.words()).contains("accepts no token", "The access token is invalid");
    }

    @Test
    void isNotHealthyWhileSomethingIsLeftThatNobodyMayDelete() {
        Subscription left =
                Situations.turned(
                        Situations.row("left", own("mia"), MIA), SubscriptionState.ORPHANED, true);
        Step deleted = new Step.Delete(left.owner(), "left", left.id(), List.of(), Set.of());
        Step orphaned = new Step.Orphan(left.id(), Set.of());

        assertThat(leaving(left, Set.of()).words()).isEqualTo(LEFT);
        assertThat(leaving(left, Set.of("left"), deleted).words()).isEqualTo("healthy");
        assertThat(leaving(Situations.row("left", own("mia"), MIA), Set.of(), orphaned).words())
                .isNotEqualTo("healthy");
    }

    /// One that no row tells of, such as another application's.
    @Test
    void isNotHealthyWhereCalendlyLetsNobodyDeleteWhatIsListed() {
        Subscription serving = Situations.row("serving", ACME, ADA);
        Step refused = new Step.Delete(ACME, "other", null, List.of(ADA.connection()), Set.of());

        assertThat(refusing(Set.of("other"), serving, refused).words()).isEqualTo(LEFT);
        assertThat(refusing(Set.of(), serving, refused).words()).isEqualTo("healthy");
    }

    /// As the runner tells it: whoever leaves waits no longer for what Calendly has refused.
    private Ending refusing(Set<String> refused, Subscription serving, Step... steps) {
        return new Ending(
                run,
                Situations.of(List.of(ADA), List.of(serving), Map.of()),
                new Plan(Set.of(ACME), List.of(steps), Set.of(), List.of()),
                new PlanRunner.Progress(Set.of(ACME), Set.of("other"), refused, false, 0));
    }

    private Ending leaving(Subscription left, Set<String> deleted, Step... steps) {
        return new Ending(
                run,
                Situations.of(List.of(ADA), List.of(left), Map.of()),
                new Plan(Set.of(ACME), List.of(steps), Set.of(), List.of()),
                new PlanRunner.Progress(Set.of(ACME), deleted, Set.of(), false, 0));
    }

    /// It is tried again, and told.
    @Test
    void aGrantThatCannotBeUsedNowLeavesSomethingUndone() {
        var _ = run.away(ADA.connection(), new IllegalStateException("renewed later"));

        Ending ending = ending(Set.of(ACME), ADA);

        assertThat(ending.undone()).isTrue();
        assertThat(ending.words()).contains("cannot be used now", "renewed later");
    }

    /// Ada's account was moved, and her grant may delete what is left here.
    @Test
    void aGrantOfWhoWasMovedIsNeededUntilWhatItMayDeleteIsDeletedOrGivenUp() {
        Member ada = Situations.elsewhere(ADA);
        Subscription left = Situations.row("left", ACME, ADA);
        Observation seen = Situations.of(List.of(ada), List.of(left), Map.of());
        Plan plan = SubscriptionPlanner.plan(seen);

        assertThat(after(seen, plan, Set.of()).needed()).containsExactly(ada.connection());
        assertThat(after(seen, plan, Set.of("left")).needed()).isEmpty();
    }

    @Test
    void aGrantOfWhoWasMovedIsNeededWhileACreateThatWasSentWithItMayArrive() {
        Member ada = Situations.elsewhere(ADA);
        Subscription sent = Situations.onItsWay(ACME, ADA);
        Observation seen = Situations.of(List.of(ada), List.of(sent), Map.of());

        assertThat(after(seen, SubscriptionPlanner.plan(seen), Set.of()).needed())
                .containsExactly(ada.connection());
    }

    /// Whatever names it: what serves somebody who stays and whom nothing else can serve, what was
    /// never answered and nobody can look up, what was refused, what was given up.
    @ParameterizedTest
    @MethodSource
    void aGrantOfWhoWasMovedIsNotNeededWhereNothingIsDoneWithIt(Member stays, Subscription names) {
        Observation seen =
                Situations.of(List.of(Situations.elsewhere(ADA), stays), List.of(names), Map.of());
        Plan plan = SubscriptionPlanner.plan(seen);

        assertThat(after(seen, plan, Set.of()).needed()).isEmpty();
    }

    static Stream<Arguments> aGrantOfWhoWasMovedIsNotNeededWhereNothingIsDoneWithIt() {
        return Stream.of(dead(MIA), dead(admin("alan")), Situations.closing(dead(MIA)))
                .flatMap(stays ->
                        Stream.of(
                                        Situations.intent(ACME, ADA),
                                        Situations.intent(own("ada"), ADA),
                                        refused(SubscriptionState.REFUSED),
                                        refused(SubscriptionState.PLAN_NOT_ALLOWED))
                                .map(names -> Arguments.of(stays, names)));
    }

    private static Subscription refused(SubscriptionState state) {
        return Situations.subscription(
                null, "refused", ACME, state, ADA, Subscription.Creation.ANSWERED);
    }

    @Test
    void whatServesADeadOneWhoStaysNeedsNoGrant() {
        Subscription kept = Situations.row("kept", ACME, ADA);
        Observation seen =
                Situations.of(
                        List.of(Situations.elsewhere(ADA), dead(MIA)), List.of(kept), Map.of());

        assertThat(after(seen, SubscriptionPlanner.plan(seen), Set.of()).needed()).isEmpty();
    }

    /// Nobody tells when another organization needs a grant no more.
    @Test
    void aGrantThatAnotherOrganizationNeedsIsAskedForAgainSoon() {
        Member leaving = Situations.neededElsewhere(Situations.closing(ADA));

        assertThat(ending(Set.of(), leaving).undone()).isTrue();
        assertThat(ending(Set.of(), dead(leaving)).undone()).isFalse();
    }

    private Ending after(Observation seen, Plan plan, Set<String> deleted) {
        return new Ending(
                run, seen, plan, new PlanRunner.Progress(Set.of(), deleted, Set.of(), false, 0));
    }

    private Ending ending(Set<SubscriptionOwner> served, Member... members) {
        return new Ending(
                run,
                Situations.of(List.of(members), List.of(), Map.of()),
                new Plan(served, List.of(), Set.of(), List.of()),
                new PlanRunner.Progress(served, Set.of(), Set.of(), false, 0));
    }
}

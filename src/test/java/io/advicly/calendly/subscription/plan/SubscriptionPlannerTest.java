package io.advicly.calendly.subscription.plan;

import static io.advicly.calendly.subscription.knowledge.Situations.ACME;
import static io.advicly.calendly.subscription.knowledge.Situations.EVENTS;
import static io.advicly.calendly.subscription.knowledge.Situations.URLS;
import static io.advicly.calendly.subscription.knowledge.Situations.admin;
import static io.advicly.calendly.subscription.knowledge.Situations.closing;
import static io.advicly.calendly.subscription.knowledge.Situations.deadAdmin;
import static io.advicly.calendly.subscription.knowledge.Situations.hook;
import static io.advicly.calendly.subscription.knowledge.Situations.own;
import static io.advicly.calendly.subscription.knowledge.Situations.plain;
import static io.advicly.calendly.subscription.knowledge.Situations.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscriptionPlannerTest {

    private static final Member ADA = admin("ada");
    private static final Member ALAN = admin("alan");
    private static final Member MIA = plain("mia");

    @Test
    void createsWhereThereIsNothing() {
        Plan plan = plan(List.of(ADA), List.of(), Map.of(ACME, List.of()));

        assertThat(plan.steps()).containsExactly(new Step.Create(ACME, ADA.connection(), null));
        assertThat(plan.gap()).isTrue();
    }

    @Test
    void keepsAGoodOneAndDeletesTheRestOfOurs() {
        Subscription good = row("good", ACME, ADA);
        Subscription stale = row("stale", ACME, ADA);
        WebhookSubscription foreign =
                new WebhookSubscription(
                        "foreign", "https://other.example.com/x", ACME, EVENTS, true, null, null);

        Plan plan =
                plan(
                        List.of(ADA),
                        List.of(good, Situations.inactive(stale)),
                        Map.of(ACME, List.of(hook(stale), foreign, hook(good))));

        assertThat(plan.steps())
                .containsExactly(
                        new Step.Keep(ACME, good.id(), "good", ADA.connection(), null),
                        new Step.Delete(
                                ACME,
                                "stale",
                                stale.id(),
                                List.of(ADA.connection()),
                                Set.of(ACME)));
        assertThat(plan.gap()).isFalse();
    }

    @Test
    void replacesADisabledOneAndSaysThatItIsLost() {
        Subscription old = row("old", ACME, ADA);

        Plan plan =
                plan(
                        List.of(ADA),
                        List.of(old),
                        Map.of(ACME, List.of(Situations.disabled(hook(old)))));

        assertThat(plan.steps())
                .containsExactly(
                        new Step.Lose(
                                old.id(),
                                "Calendly has disabled it after a day of failed deliveries."),
                        new Step.Create(ACME, ADA.connection(), null),
                        new Step.Delete(
                                ACME, "old", old.id(), List.of(ADA.connection()), Set.of()));
        assertThat(plan.gap()).isTrue();
    }

    @Test
    void usesTheIntentOfAnEarlierAttemptAgain() {
        Subscription intent = Situations.intent(ACME, ADA);

        assertThat(plan(List.of(ADA), List.of(intent), Map.of(ACME, List.of())).steps())
                .containsExactly(new Step.Create(ACME, ADA.connection(), intent.id()));
    }

    @Test
    void recognisesALostAnswerByTheTokenOfItsAddress() {
        Subscription intent = Situations.intent(ACME, ADA);
        WebhookSubscription there =
                new WebhookSubscription(
                        "there", intent.callbackUrl(), ACME, EVENTS, true, null, null);

        assertThat(plan(List.of(ADA), List.of(intent), Map.of(ACME, List.of(there))).steps())
                .containsExactly(new Step.Keep(ACME, intent.id(), "there", ADA.connection(), null));
    }

    /// Else its owner had two intents.
    @Test
    void losesADisabledOneWhoseAnswerWasLost() {
        Subscription intent = Situations.intent(ACME, ADA);
        WebhookSubscription there =
                Situations.disabled(
                        new WebhookSubscription(
                                "there", intent.callbackUrl(), ACME, EVENTS, true, null, null));

        assertThat(plan(List.of(ADA), List.of(intent), Map.of(ACME, List.of(there))).steps())
                .startsWith(
                        new Step.Lose(
                                intent.id(),
                                "Calendly has disabled it after a day of failed deliveries."),
                        new Step.Create(ACME, ADA.connection(), null));
    }

    /// The same where whoever it was made for has left meanwhile, and somebody else makes a new
    /// one.
    @Test
    void recognisesOneWhoseAnswerWasLostAndThatIsReplaced() {
        Subscription intent = Situations.intent(ACME, ADA);
        WebhookSubscription there =
                new WebhookSubscription(
                        "there", intent.callbackUrl(), ACME, EVENTS, true, null, null);

        assertThat(
                        plan(
                                        List.of(deadAdmin(ADA), ALAN),
                                        List.of(intent),
                                        Map.of(ACME, List.of(there)))
                                .steps())
                .containsExactly(
                        new Step.Recognise(intent.id(), "there"),
                        new Step.Create(ACME, ALAN.connection(), null),
                        new Step.Delete(
                                ACME,
                                "there",
                                intent.id(),
                                List.of(ALAN.connection()),
                                Set.of(ACME)));
    }

    /// Calendly may have made somebody an admin since it last said that they are none.
    @Test
    void triesWhoeverIsThereBeforeItGivesOneUp() {
        Member mia = Situations.closing(Situations.plain("mia"));
        Subscription old = row("old", ACME, ADA);
        Step.Delete delete =
                new Step.Delete(ACME, "old", old.id(), List.of(mia.connection()), Set.of());

        Plan plan = plan(List.of(mia), List.of(old), Map.of());

        assertThat(plan.steps())
                .containsExactly(delete, new Step.LetGo(mia.connection(), Set.of("old")));
    }

    @Test
    void handsOverToAnotherAdminNewBeforeOld() {
        Member leaving = closing(ADA);
        Subscription old = row("old", ACME, ADA);

        Plan plan = plan(List.of(leaving, ALAN), List.of(old), Map.of(ACME, List.of(hook(old))));

        assertThat(plan.steps())
                .containsExactly(
                        new Step.Create(ACME, ALAN.connection(), null),
                        new Step.Delete(
                                ACME,
                                "old",
                                old.id(),
                                List.of(ADA.connection(), ALAN.connection()),
                                Set.of(ACME)),
                        new Step.LetGo(ADA.connection(), Set.of("old")));
        assertThat(plan.gap()).isFalse();
    }

    @Test
    void deletesEverythingOnceNobodyStays() {
        Subscription old = row("old", ACME, ADA);

        assertThat(
                        plan(List.of(closing(ADA)), List.of(old), Map.of(ACME, List.of(hook(old))))
                                .steps())
                .containsExactly(
                        new Step.Delete(ACME, "old", old.id(), List.of(ADA.connection()), Set.of()),
                        new Step.LetGo(ADA.connection(), Set.of("old")));
    }

    /// A2: two connections that need a new consent, and nobody else.
    @Test
    void leavesEverythingAsItIsWhileNobodysGrantLives() {
        Subscription serving = row("serving", ACME, ADA);

        assertThat(
                        plan(List.of(deadAdmin(ADA), deadAdmin(ALAN)), List.of(serving), Map.of())
                                .steps())
                .isEmpty();
    }

    /// A2, the other half: what may still serve the carrier stays beside a member's own.
    @Test
    void keepsWhatServesADeadGrantBesideAMembersOwn() {
        Subscription serving = row("serving", ACME, ADA);

        Plan plan =
                plan(List.of(deadAdmin(ADA), MIA), List.of(serving), Map.of(own("mia"), List.of()));

        assertThat(plan.steps())
                .containsExactly(new Step.Create(own("mia"), MIA.connection(), null));
    }

    /// A5: an admin who is just connecting counts as staying.
    @Test
    void leavesTheSubscriptionOfAConnectingAdminAloneWhenAMemberLeaves() {
        Subscription serving = row("serving", ACME, ADA);
        Member connecting = Situations.connecting(ADA);

        Plan plan =
                plan(
                        List.of(connecting, closing(MIA)),
                        List.of(serving),
                        Map.of(ACME, List.of(hook(serving))));

        assertThat(plan.steps())
                .containsExactly(
                        new Step.Keep(ACME, serving.id(), "serving", ADA.connection(), null),
                        new Step.LetGo(MIA.connection(), Set.of()));
    }

    /// A9: what could not be deleted is deleted by the next look, whoever takes it.
    @Test
    void deletesWhatAnEarlierLookCouldNot() {
        Subscription good = row("good", ACME, ADA);
        WebhookSubscription left =
                new WebhookSubscription(
                        "left", URLS.urlFor("unknown").toString(), ACME, EVENTS, true, null, null);

        assertThat(
                        plan(List.of(ADA), List.of(good), Map.of(ACME, List.of(hook(good), left)))
                                .steps())
                .contains(new Step.Delete(ACME, "left", null, List.of(ADA.connection()), Set.of()));
    }

    @Test
    void replacesOneUnderAnotherPublicUrlAndDeletesTheOldByItsUri() {
        Subscription old = row("old", ACME, ADA);
        WebhookSubscription elsewhere =
                new WebhookSubscription(
                        "old",
                        "https://before.example.com/api/calendly/webhooks/old",
                        ACME,
                        EVENTS,
                        true,
                        null,
                        null);

        Plan plan = plan(List.of(ADA), List.of(old), Map.of(ACME, List.of(elsewhere)));

        assertThat(plan.steps())
                .containsExactly(
                        new Step.Create(ACME, ADA.connection(), null),
                        new Step.Delete(
                                ACME, "old", old.id(), List.of(ADA.connection()), Set.of(ACME)));
        assertThat(plan.gap()).isTrue();
    }

    @Test
    void replacesOneThatLacksAnEvent() {
        Subscription narrow = row("narrow", ACME, ADA);
        WebhookSubscription listed =
                new WebhookSubscription(
                        "narrow",
                        narrow.callbackUrl(),
                        ACME,
                        List.of("invitee.created"),
                        true,
                        null,
                        Instant.EPOCH);

        assertThat(plan(List.of(ADA), List.of(narrow), Map.of(ACME, List.of(listed))).steps())
                .containsExactly(
                        new Step.Create(ACME, ADA.connection(), null),
                        new Step.Delete(
                                ACME,
                                "narrow",
                                narrow.id(),
                                List.of(ADA.connection()),
                                Set.of(ACME)));
    }

    @Test
    void asksARefusedMemberLaterAndDoesNotHoldUpWhoLeaves() {
        Member refused =
                new Member(
                        UUID.randomUUID(),
                        "users/max",
                        Member.Stay.STAYING,
                        true,
                        true,
                        Role.MEMBER,
                        true,
                        false,
                        false,
                        Set.of());
        Subscription old = row("old", ACME, ADA);

        Plan plan =
                plan(
                        List.of(closing(ADA), refused),
                        List.of(old),
                        Map.of(ACME, List.of(hook(old)), own("max"), List.of()));

        assertThat(plan.steps()).containsExactly(new Step.LetGo(ADA.connection(), Set.of()));
    }

    @Test
    void keepsTheGrantThatACreateWasSentWithUntilItCannotArriveAnyMore() {
        Subscription sent = Situations.onItsWay(ACME, ADA);

        Plan plan = plan(List.of(closing(ADA)), List.of(sent), Map.of(ACME, List.of()));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.open()).isNotEmpty();
    }

    /// Else that is carried out as soon as the address is free, and nobody is left to delete it.
    @Test
    void deletesNothingInWhosePlaceAnEarlierCreateMayStillArrive() {
        Subscription repeated = Situations.repeated("repeated", ACME, ADA);

        Plan plan =
                plan(
                        List.of(closing(ADA)),
                        List.of(repeated),
                        Map.of(ACME, List.of(hook(repeated))));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.open())
                .anyMatch(it -> it.startsWith("An unanswered create may still arrive"));
    }

    @Test
    void keepsWhatIsFoundThereAndWasSentTwice() {
        Subscription sent =
                Situations.subscription(
                        null,
                        "sent",
                        ACME,
                        SubscriptionState.PENDING,
                        ADA,
                        Subscription.Creation.REPEATED);
        WebhookSubscription there =
                new WebhookSubscription(
                        "there", sent.callbackUrl(), ACME, EVENTS, true, null, Instant.MAX);

        Plan plan = plan(List.of(closing(ADA)), List.of(sent), Map.of(ACME, List.of(there)));

        assertThat(plan.steps()).containsExactly(new Step.Recognise(sent.id(), "there"));
    }

    @Test
    void orphansWhatNobodyWhoIsLeftMayDelete() {
        Subscription left = row("left", own("mia"), MIA);

        assertThat(
                        plan(List.of(ADA, Situations.dead(closing(MIA))), List.of(left), Map.of())
                                .steps())
                .contains(new Step.LetGo(MIA.connection(), Set.of()))
                .anySatisfy(step ->
                        assertThat(step).isInstanceOf(Step.Delete.class)); // an admin may try
        assertThat(plan(List.of(Situations.dead(closing(MIA))), List.of(left), Map.of()).steps())
                .contains(new Step.Orphan(left.id(), Set.of()));
    }

    /// Its own account cannot look here any more, and whoever is left may not.
    @Test
    void orphansWhatMayBeThereOfSomebodyWhoWasMovedElsewhere() {
        Subscription unanswered = Situations.intent(own("mia"), MIA);

        assertThat(plan(List.of(Situations.elsewhere(MIA)), List.of(unanswered), Map.of()).steps())
                .containsExactly(new Step.Orphan(unanswered.id(), Set.of()));
    }

    private static Plan plan(
            List<Member> members,
            List<Subscription> held,
            Map<SubscriptionOwner, List<WebhookSubscription>> listed) {
        return SubscriptionPlanner.plan(Situations.of(members, held, listed));
    }
}

package io.advicly.calendly.subscription.plan;

import static io.advicly.calendly.subscription.knowledge.Situations.ACME;
import static io.advicly.calendly.subscription.knowledge.Situations.EVENTS;
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
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.record.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is decided where a look has failed, or has shown more than there should be.
class DoubtfulLookTest {

    private static final Member ADA = admin("ada");
    private static final Member MIA = plain("mia");

    @Test
    void aLookThatFailedIsNoLoss() {
        Subscription serving = row("serving", own("mia"), MIA);

        assertThat(plan(List.of(MIA), List.of(serving), Map.of()).gap()).isFalse();
        assertThat(plan(List.of(MIA), List.of(serving), Map.of(own("mia"), List.of())).gap())
                .isTrue();
    }

    /// Who could tell is gone for good, so that waiting for it would be in vain.
    @Test
    void whatNobodyCanLookAtAnyMoreIsTakenForALoss() {
        Subscription lost = row("lost", ACME, ADA);

        assertThat(
                        plan(
                                        List.of(deadAdmin(ADA), MIA),
                                        List.of(lost),
                                        Map.of(own("mia"), List.of()))
                                .gap())
                .isTrue();
        assertThat(plan(List.of(ADA), List.of(lost), Map.of()).gap()).isFalse();
    }

    /// Found by a history: the organization's had been deleted, which nobody could look up, and
    /// what was booked before the member had one of their own was never read.
    @Test
    void whoeverGetsOneOfTheirOwnMayHaveMissedWhatCameBefore() {
        Subscription believed = row("believed", ACME, ADA);
        List<Member> members = List.of(ADA.notAsked(), MIA);

        assertThat(plan(members, List.of(believed), Map.of()).missing()).isEmpty();

        Plan replaced = plan(members, List.of(believed), Map.of(own("mia"), List.of()));
        assertThat(replaced.steps()).contains(new Step.Create(own("mia"), MIA.connection(), null));
        assertThat(replaced.missing()).containsExactly(MIA.connection());
    }

    @Test
    void keepsTheGrantThatAloneCanLookUpACreateThatWasLost() {
        Member mia = closing(MIA);
        Subscription lost = Situations.intent(own("mia"), MIA);

        Plan unread = plan(List.of(mia), List.of(lost), Map.of());

        assertThat(unread.steps()).isEmpty();
        assertThat(unread.open()).isNotEmpty();
        assertThat(plan(List.of(mia), List.of(lost), Map.of(own("mia"), List.of())).steps())
                .containsExactly(
                        new Step.Forget(lost.id(), false),
                        new Step.LetGo(mia.connection(), Set.of()));
    }

    @Test
    void keepsNoGrantForALookThatIsInVainOrThatOthersCanTake() {
        Member mia = closing(MIA);
        Subscription lost = Situations.intent(own("mia"), MIA);
        Subscription good = row("good", ACME, ADA);
        Step letGo = new Step.LetGo(mia.connection(), Set.of());

        assertThat(plan(List.of(mia.notAsked()), List.of(lost), Map.of()).steps()).contains(letGo);
        assertThat(
                        plan(
                                        List.of(ADA, mia),
                                        List.of(good, lost),
                                        Map.of(ACME, List.of(hook(good))))
                                .steps())
                .contains(letGo);
    }

    /// The newer one is not of our making, or of a create that was carried out twice.
    @Test
    void twoAtOneAddressLeaveTheRowToTheOneThatItTellsOf() {
        Subscription row = row("older", ACME, ADA);
        WebhookSubscription newer =
                new WebhookSubscription(
                        "newer",
                        row.callbackUrl(),
                        ACME,
                        EVENTS,
                        true,
                        null,
                        row.createdAt().plusSeconds(1));

        assertThat(
                        plan(List.of(ADA), List.of(row), Map.of(ACME, List.of(hook(row), newer)))
                                .steps())
                .containsExactly(
                        new Step.Keep(ACME, row.id(), "older", ADA.connection(), null),
                        new Step.Delete(
                                ACME, "newer", null, List.of(ADA.connection()), Set.of(ACME)));
    }

    @Test
    void aDisabledOneAtTheAddressOfAGoodOneIsNoLoss() {
        Subscription row = row("good", ACME, ADA);
        WebhookSubscription disabled =
                new WebhookSubscription(
                        "disabled",
                        row.callbackUrl(),
                        ACME,
                        EVENTS,
                        false,
                        null,
                        row.createdAt().plusSeconds(1));

        assertThat(
                        plan(List.of(ADA), List.of(row), Map.of(ACME, List.of(disabled, hook(row))))
                                .steps())
                .containsExactly(
                        new Step.Keep(ACME, row.id(), "good", ADA.connection(), null),
                        new Step.Delete(
                                ACME, "disabled", null, List.of(ADA.connection()), Set.of(ACME)));
    }

    private static Plan plan(
            List<Member> members,
            List<Subscription> held,
            Map<SubscriptionOwner, List<WebhookSubscription>> listed) {
        return SubscriptionPlanner.plan(Situations.of(members, held, listed));
    }
}

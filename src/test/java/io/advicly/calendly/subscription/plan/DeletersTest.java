package io.advicly.calendly.subscription.plan;

import static io.advicly.calendly.subscription.knowledge.Situations.ACME;
import static io.advicly.calendly.subscription.knowledge.Situations.admin;
import static io.advicly.calendly.subscription.knowledge.Situations.closing;
import static io.advicly.calendly.subscription.knowledge.Situations.dead;
import static io.advicly.calendly.subscription.knowledge.Situations.hook;
import static io.advicly.calendly.subscription.knowledge.Situations.mayNotDelete;
import static io.advicly.calendly.subscription.knowledge.Situations.plain;
import static io.advicly.calendly.subscription.knowledge.Situations.row;
import static io.advicly.calendly.subscription.knowledge.Situations.troubled;
import static io.advicly.calendly.subscription.knowledge.Situations.turned;
import static io.advicly.calendly.subscription.knowledge.Situations.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who is asked to delete what is left, and how long their grants stay for it.
class DeletersTest {

    private static final Member ADA = admin("ada");
    private static final Member ALAN = admin("alan");
    private static final Member MIA = plain("mia");
    private static final Subscription LEFT = row("left", ACME, admin("gone"));
    private static final Subscription ORPHAN = turned(LEFT, SubscriptionState.ORPHANED, true);

    @Test
    void aRefusalOfOneIsNoneOfAnother() {
        assertThat(asked(ORPHAN, refused(ADA), ALAN)).containsExactly(ALAN.connection());
        assertThat(asked(ORPHAN, refused(ADA), refused(ALAN))).isEmpty();
    }

    @Test
    void onceAFewWereRefusedOnlyWhoeverLeavesIsAsked() {
        Member leaving = closing(admin("eve"));

        assertThat(asked(ORPHAN, refused(ADA), refused(ALAN), refused(admin("amy")), admin("eve")))
                .isEmpty();
        assertThat(asked(ORPHAN, refused(ADA), refused(ALAN), refused(admin("amy")), leaving))
                .containsExactly(leaving.connection());
    }

    /// What no row tells of remembers nobody: a few are asked at each look, and whoever leaves.
    @Test
    void ofOneWithoutARowAFewAreAskedAndWhoeverLeaves() {
        Member leaving = closing(admin("eve"));

        assertThat(asked(null, ADA, ALAN, admin("amy"), admin("ann"), leaving))
                .containsExactly(
                        ADA.connection(),
                        ALAN.connection(),
                        admin("amy").connection(),
                        leaving.connection());
    }

    @Test
    void whoeverMayBeAnAdminForAllThatIsKnownIsAskedBeforeTheyAreLetGo() {
        Member leaving = closing(unknown(ADA));

        assertThat(plan(ORPHAN, leaving).steps())
                .containsExactly(
                        new Step.Delete(
                                ACME, "left", LEFT.id(), List.of(ADA.connection()), Set.of()),
                        new Step.LetGo(ADA.connection(), Set.of("left")));
        assertThat(plan(ORPHAN, refused(leaving)).steps())
                .containsExactly(new Step.LetGo(ADA.connection(), Set.of()));
    }

    @Test
    void whoeverIsKnownToBeNoAdminIsNotAskedForWhatIsGivenUp() {
        assertThat(asked(ORPHAN, closing(MIA))).isEmpty();
        assertThat(asked(LEFT, closing(MIA))).containsExactly(MIA.connection());
    }

    @Test
    void noMoreThanAFewAreAskedWhoStayAndOfWhomNothingIsKnown() {
        List<Member> many = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            many.add(unknown(plain("member" + i)));
        }

        assertThat(asked(ORPHAN, many.toArray(Member[]::new))).hasSize(3);
        many.set(0, refused(many.getFirst()));
        assertThat(asked(ORPHAN, many.toArray(Member[]::new))).hasSize(2);
        many.replaceAll(Situations::closing);
        assertThat(asked(ORPHAN, many.toArray(Member[]::new))).hasSize(8);
    }

    /// Nobody else could delete it once the member has one of their own.
    @Test
    void whoeverServesAMemberInTroubleStaysUntilTheMemberIsServed() {
        Subscription serving = row("serving", ACME, ADA);
        Plan plan =
                SubscriptionPlanner.plan(
                        Situations.of(
                                List.of(closing(ADA), troubled(MIA)),
                                List.of(serving),
                                Map.of(ACME, List.of(hook(serving)))));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.open()).anyMatch(it -> it.contains("about to be replaced"));
    }

    /// Found by a history: nobody was asked for the moment, as Calendly had been failing.
    @Test
    void whoeverServesAMemberOfWhomNothingCouldBeReadStaysUntilTheMemberIsServed() {
        Subscription serving = row("serving", ACME, ADA);
        Plan plan =
                SubscriptionPlanner.plan(
                        Situations.of(List.of(closing(ADA), MIA), List.of(serving), Map.of()));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.open()).anyMatch(it -> it.contains("about to be replaced"));
    }

    /// Nobody knows whether they ever will be.
    @Test
    void whoeverServesADeadGrantTooIsLetGo() {
        Subscription serving = row("serving", ACME, ADA);
        Plan plan =
                SubscriptionPlanner.plan(
                        Situations.of(
                                List.of(closing(ADA), troubled(MIA), dead(plain("max"))),
                                List.of(serving),
                                Map.of(ACME, List.of(hook(serving)))));

        assertThat(plan.steps()).containsExactly(new Step.LetGo(ADA.connection(), Set.of()));
    }

    private static Member refused(Member it) {
        return mayNotDelete(it, Set.of(LEFT.id()));
    }

    private static List<UUID> asked(@Nullable Subscription row, Member... members) {
        List<Subscription> held = row == null ? List.of() : List.of(row);
        return new Deleters(Situations.of(List.of(members), held, Map.of())).find(ACME, row);
    }

    private static Plan plan(Subscription row, Member... members) {
        return SubscriptionPlanner.plan(
                Situations.of(List.of(members), List.of(row), Map.of(ACME, List.of(hook(row)))));
    }
}

package io.advicly.calendly.subscription.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.subscription.knowledge.AccountKnowledge;
import io.advicly.calendly.subscription.knowledge.GrantKnowledge;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.knowledge.Situations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is learned of one grant, and what of Calendly.
class RunTest {

    private static final Instant NOW = Instant.parse("2026-02-01T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final CalendlyAnswer ANSWER =
            new CalendlyAnswer(503, "unavailable", "Later.", List.of(), null);

    private final Throwable noToken = new CalendlyFailure.Unavailable(ANSWER, true, null);
    private final UUID ada = UUID.randomUUID();
    private final UUID again = UUID.randomUUID();
    private final UUID mia = UUID.randomUUID();

    @Test
    void grantsThatCannotBeUsedNowSayNothingAboutOthers() {
        Run run = run(NOW, Map.of());

        for (int sick = 0; sick < 10; sick++) {
            GrantAwayException away = run.away(UUID.randomUUID(), noToken);
            run.postpone(away);
        }

        assertThat(run.isHopeless()).isFalse();
        assertThat(run.isUnheard(mia)).isFalse();
        assertThat(run.unusable(mia)).isNull();
    }

    @Test
    void whoeverLeavesIsAskedToDeleteOnceMore() {
        UUID row = UUID.randomUUID();
        Run before = run(NOW, Map.of());
        before.mayNotDelete(ada, row);
        assertThat(before.isOverFor(ada, row)).isTrue();
        assertThat(before.isOverFor(mia, row)).isFalse();

        Run after = run(NOW.plusSeconds(1), before.accounts());
        after.leaves(ada);
        assertThat(after.isOverFor(ada, row)).isFalse();
        after.mayNotDelete(ada, row);
        assertThat(after.isOverFor(ada, row)).isTrue();
    }

    /// An admin who was not answered may see it.
    @Test
    void whatSomebodyMayNotSeeIsConcludedWhereEverybodyWasAnswered() {
        Run run = run(NOW, Map.of());
        run.mayNotSee("users/mia");
        run.postpone(new IllegalStateException("answered nothing"));
        run.concludeUnseen();
        assertThat(run.known("users/mia").ownListed()).isFalse();

        Run next = run(NOW, run.accounts());
        next.mayNotSee("users/mia");
        next.concludeUnseen();
        assertThat(next.known("users/mia").ownListed()).isTrue();
    }

    /// The trouble of another may last.
    @Test
    void whatSomebodyMayNotSeeIsAskedForLessAndLessWhereSomebodyWasNotAnswered() {
        Run run = run(NOW, Map.of());
        Instant soon = unseen(run);
        Run next = run(soon, remembered(run));
        Instant later = unseen(next);

        assertThat(soon).isEqualTo(NOW.plus(PATIENCE));
        assertThat(later).isEqualTo(soon.plus(PATIENCE.multipliedBy(4)));
        assertThat(unseen(next)).as("one look, in many passes").isEqualTo(later);
        assertThat(next.known("users/mia").listed().isToBeListed(NOW)).isFalse();
    }

    private static Instant unseen(Run run) {
        var _ = run.away(UUID.randomUUID(), new IllegalStateException("answered nothing"));
        run.mayNotSee("users/mia");
        run.concludeUnseen();
        AccountKnowledge known = run.known("users/mia");
        Instant until = Objects.requireNonNull(known.unseen()).until();
        assertThat(known.isToBeListed(until.minusMillis(1))).isFalse();
        assertThat(known.isToBeListed(until)).isTrue();
        return until;
    }

    /// Whatever else is undone meanwhile, and whoever marks the organization.
    @Test
    void aConflictIsTriedAgainForADay() {
        UUID row = UUID.randomUUID();
        Run first = run(NOW, Map.of());
        assertThat(first.isUnclear(ada, row)).isTrue();
        Run soon = run(NOW.plus(Duration.ofHours(23)), remembered(first));
        assertThat(soon.isUnclear(ada, row)).isTrue();
        assertThat(soon.isUnclear(mia, row)).isTrue();

        Run later = run(NOW.plus(Duration.ofHours(25)), remembered(soon));

        assertThat(later.isUnclear(ada, row)).isFalse();
        assertThat(later.isUnclear(mia, row)).isTrue();
        later.mayNotDelete(ada, row);
        assertThat(later.isUnclear(ada, row)).as("begins anew").isTrue();
    }

    /// As it is stored and read.
    private static Map<String, AccountKnowledge> remembered(Run run) {
        return OrganizationClaim.accounts(OrganizationClaim.json(run.accounts()));
    }

    @Test
    void nothingMoreIsExpectedOfAGrantThatIsDead() {
        Run run = run(NOW, Map.of());

        run.died(ada);

        assertThat(run.isOverFor(ada, UUID.randomUUID())).isTrue();
    }

    @Test
    void isHopelessOnlyWhereNobodyIsAnswered() {
        Run run = run(NOW, Map.of());

        run.postpone(noToken);
        run.postpone(noToken);
        run.takes(mia);
        run.postpone(noToken);
        run.postpone(noToken);
        assertThat(run.isHopeless()).isFalse();
        run.postpone(noToken);

        assertThat(run.isHopeless()).isTrue();
        assertThat(run.isUnheard(mia)).as("she would not be answered either").isTrue();
    }

    @Test
    void whatCalendlyAsksForIsNotForgottenForAGrantThatIsAway() {
        Run run = run(NOW, Map.of());

        run.postpone(noToken);
        run.postpone(run.away(ada, noToken));

        assertThat(run.postponed()).containsSame(noToken);
    }

    @Test
    void othersWaitForAGrantThatIsAwayForAMomentOnly() {
        Run first = run(NOW, Map.of());
        var _ = first.away(ada, noToken);
        Run later = run(NOW.plus(PATIENCE), first.accounts());

        assertThat(first.isAskedInVain(ada)).isFalse();
        assertThat(first.isLimited(ada)).isTrue();
        assertThat(later.isAskedInVain(ada)).as("not before it is asked again").isFalse();
        var _ = later.away(ada, noToken);
        assertThat(later.isAskedInVain(ada)).isTrue();
        assertThat(later.isSpent(ada)).isFalse();
    }

    @Test
    void othersWaitForOneWhomCalendlyDoesNotAnswerForAMomentOnly() {
        Run first = run(NOW, Map.of());
        first.silent(ada);
        first.takes(mia);
        Run later = run(NOW.plus(PATIENCE), first.accounts());

        assertThat(first.isAskedInVain(ada)).isFalse();
        assertThat(later.isAskedInVain(ada)).as("not before it is asked again").isFalse();
        later.silent(ada);
        assertThat(later.isAskedInVain(ada)).as("Calendly may be away").isFalse();
        later.takes(mia);
        assertThat(later.isAskedInVain(ada)).isTrue();
        assertThat(later.isAskedInVain(mia)).isFalse();
        later.takes(ada);
        assertThat(later.isAskedInVain(ada)).isFalse();
        assertThat(later.knownOf(ada)).isEqualTo(GrantKnowledge.NOTHING);
    }

    @Test
    void whomCalendlyDoesNotAnswerLikeEverybodyElseIsWaitedFor() {
        Run first = run(NOW, Map.of());
        first.silent(ada);
        Run later = run(NOW.plus(PATIENCE), first.accounts());
        later.silent(ada);
        later.takes(mia);

        assertThat(later.isAskedInVain(ada)).isFalse();
    }

    @Test
    void aRefusalIsOneGrantsAndARoleTheAccounts() {
        Run run = run(NOW, Map.of());

        run.learnRefusal(ada, "No.");
        run.learn("users/ada", it -> it.seenAs(Role.ADMIN, NOW));

        assertThat(run.knownOf(ada).isRefused(NOW)).isTrue();
        assertThat(run.knownOf(again).isRefused(NOW)).isFalse();
        run.accepts(again);
        assertThat(run.knownOf(ada).isRefused(NOW)).isTrue();
        run.accepts(ada);
        assertThat(run.knownOf(ada).isRefused(NOW)).isFalse();
        assertThat(run.known("users/ada").role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void keepsOnlyWhatIsKnownOfWhoeverIsThere() {
        Run run = run(NOW, Map.of());
        run.learnRefusal(ada, "No.");
        run.learnRefusal(mia, "No.");
        Member member =
                new Member(
                        again,
                        "users/ada",
                        Member.Stay.STAYING,
                        true,
                        true,
                        Role.ADMIN,
                        false,
                        false,
                        false,
                        Set.of());

        run.keepOnly(List.of(member));

        assertThat(run.accounts()).containsOnlyKeys("users/ada");
        assertThat(run.known("users/ada")).isEqualTo(AccountKnowledge.NOTHING);
    }

    private Run run(Instant now, Map<String, AccountKnowledge> known) {
        OrganizationClaim claim =
                new OrganizationClaim(
                        Situations.ORGANIZATION,
                        UUID.randomUUID(),
                        1,
                        0,
                        now,
                        null,
                        new HashMap<>(known));
        Run run = new Run(claim, HeldClaims.of(claim), PATIENCE);
        run.meets(ada, account("users/ada"));
        run.meets(again, account("users/ada"));
        run.meets(mia, account("users/mia"));
        return run;
    }

    private static LinkedAccount account(String uri) {
        return new LinkedAccount(uri, Situations.ORGANIZATION, "A name", "a@example.com", "UTC");
    }
}

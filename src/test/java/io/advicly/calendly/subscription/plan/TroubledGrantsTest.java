package io.advicly.calendly.subscription.plan;

import static io.advicly.calendly.subscription.knowledge.Situations.ACME;
import static io.advicly.calendly.subscription.knowledge.Situations.admin;
import static io.advicly.calendly.subscription.knowledge.Situations.hook;
import static io.advicly.calendly.subscription.knowledge.Situations.own;
import static io.advicly.calendly.subscription.knowledge.Situations.plain;
import static io.advicly.calendly.subscription.knowledge.Situations.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.calendly.hook.WebhookSubscription;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.subscription.claim.HeldClaims;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.OrganizationClaim;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.knowledge.Situations;
import io.advicly.calendly.subscription.observe.CandidateOrder;
import io.advicly.calendly.subscription.observe.OrganizationRecords;
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

/// One grant is refused, or cannot be used: others do what it may not.
class TroubledGrantsTest {

    private static final Member ADA = admin("ada");
    private static final Member MIA = plain("mia");
    private static final Instant NOW = Instant.parse("2026-02-01T08:00:00Z");

    /// Three grants of the account that may not are no reason to ask nobody who may.
    @Test
    void asksOneOfEachKindBeforeASecondAndWhoWasRefusedLast() {
        Member second = Situations.again(MIA);
        Member third = Situations.again(second);
        Subscription own = row("old", own("mia"), third);

        assertThat(deleting(own, MIA, second, third, ADA))
                .containsExactly(
                        MIA.connection(),
                        ADA.connection(),
                        third.connection(),
                        second.connection());
        assertThat(deleting(own, MIA.notAsked(), second.notAsked(), third.notAsked(), ADA))
                .startsWith(ADA.connection());
    }

    @Test
    void anAdminDeletesWhatWasGivenUp() {
        Subscription orphan =
                Situations.turned(row("old", own("mia"), MIA), SubscriptionState.ORPHANED, false);

        assertThat(deleting(orphan, ADA)).containsExactly(ADA.connection());
        assertThat(deleting(orphan, Situations.mayNotDelete(ADA, Set.of(orphan.id()))))
                .as("refused today")
                .isEmpty();
    }

    /// Who may delete one that nobody needs any more.
    private static List<UUID> deleting(Subscription old, Member... members) {
        Subscription good = row("good", ACME, ADA);
        return plan(
                        List.of(members),
                        List.of(good, old),
                        Map.of(ACME, List.of(hook(good)), own("mia"), List.of(hook(old))))
                .steps()
                .stream()
                .filter(Step.Delete.class::isInstance)
                .flatMap(step -> ((Step.Delete) step).grants().stream())
                .toList();
    }

    /// A refusal is one grant's: a second user of the account creates what the first may not.
    @Test
    void asksASecondUserOfTheAccountWhereTheFirstIsRefused() {
        Member second = Situations.again(MIA);
        Subscription refused =
                Situations.turned(
                        Situations.subscription(
                                null,
                                "refused",
                                own("mia"),
                                SubscriptionState.PENDING,
                                MIA,
                                Subscription.Creation.ANSWERED),
                        SubscriptionState.REFUSED,
                        false);

        assertThat(
                        plan(
                                        List.of(MIA.notAsked(), second),
                                        List.of(refused),
                                        Map.of(own("mia"), List.of()))
                                .steps())
                .containsExactly(new Step.Create(own("mia"), second.connection(), refused.id()));
    }

    /// The same few come not before everybody else each time.
    @Test
    void whoWasAskedInVainIsAskedAfterWhoWasNotAndInTurns() {
        List<Connection> all = Stream.of("ada", "alan", "mia").map(TroubledGrantsTest::of).toList();
        Run run = run(all);
        assertThat(order(run, all)).containsExactlyElementsOf(all);

        run.unanswered(all.getFirst().id());

        assertThat(order(run, all)).containsExactly(all.get(1), all.get(2), all.get(0));
        var _ = run.away(all.get(1).id(), new IllegalStateException("No token."));
        assertThat(order(run, all))
                .as("not twice in a run")
                .containsExactly(all.get(2), all.get(0));
    }

    private static List<Connection> order(Run run, List<Connection> connections) {
        List<Member> members =
                connections.stream()
                        .map(it ->
                                new Member(
                                        it.id(),
                                        it.boundAccount().uri(),
                                        Member.Stay.STAYING,
                                        true,
                                        true,
                                        Role.UNKNOWN,
                                        false,
                                        false,
                                        false,
                                        Set.of()))
                        .toList();
        return CandidateOrder.of(
                Situations.of(members, List.of(), Map.of()),
                run,
                new OrganizationRecords.Read(List.of(), connections, Map.of(), Set.of()));
    }

    private static Run run(List<Connection> connections) {
        OrganizationClaim claim =
                new OrganizationClaim(
                        Situations.ORGANIZATION, UUID.randomUUID(), 1, 0, NOW, null, Map.of());
        Run run = new Run(claim, HeldClaims.of(claim), Duration.ofMinutes(1));
        connections.forEach(it -> run.meets(it.id(), it.boundAccount()));
        return run;
    }

    private static Connection of(String name) {
        return new Connection(
                UUID.randomUUID(),
                new Caller("tenant", name),
                new LinkedAccount("users/" + name, Situations.ORGANIZATION, null, null, null),
                ConnectionStatus.ACTIVE,
                null,
                true,
                null,
                true,
                1,
                null,
                NOW,
                new Connection.SyncState(null, null, null),
                null,
                null);
    }

    private static Plan plan(
            List<Member> members,
            List<Subscription> held,
            Map<SubscriptionOwner, List<WebhookSubscription>> listed) {
        return SubscriptionPlanner.plan(Situations.of(members, held, listed));
    }
}

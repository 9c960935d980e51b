package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides with whose grants a subscription is deleted. Pure.
///
/// A refusal is one grant's: it says nothing about who comes later, or could not be asked. Nobody
/// is let go before they were asked for what nobody else has deleted.
final class Deleters {

    /// So many are asked in a day, and besides them everybody who leaves, and who consents anew.
    private static final int MOST_REFUSALS = 3;

    private final Observation seen;

    Deleters(Observation seen) {
        this.seen = seen;
    }

    /// Connections whose grants may be allowed to, the likeliest first: the account itself, an
    /// admin, whoever made it; one of each before a second of any, and who was refused something
    /// lately after all others. Nobody whom Calendly has refused to delete this one lately.
    List<UUID> find(SubscriptionOwner owner, @Nullable Subscription row) {
        List<Member> likely = likely(owner, row);
        List<Member> left = likely.stream().filter(it -> !isRefused(it, row)).toList();
        boolean enough = likely.size() - left.size() >= MOST_REFUSALS;
        List<UUID> asked = connections(left.stream().filter(it -> !enough || it.isLeaving()));
        if (row == null) {
            // Who was refused that is not remembered: a few are asked at each look, and who leaves.
            List<UUID> few = asked.stream().limit(MOST_REFUSALS).toList();
            return connections(
                    left.stream().filter(it -> few.contains(it.connection()) || it.isLeaving()));
        }
        return asked.isEmpty() ? guesses(row) : asked;
    }

    private List<Member> likely(SubscriptionOwner owner, @Nullable Subscription row) {
        List<Member> own =
                switch (owner) {
                    case SubscriptionOwner.Organization _ -> List.of();
                    case SubscriptionOwner.Member member ->
                            seen.members().stream().filter(it -> it.has(member.userUri())).toList();
                };
        List<Member> admins = seen.members().stream().filter(Member::isAdmin).toList();
        List<Member> carrier =
                row == null || row.carrier() == null
                        ? List.of()
                        : seen.member(row.carrier()).stream().toList();
        return inTurns(List.of(own, admins, carrier)).distinct().toList();
    }

    /// Where nobody is likely to be allowed to, a few others are tried before it is given up, as
    /// what is known of roles may be out of date. After that those of whom nothing is known:
    /// whoever has just come, or could not be asked, may be an admin, and may leave as one.
    private List<UUID> guesses(Subscription row) {
        List<Member> here =
                seen.members().stream()
                        .filter(it -> it.alive() && it.stay() != Member.Stay.ELSEWHERE)
                        .toList();
        List<Member> left =
                here.stream()
                        .filter(it -> !isRefused(it, row))
                        .filter(it -> !isGivenUp(row) || it.role() == Role.UNKNOWN)
                        .toList();
        long refused = here.stream().filter(it -> isRefused(it, row)).count();
        return connections(
                Stream.concat(
                        left.stream().filter(it -> it.isLeaving() && it.role() == Role.UNKNOWN),
                        left.stream().limit(Math.max(0, MOST_REFUSALS - refused))));
    }

    private static boolean isGivenUp(Subscription row) {
        return row.state() == SubscriptionState.ORPHANED;
    }

    private static boolean isRefused(Member member, @Nullable Subscription row) {
        return row != null && member.mayNotDelete().contains(row.id());
    }

    /// The first of each, then the second of each; those that may be allowed to before the others.
    private static Stream<Member> inTurns(List<List<Member>> kinds) {
        Comparator<Member> order =
                Comparator.comparing(it -> it.refused() || it.stay() == Member.Stay.ELSEWHERE);
        List<List<Member>> sorted =
                kinds.stream()
                        .map(kind -> kind.stream().filter(Member::alive).sorted(order).toList())
                        .toList();
        int most = sorted.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .boxed()
                .flatMap(turn ->
                        sorted.stream()
                                .filter(kind -> turn < kind.size())
                                .map(kind -> kind.get(turn)))
                .sorted(order);
    }

    private static List<UUID> connections(Stream<Member> members) {
        return members.map(Member::connection).distinct().toList();
    }
}

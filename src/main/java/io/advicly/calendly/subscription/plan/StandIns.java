package io.advicly.calendly.subscription.plan;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.subscription.knowledge.Member;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/// Decides who does what somebody else's grant cannot do right now. Pure.
public final class StandIns {

    private StandIns() {}

    /// Whoever cannot be asked now is asked to create nothing as long as another one can.
    ///
    /// @param limited whether a connection's grant is of no use at the moment
    public static List<Member> among(List<Member> all, Predicate<UUID> limited) {
        return all.stream().map(it -> notAskedIfStoodInFor(it, limited, all)).toList();
    }

    private static Member notAskedIfStoodInFor(
            Member it, Predicate<UUID> limited, List<Member> all) {
        return limited.test(it.connection())
                        && all.stream().anyMatch(other -> is(other, it, limited))
                ? it.notAsked()
                : it;
    }

    private static boolean is(Member other, Member limited, Predicate<UUID> unusable) {
        return isUsable(other, unusable) && (other.isAdmin() || other.has(limited.account()));
    }

    /// Whether somebody else may create at once what could not be created with one grant.
    ///
    /// @param failed a step that came to nothing
    public static boolean isOneFor(Step.Create failed, Observation seen, Predicate<UUID> limited) {
        return limited.test(failed.carrier())
                && seen.members().stream()
                        .filter(it -> isUsable(it, limited))
                        .anyMatch(it -> mayDelete(it, failed));
    }

    private static boolean mayDelete(Member it, Step.Create failed) {
        return switch (failed.owner()) {
            case SubscriptionOwner.Organization _ -> it.isAdmin();
            case SubscriptionOwner.Member own -> it.has(own.userUri());
        };
    }

    private static boolean isUsable(Member member, Predicate<UUID> limited) {
        return member.lives() && !member.refused() && !limited.test(member.connection());
    }
}

package io.advicly.calendly.subscription.observe;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.knowledge.Role;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.record.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Decides who is asked, in which order, to list an organization's subscriptions: whoever has just
/// consented, whoever carries them, who was seen to be an owner or admin, who is not known; never
/// who was refused today. Who was asked in vain comes after all others, the longer ago the sooner:
/// nobody is behind the same few for ever. Pure.
public final class CandidateOrder {

    private CandidateOrder() {}

    public static List<Connection> of(Observation seen, Run run, OrganizationRecords.Read read) {
        Map<UUID, Connection> connections =
                read.connections().stream().collect(toMap(Connection::id, it -> it));
        Set<UUID> carriers =
                seen.held().stream()
                        .filter(row -> row.owner().equals(seen.organization()))
                        .filter(Subscription::active)
                        .map(Subscription::carrier)
                        .collect(toSet());
        Comparator<Member> order =
                Comparator.comparing((Member it) -> run.knownOf(it.connection()).lastInVain())
                        .thenComparing(Member::refused)
                        .thenComparing(
                                it -> !run.known(it.account()).isNew(it.connection(), run.now()))
                        .thenComparing(it -> !carriers.contains(it.connection()))
                        .thenComparing(it -> isInTrouble(connections, it))
                        .thenComparing(it -> !it.stays())
                        .thenComparing(it -> !run.known(it.account()).wasAdmin());
        return seen.members().stream()
                .filter(it -> it.alive() && it.stay() != Member.Stay.ELSEWHERE)
                .filter(it -> run.unusable(it.connection()) == null)
                .filter(it -> it.role() != Role.MEMBER)
                .sorted(order)
                .map(it -> Objects.requireNonNull(connections.get(it.connection())))
                .toList();
    }

    /// A grant that could not be renewed lately is worth a try, after all others.
    private static boolean isInTrouble(Map<UUID, Connection> connections, Member member) {
        Connection connection = connections.get(member.connection());
        return connection != null && connection.refreshTrouble() != null;
    }
}

package io.advicly.calendly.subscription.controller;

import io.advicly.calendly.calendly.hook.SubscriptionOwner;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.GrantKnowledge;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.plan.Observation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Decides until when those wait whom nothing serves, as Calendly has refused what they need: it is
/// not asked for it before, however often somebody looks. Pure.
final class Waits {

    private final Run run;
    private final Observation seen;

    private Waits(Run run, Observation seen) {
        this.run = run;
        this.seen = seen;
    }

    /// By connection. Whoever is not in it is served, or waits for the next look alone.
    static Map<UUID, Instant> of(Run run, Observation seen, Predicate<Member> isServed) {
        Waits waits = new Waits(run, seen);
        Map<UUID, Instant> all = new HashMap<>();
        seen.living()
                .filter(it -> !isServed.test(it))
                .forEach(it -> all.put(it.connection(), waits.until(it)));
        all.values().removeIf(until -> !until.isAfter(run.now()));
        return all;
    }

    /// Where an admin may be asked, nobody's own is wanted.
    private Instant until(Member member) {
        List<Member> admins = seen.living().filter(Member::isAdmin).toList();
        Instant own = until(seen.own(member.account()), List.of(member));
        if (admins.isEmpty()) {
            return own;
        }
        Instant organizations = until(seen.organization(), admins);
        return admins.stream().allMatch(Member::refused) && own.isBefore(organizations)
                ? own
                : organizations;
    }

    /// The first of them to whom Calendly's refusal applies no more, and not before what it has
    /// refused the owner.
    private Instant until(SubscriptionOwner owner, List<Member> carriers) {
        Instant grant =
                carriers.stream().map(this::refusedUntil).min(Instant::compareTo).orElseThrow();
        return seen.held().stream()
                .filter(row -> row.owner().equals(owner) && row.isIntent() && row.waits())
                .flatMap(row -> Stream.ofNullable(row.nextTryAt()))
                .reduce(grant, (one, other) -> one.isAfter(other) ? one : other);
    }

    private Instant refusedUntil(Member carrier) {
        GrantKnowledge known = run.knownOf(carrier.connection());
        Instant until = known.refusedUntil();
        return until != null && known.isRefused(run.now()) ? until : run.now();
    }
}

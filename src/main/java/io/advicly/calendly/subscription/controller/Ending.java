package io.advicly.calendly.subscription.controller;

import io.advicly.calendly.subscription.act.PlanRunner;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.claim.Words;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.plan.Plan;
import io.advicly.calendly.subscription.plan.StandIns;
import io.advicly.calendly.subscription.plan.Step;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the last pass of a run has come to. Pure.
///
/// @param progress how far its plan was carried out
record Ending(Run run, Observation seen, Plan plan, PlanRunner.Progress progress) {

    private static final int MOST_WORDS = 10;

    /// Whether something is left that is tried again soon. An answer that has taught something has
    /// not been acted upon yet, where this was the last pass that was granted. A grant that another
    /// organization needs may be needed no more in a moment, and nobody tells.
    boolean undone() {
        return progress.left() > 0
                || progress.learned()
                || run.postponed().isPresent()
                || !run.troubles().isEmpty()
                || seen.members().stream().anyMatch(Ending::waitsForAnother);
    }

    /// Whether to look and decide again at once: an answer has taught something, or somebody may
    /// create what could not be created with another's grant.
    boolean goesOn() {
        return progress.learned()
                || (!run.isHopeless()
                        && plan.steps().stream()
                                .filter(Step.Create.class::isInstance)
                                .map(Step.Create.class::cast)
                                .filter(it -> !progress.served().contains(it.owner()))
                                .anyMatch(it -> StandIns.isOneFor(it, seen, run::isLimited)));
    }

    private static boolean waitsForAnother(Member member) {
        return member.stay() == Member.Stay.CLOSING && member.alive() && member.neededElsewhere();
    }

    /// The connections of accounts that were moved whose grants this organization has something
    /// left to do for: a deletion that is still to be tried, a create that was sent with one and
    /// may still arrive, or one of the account's own that could not be looked up just now. That a
    /// subscription names it is no reason: it may be all that somebody has who stays.
    Set<UUID> needed() {
        Set<UUID> deletions =
                plan.steps().stream()
                        .filter(Step.Delete.class::isInstance)
                        .map(Step.Delete.class::cast)
                        .filter(it -> !progress.deleted().contains(it.webhookUri()))
                        .flatMap(it -> it.grants().stream())
                        .collect(Collectors.toSet());
        return seen.members().stream()
                .filter(it -> it.stay() == Member.Stay.ELSEWHERE && it.alive())
                .filter(it ->
                        deletions.contains(it.connection())
                                || seen.held().stream().anyMatch(row -> isUncertain(row, it)))
                .map(Member::connection)
                .collect(Collectors.toSet());
    }

    private boolean isUncertain(Subscription row, Member member) {
        boolean lookFailed =
                (run.postponed().isPresent() || !run.troubles().isEmpty())
                        && row.mayBeThere()
                        && !seen.isRead(row.owner());
        return ((row.onItsWay() || row.mayArriveAgain())
                        && member.connection().equals(row.carrier()))
                || (lookFailed && row.owner().equals(seen.own(member.account())));
    }

    /// The connections that are certainly served now, also those whose grant is dead.
    Set<UUID> served() {
        return seen.staying()
                .filter(this::isServed)
                .map(Member::connection)
                .collect(Collectors.toSet());
    }

    /// Until when those wait whom nothing serves, as Calendly has refused it.
    Map<UUID, Instant> waits() {
        return Waits.of(run, seen, this::isServed);
    }

    private boolean isServed(Member member) {
        return progress.served().contains(seen.organization())
                || progress.served().contains(seen.own(member.account()));
    }

    /// For an operator.
    String words() {
        List<String> left =
                Stream.of(
                                plan.open().stream(),
                                run.troubles().stream(),
                                run.postponed().map(Words::of).stream())
                        .flatMap(it -> it)
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(MOST_WORDS)
                        .toList();
        if (!left.isEmpty()) {
            return String.join(" ", left);
        }
        if (seen.staying().findAny().isEmpty()) {
            return "Nobody stays.";
        }
        if (seen.living().findAny().isEmpty()) {
            return "Nobody who stays has a living grant.";
        }
        if (!seen.living().allMatch(this::isServed)) {
            return "Somebody who stays is not served.";
        }
        return isOneLeft() || isOneRefused()
                ? "No living grant can delete what is left at Calendly."
                : "healthy";
    }

    /// Whether Calendly has refused everybody who was asked to delete one that nobody needs.
    private boolean isOneRefused() {
        return !progress.refused().isEmpty();
    }

    /// Whether there is a subscription that nobody needs and that nobody may delete.
    private boolean isOneLeft() {
        Set<UUID> deleted =
                plan.steps().stream()
                        .filter(Step.Delete.class::isInstance)
                        .map(step -> ((Step.Delete) step).row())
                        .collect(Collectors.toSet());
        return plan.steps().stream().anyMatch(Step.Orphan.class::isInstance)
                || seen.held().stream()
                        .filter(row -> row.state() == SubscriptionState.ORPHANED)
                        .anyMatch(row -> !deleted.contains(row.id()));
    }
}

package io.advicly.calendly.subscription.controller;

import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.platform.time.BackOff;
import io.advicly.calendly.subscription.SweepSettings;
import io.advicly.calendly.subscription.claim.Run;
import io.advicly.calendly.subscription.knowledge.Member;
import io.advicly.calendly.subscription.plan.Observation;
import io.advicly.calendly.subscription.plan.Plan;
import io.advicly.calendly.subscription.plan.Step;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides when an organization is looked at again. Pure, but for chance.
///
/// @param random from 0 to 1
record CheckSchedule(SweepSettings settings, Duration createPatience, double random) {

    /// While Calendly retries a delivery we look again sooner.
    private static final Duration SOON = Duration.ofMinutes(5);

    /// As long as one turn of the sweep, at most.
    private static final int MOST_TIMES = 4_096;

    private static final int PERCENT = 100;

    /// After a run that left something undone: soon, then less and less often.
    ///
    /// @param attempts runs in a row that did
    Duration afterFailure(int attempts, @Nullable Throwable failure) {
        Duration longest = min(settings.every().multipliedBy(MOST_TIMES), settings.checkEvery());
        Duration capped = BackOff.doubling(settings.every(), longest).after(attempts + 1);
        Duration asked = failure instanceof TryAgain again ? again.retryAfter() : Duration.ZERO;
        return spread(capped.compareTo(asked) > 0 ? capped : min(asked, settings.checkEvery()));
    }

    /// After a run that left nothing that could be done now; null for never, unless somebody marks
    /// the organization. Not before somebody's wait is over, or it would have been in vain.
    ///
    /// @param waits until when Calendly is not asked for what somebody needs
    @Nullable Duration afterSuccess(
            Run run, Observation seen, Plan plan, Collection<Instant> waits) {
        if (isNobodyLeft(seen, plan)) {
            return null;
        }
        Stream<Duration> soon =
                Stream.concat(
                        seen.held().stream().anyMatch(CheckSchedule::mayArrive)
                                ? Stream.of(createPatience)
                                : Stream.empty(),
                        retrying(plan));
        return waits.stream()
                .map(until -> Duration.between(run.now(), until))
                .reduce(
                        spread(soon.reduce(settings.checkEvery(), CheckSchedule::min)),
                        CheckSchedule::min);
    }

    private static boolean mayArrive(Subscription row) {
        return row.onItsWay() || row.mayArriveAgain();
    }

    private static boolean isNobodyLeft(Observation seen, Plan plan) {
        return seen.staying().findAny().isEmpty()
                && plan.open().isEmpty()
                && seen.members().stream()
                        .noneMatch(it -> it.stay() == Member.Stay.CLOSING && !isLetGo(it, plan))
                && seen.held().stream().allMatch(row -> isDealtWith(row, plan));
    }

    private static boolean isLetGo(Member member, Plan plan) {
        return plan.steps().stream()
                .anyMatch(step ->
                        step instanceof Step.LetGo letGo
                                && letGo.connection().equals(member.connection()));
    }

    private static boolean isDealtWith(Subscription row, Plan plan) {
        return row.state() == SubscriptionState.ORPHANED
                || plan.steps().stream().anyMatch(step -> isAbout(step, row));
    }

    private static boolean isAbout(Step step, Subscription row) {
        return switch (step) {
            case Step.Delete delete -> row.id().equals(delete.row());
            case Step.Forget forget -> row.id().equals(forget.row());
            case Step.Orphan orphan -> row.id().equals(orphan.row());
            case Step.Keep _, Step.Create _, Step.Lose _, Step.Recognise _, Step.LetGo _ -> false;
        };
    }

    private static Stream<Duration> retrying(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step instanceof Step.Keep keep && keep.retryStartedAt() != null)
                .map(step -> SOON);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration spread(Duration mean) {
        double deviation = settings.spreadPercent() * (2 * random - 1) / PERCENT;
        return mean.plusMillis(Math.round(mean.toMillis() * deviation));
    }
}

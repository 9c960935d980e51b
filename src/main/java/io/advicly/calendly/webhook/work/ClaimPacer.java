package io.advicly.calendly.webhook.work;

import io.advicly.calendly.webhook.AnswerTimes;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.WebhookSettings;
import io.advicly.calendly.webhook.queue.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// When the worker may take its next deliveries, how many, and how many groups of them may be under
/// way at once: by the [WorkShare].
///
/// What comes after a pause is taken at once. The more came the last time, the longer the next are
/// gathered, as many deliveries cost hardly more than one; where some had to be left, none are
/// gathered: they are there.
@ApplicationScoped
class ClaimPacer {

    static final Duration GATHER = Duration.ofMillis(25);
    static final Duration GATHER_LONGEST = Duration.ofMillis(100);

    /// However little the worker may do, it pauses no longer.
    static final Duration PAUSE_LONGEST = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 10;

    private final AnswerTimes answers;
    private final Vertx vertx;
    private final WebhookSettings.Worker settings;

    private volatile WorkShare share;
    private volatile long decidedAt = System.nanoTime();
    private volatile long claimedAt = System.nanoTime() - GATHER_LONGEST.toNanos();
    private volatile long gather = GATHER.toNanos();
    private volatile long workedAt = claimedAt;
    private volatile long took;
    private volatile Oldest oldest = new Oldest(Duration.ZERO, false, claimedAt);

    ClaimPacer(AnswerTimes answers, Vertx vertx, WebhookSettings settings) {
        this.answers = answers;
        this.vertx = vertx;
        this.settings = settings.worker();
        this.share = WorkShare.whole(settings.worker().concurrency());
    }

    /// Answers when the next may be claimed, with how many at most. To be asked by one at a time.
    Uni<Integer> awaitTurn() {
        return Uni.createFrom()
                .<Integer>emitter(emitter -> look(emitter::complete))
                .invoke(() -> claimedAt = System.nanoTime());
    }

    /// How many groups may be under way at once.
    int slots() {
        return share.slots();
    }

    /// How many may be claimed at once.
    int most() {
        return (int)
                Math.min(settings.batch(), (long) Math.ceil(share.groups()) * settings.group());
    }

    /// @param asked how many were wanted
    void claimed(int asked, Claim claim) {
        List<ClaimedDelivery> found = claim.deliveries();
        boolean more = asked > 0 && claim.more();
        long longest = GATHER.toNanos() + TimeUnit.MILLISECONDS.toNanos(found.size());
        gather = more ? 0 : Math.min(longest, GATHER_LONGEST.toNanos());
        if (asked > 0) {
            oldest = new Oldest(waited(found), more, System.nanoTime());
        }
    }

    private static Duration waited(List<ClaimedDelivery> found) {
        return found.stream()
                .map(ClaimedDelivery::waited)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// Of those claimed last.
    ///
    /// @param left whether others were left that are hardly younger
    private record Oldest(Duration waited, boolean left, long at) {

        Duration age(long now) {
            return left ? waited.plusNanos(now - at) : waited;
        }
    }

    /// A group has been worked off.
    void worked(Duration time) {
        took = time.toNanos();
        workedAt = System.nanoTime();
    }

    private void look(IntConsumer go) {
        decide();
        long left = TimeUnit.NANOSECONDS.toMillis(readyAt() - System.nanoTime());
        if (left > 0) {
            vertx.setTimer(Math.min(left, LOOK_MILLIS), timer -> look(go));
        } else {
            go.accept(most());
        }
    }

    private void decide() {
        long now = System.nanoTime();
        if (now - decidedAt >= WorkShare.PERIOD.toNanos()) {
            decidedAt = now;
            AnswerTimes.Lately lately = answers.lately();
            share =
                    share.next(
                            new WorkShare.Seen(lately.answers(), lately.waiting(), oldest.age(now)),
                            settings.concurrency());
        }
    }

    private long readyAt() {
        Duration pause = share.pauseAfter(Duration.ofNanos(took));
        long rested = workedAt + Math.min(pause.toNanos(), PAUSE_LONGEST.toNanos());
        long gathered = claimedAt + gather;
        return gathered - rested > 0 ? gathered : rested;
    }
}

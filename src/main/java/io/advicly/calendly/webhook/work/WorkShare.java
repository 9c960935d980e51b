package io.advicly.calendly.webhook.work;

import java.time.Duration;

/// How much the worker may do at the same time, decided from who waits for answers, how long, and
/// how old the oldest delivery is. Pure.
///
/// While the work gives way to answers, its share shrinks by a factor; else it doubles, so that
/// everything they leave over is the worker's. The work gives way when answers take longer than
/// their limit, or when a crowd waits for them that would not without the work: longer than they
/// take at best. Few who wait a little are no crowd, and a slow disk makes none.
///
/// A crowd that is gone once the work has given way was of those who come at a steady rate: they
/// are served while some work is done, so it soon has its share again. One that stays comes as fast
/// as it is answered: every answer counts then, and the work keeps out of its way for a while
/// before it tries again.
///
/// Whatever answers take, some work is done, and more the older the oldest delivery is.
///
/// @param groups how many groups may be under way at once; less than one: one, with pauses after it
/// @param best what answers take when nothing is in their way, as far as that has been seen
/// @param kept for how many periods more the work keeps out of the way of a crowd that stays
record WorkShare(double groups, Duration best, int kept) {

    /// How often it is decided anew.
    static final Duration PERIOD = Duration.ofMillis(100);

    /// What answers may take whoever waits for them.
    static final Duration LIMIT = Duration.ofMillis(250);

    /// More who wait at the same time are a crowd.
    static final int CROWD = 20;

    /// One that has stayed is gone when no more than these wait: those who come at a steady rate
    /// become fewer than that at once, those who ask again as soon as they are answered never do.
    static final int CROWD_STILL = 10;

    /// What the work may make of the best when there is one.
    static final int SLOWER = 2;

    /// What becomes of the share when the work gives way, and when not. What is under way goes on
    /// for a moment, so giving way is not seen at once: too steep a step would give up more than it
    /// must.
    static final double SHRINKS = 0.7;

    static final double GROWS = 2;

    /// It has given way when so much is left, or less.
    static final double GIVEN_WAY = 1;

    /// For so many periods it keeps out of the way.
    static final int KEPT = 30;

    /// What is done in any case: so much, so much more for each second of the oldest's age, and
    /// never more than one group at once.
    static final double LEAST = 0.1;

    static final double PER_SECOND = 0.02;

    /// The best is forgotten by so much in a period, half of it in seven minutes; in a crowd it
    /// takes ten times as long.
    private static final double FORGOTTEN = 1.000_17;

    private static final double FORGOTTEN_IN_CROWDS = 1.000_017;

    private static final Duration FIRST_BEST = Duration.ofMillis(5);

    /// What is seen when it is decided.
    ///
    /// @param answers how long they took lately, or one has been waited for so far; zero: nobody
    ///   has asked
    /// @param waiting how many waited at the same time
    /// @param oldest how long the oldest delivery has been due
    record Seen(Duration answers, double waiting, Duration oldest) {

        private boolean isCrowd() {
            return waiting > CROWD;
        }

        /// Of one that was there, many are left.
        private boolean isCrowdStill() {
            return waiting > CROWD_STILL;
        }
    }

    /// All of it, before anything was seen.
    static WorkShare whole(int most) {
        return new WorkShare(most, FIRST_BEST, 0);
    }

    /// @param most how many groups may be under way at once at any time
    WorkShare next(Seen seen, int most) {
        boolean givesWay = givesWay(seen);
        double changed = groups * (givesWay ? SHRINKS : GROWS);
        double atLeast = Math.min(1, LEAST + PER_SECOND * seen.oldest().toMillis() / 1_000);
        return new WorkShare(
                Math.min(Math.max(changed, atLeast), most),
                seen.answers().isPositive() ? better(seen) : best,
                kept(seen, givesWay && changed <= GIVEN_WAY));
    }

    /// How many groups at once.
    int slots() {
        return Math.max(1, (int) groups);
    }

    /// How long to pause after a group that took so long.
    Duration pauseAfter(Duration took) {
        return groups >= 1
                ? Duration.ZERO
                : Duration.ofNanos((long) (took.toNanos() * (1 / groups - 1)));
    }

    private boolean givesWay(Seen seen) {
        return seen.answers().compareTo(LIMIT) > 0
                || isInTheWay(seen)
                || (kept > 0 && seen.isCrowdStill());
    }

    private boolean isInTheWay(Seen seen) {
        return seen.isCrowd() && seen.answers().compareTo(best.multipliedBy(SLOWER)) > 0;
    }

    private int kept(Seen seen, boolean hasGivenWay) {
        if (!seen.isCrowdStill()) {
            return 0;
        }
        return hasGivenWay && isInTheWay(seen) ? KEPT : Math.max(0, kept - 1);
    }

    private Duration better(Seen seen) {
        double forgotten = best.toNanos() * (seen.isCrowd() ? FORGOTTEN_IN_CROWDS : FORGOTTEN);
        return Duration.ofNanos(Math.min((long) forgotten, seen.answers().toNanos()));
    }
}

package io.advicly.calendly.sync.job;

/// Decides whether a sync comes to something. Pure.
///
/// What is new counts, not what is read: pages that are read again and again would keep a sync
/// going for ever, at the user's expense.
public final class Fruit {

    /// A sync that comes to nothing new in so many turns in a row fails.
    public static final int TURNS = 3;

    private Fruit() {}

    /// @param fresh how much of what was seen is new to the sync
    static boolean isNew(SyncJob job, PageResult.Won won, int fresh) {
        return fresh > 0
                || won.place().isBeyond(job.place())
                || (won.place().listed() && !job.place().listed());
    }

    /// How many turns in a row have come to nothing, with this one. One without a call counts for
    /// nothing.
    static int fruitless(SyncJob job, PageResult.Won won, int fresh) {
        if (!won.asked()) {
            return job.fruitless();
        }
        return isNew(job, won, fresh) ? 0 : job.fruitless() + 1;
    }
}

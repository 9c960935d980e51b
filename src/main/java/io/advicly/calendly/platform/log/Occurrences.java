package io.advicly.calendly.platform.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How often something has happened since it was last told: at most once a minute for each kind.
///
/// Kinds are few; where one is named by what it is about, they are bounded all the same: beyond
/// that, whatever happens is one kind together, until others have not happened for a minute.
public final class Occurrences {

    static final int MOST_KINDS = 1_000;

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    /// How often there may be room for others, in nanoseconds: looking costs as much as there are.
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private static final String OTHERS = "others";

    private final LongSupplier nanoTime;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final AtomicLong lookedAt;

    public Occurrences(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookedAt = new AtomicLong(nanoTime.getAsLong() - LOOK);
    }

    /// @param at when it was last told
    /// @param since how often it has happened since then
    /// @param times how often it has happened when it is to be told now; else 0
    private record Told(long at, long since, long times) {

        Told again(long now) {
            return isRested(now) ? new Told(now, 0, since + 1) : new Told(at, since + 1, 0);
        }

        /// Whether it would be told at once if it happened now.
        boolean isRested(long now) {
            return now - at >= PAUSE;
        }
    }

    /// It has happened once more.
    ///
    /// @return how often, for a line of the log: `times=3`, or `others=3` where it is one of many
    ///   kinds; null when that is not to be told now
    @Nullable
    public String one(String kind) {
        long now = nanoTime.getAsLong();
        String name = mayBeKept(kind, now) ? kind : OTHERS;
        Told counted =
                told.compute(
                        name,
                        (same, before) -> before == null ? new Told(now, 0, 1) : before.again(now));
        return counted.times() == 0
                ? null
                : (name.equals(OTHERS) ? "others=" : "times=") + counted.times();
    }

    private boolean mayBeKept(String kind, long now) {
        if (told.size() < MOST_KINDS || told.containsKey(kind)) {
            return true;
        }
        long before = lookedAt.get();
        if (now - before >= LOOK && lookedAt.compareAndSet(before, now)) {
            forgetRested(now);
        }
        return told.size() < MOST_KINDS;
    }

    /// What they have not told is the others' to tell.
    private void forgetRested(long now) {
        long untold = 0;
        for (Map.Entry<String, Told> one : List.copyOf(told.entrySet())) {
            if (!one.getKey().equals(OTHERS)
                    && one.getValue().isRested(now)
                    && told.remove(one.getKey(), one.getValue())) {
                untold += one.getValue().since();
            }
        }
        long more = untold;
        told.computeIfPresent(
                OTHERS,
                (same, before) -> new Told(before.at(), before.since() + more, before.times()));
    }
}

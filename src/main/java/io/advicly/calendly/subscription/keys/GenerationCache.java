package io.advicly.calendly.subscription.keys;

import io.netty.util.collection.LongObjectHashMap;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// [PackedKeys] by [Fingerprint], for a while, and not without end. Pure.
///
/// Two generations instead of an order among the entries: what is put goes into the younger one,
/// which becomes the older one when half of the while is over or it is full; the older one is
/// dropped then. One object per entry and primitive keys make what a look-up touches, and what the
/// garbage collector has to follow, next to nothing: a cache that keeps an order has seven objects
/// per entry, and cost a delivery 6 % more at 100,000 subscriptions than at one.
final class GenerationCache {

    private final int most;
    private final long half;
    private final LongSupplier nanoTime;

    private LongObjectHashMap<byte[]> younger = new LongObjectHashMap<>();
    private LongObjectHashMap<byte[]> older = new LongObjectHashMap<>();

    /// When the younger one began.
    private long since;

    /// @param most of a generation; there may be twice as many altogether
    /// @param life after which none is known any more; each is known for half of it at least,
    ///   unless more than `most` came after it
    GenerationCache(int most, Duration life, LongSupplier nanoTime) {
        this.most = most;
        this.half = Math.max(1, life.toNanos() / 2);
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    synchronized byte @Nullable [] get(long fingerprint) {
        age();
        byte[] found = younger.get(fingerprint);
        return found == null ? older.get(fingerprint) : found;
    }

    synchronized void put(long fingerprint, byte[] packed) {
        age();
        if (younger.size() >= most) {
            older = younger;
            younger = new LongObjectHashMap<>();
        }
        older.remove(fingerprint);
        younger.put(fingerprint, packed);
    }

    synchronized void remove(long fingerprint) {
        younger.remove(fingerprint);
        older.remove(fingerprint);
    }

    synchronized void clear() {
        younger = new LongObjectHashMap<>();
        older = new LongObjectHashMap<>();
    }

    synchronized int size() {
        return younger.size() + older.size();
    }

    /// A generation begins when the last one's time is over, not when that is noticed: else what
    /// nobody asked for would live longer.
    private void age() {
        long halves = (nanoTime.getAsLong() - since) / half;
        if (halves > 0) {
            older = halves == 1 ? younger : new LongObjectHashMap<>();
            younger = new LongObjectHashMap<>();
            since += halves * half;
        }
    }
}

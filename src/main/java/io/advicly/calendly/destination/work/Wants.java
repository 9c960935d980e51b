package io.advicly.calendly.destination.work;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// For which destinations something is to be done, and which are worked for by this process. One
/// that another process has is left alone for a moment, and stays wanted: whoever has it may end
/// before it has seen what came.
///
/// @param <W> whoever works for one
final class Wants<W extends Wants.Worker> {

    /// Works for a destination, until its work ends.
    interface Worker {

        /// Tells it that there may be more.
        ///
        /// @return false when it has ended, and will not look
        boolean more();

        /// It has ended. What comes from here on it does not get.
        ///
        /// @return whether something came that it has not seen
        boolean end();
    }

    private final Set<UUID> wanted = ConcurrentHashMap.newKeySet();
    private final Map<UUID, W> workers = new ConcurrentHashMap<>();

    /// Until when, in nanoseconds.
    private final Map<UUID, Long> leftAlone = new ConcurrentHashMap<>();

    private final LongSupplier nanoTime;

    /// @param nanoTime the time that goes on, in nanoseconds
    Wants(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    Collection<W> workers() {
        return workers.values();
    }

    Optional<W> worker(UUID id) {
        return Optional.ofNullable(workers.get(id));
    }

    /// There may be something for it: whoever works for it is told, or it is to be claimed.
    void want(UUID id) {
        @Nullable W worker = workers.get(id);
        if (worker == null || !worker.more()) {
            wanted.add(id);
        }
    }

    /// Whether something is to be claimed, now or in a moment.
    boolean isAnyWanted() {
        return !wanted.isEmpty();
    }

    /// Those to be claimed now, which are wanted no more from here on. One caller at a time.
    Set<UUID> take(int most) {
        Set<UUID> some =
                wanted.stream().filter(id -> !isLeftAlone(id)).limit(most).collect(toSet());
        some.removeIf(id -> !wanted.remove(id) || isTold(id));
        return some;
    }

    private boolean isTold(UUID id) {
        @Nullable W worker = workers.get(id);
        return worker != null && worker.more();
    }

    /// They could not be claimed, and may be after a while.
    void leaveAlone(Collection<UUID> ids, Duration time) {
        long until = nanoTime.getAsLong() + time.toNanos();
        ids.forEach(id -> leftAlone.put(id, until));
        wanted.addAll(ids);
    }

    /// Whatever kept it from being claimed may have ended.
    void leaveAloneNoMore(UUID id) {
        leftAlone.remove(id);
    }

    void leaveNobodyAlone() {
        leftAlone.clear();
    }

    private boolean isLeftAlone(UUID id) {
        Long until = leftAlone.get(id);
        if (until == null) {
            return false;
        }
        boolean over = until - nanoTime.getAsLong() <= 0;
        return !(over && leftAlone.remove(id, until));
    }

    void begun(UUID id, W worker) {
        leftAlone.remove(id);
        workers.put(id, worker);
    }

    /// @return whether it is wanted again
    boolean ended(UUID id, W worker) {
        workers.remove(id, worker);
        return worker.end() && wanted.add(id);
    }
}

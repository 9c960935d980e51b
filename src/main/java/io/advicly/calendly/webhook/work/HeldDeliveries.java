package io.advicly.calendly.webhook.work;

import io.advicly.calendly.webhook.ClaimedDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a worker has claimed and not settled: deliveries that wait, in a group or each alone, and
/// those that are under way. Known one by one: whatever else bears this process's number it has
/// lost with an answer of the database.
final class HeldDeliveries {

    private final Predicate<ClaimedDelivery> late;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Set<UUID> ids = ConcurrentHashMap.newKeySet();
    private final Queue<ClaimedDelivery> together = new ConcurrentLinkedQueue<>();
    private final Queue<ClaimedDelivery> alone = new ConcurrentLinkedQueue<>();

    /// @param late what has waited too long to be begun: it is left to whoever claims it next
    HeldDeliveries(Predicate<ClaimedDelivery> late) {
        this.late = late;
    }

    /// Alone goes what was claimed before and not settled: it may keep others waiting.
    void claimed(List<ClaimedDelivery> deliveries) {
        hold(deliveries);
        deliveries.forEach(one -> (one.claims() > 1 ? alone : together).add(one));
    }

    /// The members of a group that one of them has spoiled.
    void spoiled(List<ClaimedDelivery> deliveries) {
        hold(deliveries);
        alone.addAll(deliveries);
    }

    private void hold(List<ClaimedDelivery> deliveries) {
        waiting.addAndGet(deliveries.size());
        bytes.addAndGet(bytes(deliveries));
        deliveries.forEach(one -> ids.add(one.id()));
    }

    void letGo(List<ClaimedDelivery> deliveries) {
        bytes.addAndGet(-bytes(deliveries));
        deliveries.forEach(one -> ids.remove(one.id()));
    }

    private static long bytes(List<ClaimedDelivery> deliveries) {
        return deliveries.stream().mapToLong(one -> one.body().length).sum();
    }

    int waiting() {
        return waiting.get();
    }

    /// Of those that wait and those that are under way.
    long bytes() {
        return bytes.get();
    }

    Set<UUID> ids() {
        return Set.copyOf(ids);
    }

    boolean hasAlone() {
        return !alone.isEmpty();
    }

    boolean hasTogether() {
        return !together.isEmpty();
    }

    @Nullable ClaimedDelivery nextAlone() {
        return next(alone);
    }

    /// Empty when all that waited has waited too long.
    List<ClaimedDelivery> nextGroup(int most) {
        List<ClaimedDelivery> group = new ArrayList<>();
        ClaimedDelivery next = next(together);
        while (next != null) {
            group.add(next);
            next = group.size() < most ? next(together) : null;
        }
        return group;
    }

    private @Nullable ClaimedDelivery next(Queue<ClaimedDelivery> from) {
        ClaimedDelivery next = from.poll();
        while (next != null) {
            waiting.decrementAndGet();
            if (!late.test(next)) {
                return next;
            }
            letGo(List.of(next));
            next = from.poll();
        }
        return null;
    }
}

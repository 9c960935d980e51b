package io.advicly.calendly.subscription.signing;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Watches which keys verify deliveries, and which deliveries none does. Every delivery goes
/// through here, hence in memory alone, and bounded; [SigningReport] writes down what comes of it.
@Singleton
public class SigningWatch {

    /// Subscriptions whose refusals are remembered. Whoever has them refused knows their addresses.
    static final int MOST = 1_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanos;
    private final Map<SigningWay, Count> ways = new EnumMap<>(SigningWay.class);
    private final Map<UUID, Refusals> refused = new ConcurrentHashMap<>();
    private final Set<UUID> recovered = ConcurrentHashMap.newKeySet();

    public SigningWatch() {
        this(System::nanoTime);
    }

    SigningWatch(LongSupplier nanos) {
        this.nanos = nanos;
        for (SigningWay way : SigningWay.values()) {
            ways.put(way, new Count());
        }
    }

    /// A key of ours has signed a delivery.
    ///
    /// @param byApplication whether only the application's has
    public void verified(UUID subscription, boolean byApplication) {
        count(byApplication ? SigningWay.APPLICATION : SigningWay.SUBSCRIPTION).one();
        if (!refused.isEmpty() && refused.remove(subscription) != null) {
            recovered.add(subscription);
        }
    }

    /// None has, although the address is the subscription's.
    public void refused(UUID subscription) {
        if (refused.size() < MOST || refused.containsKey(subscription)) {
            long now = nanos.getAsLong();
            refused.merge(
                    subscription, new Refusals(now, now, 1), (before, one) -> before.and(now));
        }
    }

    /// That Calendly signs in this way is established: deliveries of it are counted no more.
    void stopCounting(SigningWay way) {
        count(way).known = true;
    }

    /// How many were verified in this way since it was last asked.
    long takeCount(SigningWay way) {
        return count(way).since.getAndSet(0);
    }

    /// What was refused since it was last asked. That there was something stays known until
    /// something is verified.
    Map<UUID, Refusals> takeRefused() {
        Map<UUID, Refusals> taken = new HashMap<>();
        refused.forEach((id, refusals) -> {
            if (refusals.deliveries() > 0 && refused.replace(id, refusals, Refusals.NONE)) {
                taken.put(id, refusals);
            }
        });
        return taken;
    }

    /// Subscriptions to which something was verified after something was refused.
    Set<UUID> takeRecovered() {
        Set<UUID> taken = Set.copyOf(recovered);
        recovered.removeAll(taken);
        return taken;
    }

    /// What is written down nowhere any more needs not be remembered either.
    void forgetAllBut(Set<UUID> written) {
        refused.forEach((id, refusals) -> {
            if (refusals.deliveries() == 0 && !written.contains(id)) {
                refused.remove(id, refusals);
            }
        });
    }

    /// How long ago something was, in milliseconds.
    long ago(long at) {
        return (nanos.getAsLong() - at) / NANOS_PER_MILLI;
    }

    private Count count(SigningWay way) {
        return requireNonNull(ways.get(way));
    }

    /// @param first the first and last of them, in nanoseconds of the clock
    record Refusals(long first, long last, long deliveries) {

        static final Refusals NONE = new Refusals(0, 0, 0);

        Refusals and(long now) {
            return new Refusals(deliveries == 0 ? now : first, now, deliveries + 1);
        }
    }

    private static final class Count {

        private final AtomicLong since = new AtomicLong();
        private volatile boolean known;

        void one() {
            if (!known) {
                since.incrementAndGet();
            }
        }
    }
}

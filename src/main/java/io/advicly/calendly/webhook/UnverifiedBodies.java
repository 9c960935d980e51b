package io.advicly.calendly.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies are in memory that nobody has verified yet: so many of all senders
/// together and of each, as anybody may send.
///
/// Those without a token, where anybody may send, have a quarter of it, and leave the rest to those
/// whose address is known.
///
/// A body that comes in one piece is verified in the same breath, and never counted.
@Singleton
class UnverifiedBodies {

    /// By which address they come.
    enum Door {
        WITH_TOKEN,
        WITHOUT_TOKEN
    }

    private final long most;
    private final long mostWithoutToken;
    private final long mostPerSender;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong heldWithoutToken = new AtomicLong();
    private final Map<String, Long> bySender = new ConcurrentHashMap<>();

    UnverifiedBodies(WebhookSettings settings, MeterRegistry meters) {
        this.most = settings.unverified().memory().asLongValue();
        this.mostWithoutToken = most / 4;
        this.mostPerSender = settings.unverified().perSender().asLongValue();
        meters.gauge(WebhookMetrics.UNVERIFIED, held);
    }

    /// Whether there is room for so many more; they are to be given back then.
    boolean take(Door door, String sender, int bytes) {
        count(door, bytes);
        long sent = bySender.merge(sender, (long) bytes, Long::sum);
        if (held.get() > most
                || heldWithoutToken.get() > mostWithoutToken && door == Door.WITHOUT_TOKEN
                || sent > mostPerSender) {
            giveBack(door, sender, bytes);
            return false;
        }
        return true;
    }

    void giveBack(Door door, String sender, long bytes) {
        count(door, -bytes);
        bySender.computeIfPresent(sender, (same, now) -> now <= bytes ? null : now - bytes);
    }

    private void count(Door door, long bytes) {
        held.addAndGet(bytes);
        if (door == Door.WITHOUT_TOKEN) {
            heldWithoutToken.addAndGet(bytes);
        }
    }

    long held() {
        return held.get();
    }
}

package io.advicly.calendly.platform.body;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies are in memory, of all requests: so many of all senders together and of
/// each, as anybody may send.
@Startup // its gauge is read before anything comes
@Singleton
public class HeldBodies {

    /// Bytes in memory of bodies.
    static final String HELD = "bodies.held.bytes";

    /// By which way they come, and which part of it all, and of a sender's, they may have there.
    public enum Door {
        /// To an address that only who was told it knows.
        WITH_TOKEN(1, 1),

        /// Where anybody may send: the rest is left to those whose address is known.
        WITHOUT_TOKEN(4, 1),

        /// A call of the API. Users' bodies are small, and no user can use up what all users have.
        CALL(4, 4);

        private final int partOfAll;
        private final int partOfSender;

        Door(int partOfAll, int partOfSender) {
            this.partOfAll = partOfAll;
            this.partOfSender = partOfSender;
        }
    }

    private final long most;
    private final long mostPerSender;
    private final AtomicLong held = new AtomicLong();
    private final Map<Door, AtomicLong> byDoor = new EnumMap<>(Door.class);
    private final Map<String, Sent> bySender = new ConcurrentHashMap<>();

    HeldBodies(BodySettings settings, MeterRegistry meters) {
        this.most = settings.memory().asLongValue();
        this.mostPerSender = settings.perSender().asLongValue();
        for (Door door : Door.values()) {
            byDoor.put(door, new AtomicLong());
        }
        meters.gauge(HELD, held);
    }

    /// What one sender has here.
    private record Sent(long all, long calls) {

        static Sent through(Door door, long bytes) {
            return new Sent(bytes, door == Door.CALL ? bytes : 0);
        }

        Sent plus(Sent more) {
            return new Sent(all + more.all, calls + more.calls);
        }

        long through(Door door) {
            return door == Door.CALL ? calls : all;
        }
    }

    /// Whether there is room for so many more; they are to be given back then.
    boolean take(Door door, String sender, int bytes) {
        long behindDoor = count(door, bytes);
        Sent sent = bySender.merge(sender, Sent.through(door, bytes), Sent::plus);
        if (held.get() > most
                || behindDoor > most / door.partOfAll
                || sent.all > mostPerSender
                || sent.through(door) > mostPerSender / door.partOfSender) {
            giveBack(door, sender, bytes);
            return false;
        }
        return true;
    }

    void giveBack(Door door, String sender, long bytes) {
        var _ = count(door, -bytes);
        bySender.computeIfPresent(
                sender,
                (same, now) -> {
                    Sent left = now.plus(Sent.through(door, -bytes));
                    return left.all <= 0 ? null : left;
                });
    }

    /// @return how many are behind that door now
    private long count(Door door, long bytes) {
        held.addAndGet(bytes);
        return requireNonNull(byDoor.get(door)).addAndGet(bytes);
    }

    long held() {
        return held.get();
    }
}

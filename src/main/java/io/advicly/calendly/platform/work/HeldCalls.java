package io.advicly.calendly.platform.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/// Calls that stay for longer than their work takes, of all kinds together: open streams, and
/// whoever waits for events or for a session to change. As many as fit into memory.
@Startup // its gauge is read before anybody waits
@Singleton
public class HeldCalls {

    /// Calls that are held.
    static final String HELD = "calls.held";

    /// What the framework keeps of the request, the token and the connection of an open stream is
    /// less than half of this; the rest is for everybody else.
    private static final int BYTES_EACH = 64 * 1024;

    private final int most;
    private final AtomicInteger held = new AtomicInteger();

    @Inject
    HeldCalls(MeterRegistry meters) {
        this(Runtime.getRuntime().maxMemory());
        var _ = meters.gauge(HELD, held);
    }

    /// @param heapBytes what there is for all of the process
    HeldCalls(long heapBytes) {
        this.most = (int) Math.clamp(heapBytes / BYTES_EACH, 1, Integer.MAX_VALUE);
    }

    /// Whether there is no room.
    public boolean areFull() {
        return held.get() >= most;
    }

    /// Whether there is room for one more, which is to be given back then.
    public boolean take() {
        if (held.incrementAndGet() <= most) {
            return true;
        }
        giveBack();
        return false;
    }

    public void giveBack() {
        held.decrementAndGet();
    }
}

package io.advicly.calendly.platform.work;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.log.RecurringLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Places in which pieces of work run: so many at the same time on each replica, each in a context
/// and hence a session of its own. A slow piece has one place and holds up nobody in the others.
public final class Slots {

    private static final RecurringLog RECURRING = new RecurringLog(Logger.getLogger(Slots.class));

    private final String name;
    private final int size;
    private final IsolatedContexts contexts;
    private final Watchdog watchdog;
    private final Supplier<Uni<Boolean>> workOnce;

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile boolean stopped;

    /// @param workOnce claims one piece and does it; whether there was one
    public Slots(
            String name,
            int size,
            IsolatedContexts contexts,
            Watchdog watchdog,
            Supplier<Uni<Boolean>> workOnce) {
        this.name = name;
        this.size = size;
        this.contexts = contexts;
        this.watchdog = watchdog;
        this.workOnce = workOnce;
    }

    /// Makes sure that somebody looks for work, and returns at once.
    public void wake() {
        rung.set(true);
        if (!stopped && takeSlot()) {
            contexts.run(this::workWhileThereIsWork)
                    .onTermination()
                    .invoke(this::leaveSlot)
                    .subscribe()
                    .with(done -> {}, this::warnFailed);
        }
    }

    private void warnFailed(Throwable failure) {
        RECURRING.warn(
                name,
                () -> "work.slot_failed work=%s failure=%s".formatted(name, failure.getMessage()));
    }

    /// Nothing new begins from here on.
    public void stop() {
        stopped = true;
    }

    private boolean takeSlot() {
        return taken.getAndUpdate(count -> Math.min(count + 1, size)) < size;
    }

    /// Whoever rang while the last look was under way has not been heard yet.
    private void leaveSlot() {
        taken.decrementAndGet();
        if (rung.get()) {
            wake();
        }
    }

    private Uni<Void> workWhileThereIsWork() {
        return Multi.createBy()
                .repeating()
                .uni(this::once)
                .whilst(worked -> worked)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> once() {
        if (stopped) {
            return Unis.item(false);
        }
        rung.set(false);
        return watchdog.turn(name, workOnce);
    }
}

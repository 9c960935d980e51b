package io.advicly.calendly.calendly;

import java.util.concurrent.atomic.AtomicInteger;

/// How many records could not be read during one piece of work, whoever asked for them.
public final class Unread {

    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();
    private final AtomicInteger openLists = new AtomicInteger();

    public void add(CalendlyOperation operation, int records) {
        (operation == CalendlyOperation.LIST_EVENTS ? events : others).addAndGet(records);
    }

    /// The same piece of work was done with another grant as well.
    public void add(Unread more) {
        events.addAndGet(more.events());
        others.addAndGet(more.others());
        openLists.addAndGet(more.openLists.get());
    }

    /// A list does not say that it ends.
    public void addOpenList() {
        openLists.incrementAndGet();
    }

    /// How much may be missing of what was read.
    public int doubts() {
        return events() + others() + openLists.get();
    }

    /// Scheduled events of a list.
    public int events() {
        return events.get();
    }

    /// Invitees, and whatever else.
    public int others() {
        return others.get();
    }
}

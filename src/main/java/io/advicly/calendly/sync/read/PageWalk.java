package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through a page of events by start time, so that a time says where to go on. Pure.
///
/// A page that is read again may have lost and won events; a number would then skip some. Events
/// that start at the same time belong together: it may only be left between them and the next.
final class PageWalk {

    private final List<ScheduledEvent> events;
    private int next;

    /// @param from what starts before it has been read before; null for the whole page
    PageWalk(List<ScheduledEvent> page, @Nullable Instant from) {
        events =
                page.stream()
                        .filter(event -> from == null || !event.startTime().isBefore(from))
                        .sorted(Comparator.comparing(ScheduledEvent::startTime))
                        .toList();
    }

    boolean isDone() {
        return next == events.size();
    }

    ScheduledEvent current() {
        return events.get(next);
    }

    void advance() {
        next++;
    }

    /// Whether to stop here loses nothing, and something has been won.
    boolean mayStop() {
        return next > 0
                && !isDone()
                && events.get(next - 1).startTime().isBefore(current().startTime());
    }

    /// Where to go on; null while nothing has been read.
    @Nullable Instant position() {
        return next == 0 || isDone() ? null : current().startTime();
    }
}

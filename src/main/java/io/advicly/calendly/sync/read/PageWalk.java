package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.detail.DetailAge;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Goes through a page of events by start time, so that a time says where to go on. Pure.
///
/// A page that is read again may have lost and won events; a number would then skip some. Events
/// that start at the same time belong together: it may only be left between them and the next.
///
/// What says to start outside of what was asked for is read too, in the end, and says nothing about
/// where to go on: all that starts before would pass for read. Of an event that is listed twice the
/// last is read.
final class PageWalk {

    private final EventQuery asked;
    private final Collection<ScheduledEvent> page;
    private final List<ScheduledEvent> events;
    private int next;

    /// @param from what starts before it has been read before; null for the whole page
    PageWalk(List<ScheduledEvent> page, EventQuery asked, @Nullable Instant from) {
        this.asked = asked;
        this.page = lastOfEach(page);
        events =
                this.page.stream()
                        .filter(event -> from == null || !isBefore(event, from))
                        .sorted(
                                Comparator.comparing(this::isOutside)
                                        .thenComparing(ScheduledEvent::startTime))
                        .toList();
    }

    private static Collection<ScheduledEvent> lastOfEach(List<ScheduledEvent> page) {
        Map<String, ScheduledEvent> byUri = new LinkedHashMap<>();
        page.forEach(event -> byUri.put(event.uri(), event));
        return byUri.values();
    }

    /// What a page before this one had as well, and has not changed since the sync began, as far as
    /// clocks and answers tell that. Where both pages say other things of one event each sync would
    /// else tell both, one after the other.
    ///
    /// @param seen what the sync has read
    /// @return the URIs of those to be passed over
    static Set<String> again(List<ScheduledEvent> page, Set<String> seen, Instant beganAt) {
        Instant news = beganAt.minus(DetailAge.LAG);
        return lastOfEach(page).stream()
                .filter(event -> seen.contains(event.uri()) && !event.updatedAt().isAfter(news))
                .map(ScheduledEvent::uri)
                .collect(Collectors.toSet());
    }

    private boolean isBefore(ScheduledEvent event, Instant from) {
        return !isOutside(event) && event.startTime().isBefore(from);
    }

    private boolean isOutside(ScheduledEvent event) {
        return !asked.covers(event.startTime());
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
                && !isOutside(current())
                && events.get(next - 1).startTime().isBefore(current().startTime());
    }

    /// Where to go on; null while nothing has been read that says so.
    @Nullable Instant position() {
        if (next == 0 || isDone()) {
            return null;
        }
        return isOutside(current()) ? latest(events) : current().startTime();
    }

    /// When the last event of the whole page starts; null where none says so.
    @Nullable Instant end() {
        return latest(page);
    }

    private @Nullable Instant latest(Collection<ScheduledEvent> some) {
        return some.stream()
                .map(ScheduledEvent::startTime)
                .filter(asked::covers)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}

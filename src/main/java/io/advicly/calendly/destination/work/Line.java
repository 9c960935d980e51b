package io.advicly.calendly.destination.work;

import io.advicly.calendly.feed.Event;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What is still to be sent of one subject, one after the other. Only [Backlog] changes it.
final class Line {

    /// As it is stored.
    ///
    /// @param position what is next stands there, or after it
    /// @param attempts that have failed to send it
    record Stored(
            String subject,
            long position,
            int attempts,
            @Nullable Instant firstFailedAt,
            Instant dueAt) {}

    final String subject;
    final Deque<Event> known = new ArrayDeque<>();
    long position;
    int attempts;
    @Nullable Instant firstFailedAt;
    Instant dueAt;

    /// Up to here the feed may hold some of it that is not known here, and comes before what is.
    long lookUpTo;

    boolean underWay;

    /// Whether it has a row, and whether that says something else.
    boolean stored;

    boolean changed;

    Line(String subject, long position, Instant dueAt) {
        this.subject = subject;
        this.position = position;
        this.dueAt = dueAt;
        this.changed = true;
    }

    /// @param read how far the destination has read
    static Line of(Stored row, long read) {
        Line line = new Line(row.subject(), row.position(), row.dueAt());
        line.attempts = row.attempts();
        line.firstFailedAt = row.firstFailedAt();
        line.lookUpTo = read;
        line.stored = true;
        line.changed = false;
        return line;
    }

    Stored row() {
        return new Stored(subject, position, attempts, firstFailedAt, dueAt);
    }

    boolean isToBeLookedUp() {
        return lookUpTo >= position;
    }

    boolean isFailing() {
        return attempts > 0;
    }
}

package io.advicly.calendly.destination.work;

import io.advicly.calendly.destination.send.Answered;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.FeedPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one destination still has to get, and in which order: each subject in its own, several of
/// them at a time. Pure; whoever works for it does as it says and tells what came of it.
///
/// The feed is read on past a subject whose event has failed: what comes of it later waits in the
/// feed, and only where it has to go on from is remembered. When several subjects in a row have
/// failed the address is away: then nothing more is read, and one event at a time finds out whether
/// it is back. One subject alone that is refused, however often, says nothing of the others. So
/// however long it is away, and however much comes meanwhile, a few lines are all that is kept.
final class Backlog {

    static final int LANES = 4;
    static final int AWAY_AFTER = 3;
    static final int MOST_LINES = 1_000;
    static final int FEW_KNOWN = 2 * LANES;

    private final Map<String, Line> lines = new LinkedHashMap<>();

    /// Those whose rows are to go.
    private final Set<String> done = new HashSet<>();

    private final List<AttemptNote> attempts = new ArrayList<>();

    /// Those that were refused since something was accepted last: so many are `failures`.
    private final Set<String> refused = new HashSet<>();

    private long position;
    private int failures;
    private int underWay;
    private int known;
    private boolean atEnd;
    private boolean changed;
    private boolean gone;
    private @Nullable Instant heldAt;
    private @Nullable Instant lastSuccessAt;
    private @Nullable String lastError;

    Backlog(long position, int failures, List<Line.Stored> rows) {
        this.position = position;
        this.failures = failures;
        rows.forEach(row -> lines.put(row.subject(), Line.of(row, position)));
        if (failures > 0) {
            rows.stream()
                    .filter(row -> row.attempts() > 0)
                    .forEach(row -> refused.add(row.subject()));
        }
    }

    synchronized long position() {
        return position;
    }

    /// There may be more in the feed than there was.
    synchronized void more() {
        atEnd = false;
    }

    /// Whether to read the feed on now.
    synchronized boolean wantsMore() {
        return !atEnd && !isAway() && !isOver() && known < FEW_KNOWN && lines.size() < MOST_LINES;
    }

    private boolean isAway() {
        return failures >= AWAY_AFTER;
    }

    /// Nothing more is begun.
    private boolean isOver() {
        return gone || heldAt != null;
    }

    synchronized void read(FeedPage page, Instant now) {
        page.events().forEach(event -> add(event, now));
        changed |= page.next() > position;
        position = Math.max(position, page.next());
        atEnd = page.atEnd();
    }

    private void add(Event event, Instant now) {
        Line line = lines.get(event.subject());
        if (line == null) {
            line = new Line(event.subject(), event.position(), now);
            // Its row is not to go any more: it is what a process that dies leaves of this.
            line.stored = done.remove(event.subject());
            lines.put(event.subject(), line);
        }
        if (line.isFailing()) {
            line.lookUpTo = event.position();
        } else {
            line.known.add(event);
            known++;
        }
    }

    /// Some of the feed was dropped before it was read.
    synchronized void skipTo(long next) {
        position = Math.max(position, next);
        changed = true;
    }

    /// What to begin now; each is awaited.
    synchronized List<Piece> begin(Instant now) {
        List<Piece> pieces = new ArrayList<>();
        int most = isOver() ? 0 : isAway() ? 1 : LANES;
        for (Line line : lines.values()) {
            if (underWay >= most) {
                break;
            }
            if (isToBegin(line) && !line.dueAt.isAfter(now)) {
                line.underWay = true;
                underWay++;
                pieces.add(piece(line));
            }
        }
        return pieces;
    }

    /// While the address is away nothing is tried that was not tried before.
    private boolean isToBegin(Line line) {
        return !line.underWay && (line.isFailing() || !isAway());
    }

    private static Piece piece(Line line) {
        return new Piece(
                line.subject,
                line.position,
                line.lookUpTo,
                line.isToBeLookedUp() ? null : line.known.peek(),
                line.isFailing());
    }

    /// There is nothing more of the subject where it was looked for.
    synchronized void nothing(Piece piece) {
        Line line = ended(piece);
        line.position = piece.upTo() + 1;
        succeeded(line);
    }

    /// It could not be tried at all, for a reason of ours.
    synchronized void untried(Piece piece, Instant again) {
        ended(piece).dueAt = again;
    }

    /// @param chance from 0 to 1
    synchronized void tried(
            Piece piece, Event event, Answered answered, Instant now, double chance) {
        attempts.add(new AttemptNote(event.position(), event.type(), now, answered));
        Line line = ended(piece);
        if (answered.isDelivered()) {
            delivered(line, event, now);
        } else {
            failed(line, event, answered, now, chance);
        }
    }

    private void delivered(Line line, Event event, Instant now) {
        if (event.equals(line.known.peek())) {
            line.known.remove();
            known--;
        }
        line.position = event.position() + 1;
        line.dueAt = now;
        lastSuccessAt = now;
        if (isAway()) {
            // It is back: whatever waits need wait no longer.
            lines.values().stream().filter(Line::isFailing).forEach(other -> due(other, now));
        }
        accepted();
        succeeded(line);
    }

    private void accepted() {
        failures = 0;
        refused.clear();
    }

    private static void due(Line line, Instant now) {
        if (line.dueAt.isAfter(now)) {
            line.dueAt = now;
            line.changed = true;
        }
    }

    private void failed(Line line, Event event, Answered answered, Instant now, double chance) {
        known -= line.known.size();
        line.known.clear();
        line.lookUpTo = position;
        line.changed = true;
        line.position = event.position();
        line.attempts++;
        Instant first = Objects.requireNonNullElse(line.firstFailedAt, now);
        line.firstFailedAt = first;
        if (refused.add(line.subject)) {
            failures++;
        }
        lastError = answered.reason();
        gone |= answered.isGone();
        Optional<Instant> next = AttemptSchedule.next(line.attempts, first, now, chance);
        line.dueAt = next.orElse(now);
        if (next.isEmpty() && heldAt == null) {
            heldAt = now;
        }
    }

    private Line ended(Piece piece) {
        Line line = Objects.requireNonNull(lines.get(piece.subject()));
        line.underWay = false;
        underWay--;
        changed = true;
        return line;
    }

    private void succeeded(Line line) {
        line.attempts = 0;
        line.firstFailedAt = null;
        line.changed = true;
        if (line.known.isEmpty() && !line.isToBeLookedUp()) {
            lines.remove(line.subject);
            if (line.stored) {
                done.add(line.subject);
            }
        }
        if (lines.values().stream().noneMatch(Line::isFailing)) {
            accepted();
        }
    }

    /// Whether there is something to store, and all that was read is settled or has its row: then
    /// it costs no row more.
    synchronized boolean isSettled() {
        return changed && lines.values().stream().allMatch(line -> line.stored || line.isFailing());
    }

    synchronized boolean isChanged() {
        return changed;
    }

    synchronized int notes() {
        return attempts.size();
    }

    synchronized boolean isHeld() {
        return heldAt != null;
    }

    synchronized boolean isGone() {
        return gone;
    }

    /// Nothing is under way, and nothing is to be begun until then; null for nothing at all.
    synchronized boolean isResting(Instant until) {
        return underWay == 0
                && (isOver()
                        || (!wantsMore()
                                && nextDue().filter(due -> !due.isAfter(until)).isEmpty()));
    }

    /// All that was read is delivered.
    synchronized boolean isClear() {
        return lines.isEmpty();
    }

    synchronized boolean isQuiet() {
        return underWay == 0;
    }

    synchronized Optional<Instant> nextDue() {
        return lines.values().stream()
                .filter(this::isToBegin)
                .map(line -> line.dueAt)
                .min(Instant::compareTo);
    }

    /// What is to be stored now. It counts as stored from here on: should that fail, this is not to
    /// be used any more.
    synchronized Advance progress() {
        List<Line.Stored> rows = new ArrayList<>();
        for (Line line : lines.values()) {
            if (line.changed) {
                rows.add(line.row());
                line.stored = true;
                line.changed = false;
            }
        }
        Instant since =
                lines.values().stream()
                        .map(line -> line.firstFailedAt)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null);
        Advance progress =
                new Advance(
                        position,
                        failures,
                        since,
                        lastSuccessAt,
                        lastError,
                        heldAt,
                        gone,
                        heldAt == null ? nextDue().orElse(null) : null,
                        rows,
                        List.copyOf(done),
                        List.copyOf(attempts));
        done.clear();
        attempts.clear();
        changed = false;
        return progress;
    }
}

package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Finds the way past an event that by itself is more than is read of an answer. Calendly then
/// tells neither what comes after it nor when it starts; by start time the list can be read again
/// behind it.
@ApplicationScoped
class LargeEvents {

    /// Events start at whole minutes, and one a minute later is another one.
    private static final Duration NEAR_ENOUGH = Duration.ofMinutes(1);

    private final Calendly calendly;

    LargeEvents(Calendly calendly) {
        this.calendly = calendly;
    }

    /// @param count called with each call
    /// @param mustStop whether no more of them may be made now
    record Bounds(Runnable count, BooleanSupplier mustStop) {}

    /// @param at what starts before then was read, or cannot be
    /// @param isBehind whether that is behind the event; false where the search had to stop before
    record Way(Instant at, boolean isBehind) {}

    /// A start time behind the event, and before whatever else can be read; the end of what is
    /// asked for where there is nothing. Where the search has to stop, it is how far it has come.
    ///
    /// @param query whose first event that was not read yet is the one
    Uni<Way> endOf(EventQuery query, Access access, Bounds bounds) {
        return new Search(query, Access.with(access.token()), bounds).all();
    }

    /// Looks further and further ahead until something can be read, then halves the time between:
    /// what lies between two such events is missed least where it looks at what is near first.
    private final class Search {

        private final EventQuery query;
        private final Access access;
        private final Bounds bounds;
        private Instant before;
        private Instant behind;
        private Duration ahead = NEAR_ENOUGH;
        private boolean found;
        private boolean stopped;

        Search(EventQuery query, Access access, Bounds bounds) {
            this.query = query;
            this.access = access;
            this.bounds = bounds;
            this.before = query.from();
            this.behind = query.to();
        }

        Uni<Way> all() {
            return Multi.createBy()
                    .repeating()
                    .uni(this::one)
                    .whilst(more -> more)
                    .onItem()
                    .ignoreAsUni()
                    .map(done -> stopped ? new Way(before, false) : new Way(behind, true));
        }

        /// @return whether to go on
        private Uni<Boolean> one() {
            Instant next = next();
            return next.isBefore(behind)
                    ? isReadFrom(next).map(isRead -> narrowed(next, isRead))
                    : Unis.item(ends());
        }

        private Instant next() {
            return found
                    ? before.plus(Duration.between(before, behind).dividedBy(2))
                    : query.from().plus(ahead);
        }

        /// There is nothing so far ahead.
        private boolean ends() {
            found = true;
            return goesOn();
        }

        private boolean narrowed(Instant at, boolean isRead) {
            found |= isRead;
            ahead = ahead.multipliedBy(2);
            if (isRead) {
                behind = at;
            } else {
                before = at;
            }
            return goesOn();
        }

        private boolean goesOn() {
            boolean goesOn = Duration.between(before, behind).compareTo(NEAR_ENOUGH) > 0;
            stopped = goesOn && bounds.mustStop().getAsBoolean();
            return goesOn && !stopped;
        }

        /// It was asked for with ten records and with one, too.
        private boolean isNot() {
            bounds.count().run();
            bounds.count().run();
            return false;
        }

        private Uni<Boolean> isReadFrom(Instant start) {
            bounds.count().run();
            EventQuery rest =
                    new EventQuery(query.organizationUri(), query.userUri(), start, query.to());
            return CallersContext.keep(calendly.scheduledEvents(access, rest, null))
                    .replaceWith(true)
                    .onFailure(CalendlyFailure.Unreadable.class)
                    .recoverWithItem(this::isNot);
        }
    }
}

package io.advicly.calendly.sync;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.EventQuery;
import io.advicly.calendly.calendly.Invitee;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.meeting.MeetingProjection;
import io.advicly.calendly.meeting.Projected;
import io.advicly.calendly.platform.CallersContext;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a page of scheduled events into meetings, or as much of it as fits into a turn: its events
/// one after the other, each with all its invitees, a page of them after the other.
///
/// The invitees of every event are asked for every time. That an invitee changes is not documented
/// to change its event's `updated_at`, and a no-show surely does not.
@ApplicationScoped
class SyncPages {

    private final Calendly calendly;
    private final MeetingProjection meetings;
    private final CallBudgets budgets;
    private final SyncSettings settings;
    private final Clock clock;
    private volatile boolean stopping;

    SyncPages(
            Calendly calendly,
            MeetingProjection meetings,
            CallBudgets budgets,
            SyncSettings settings,
            Clock clock) {
        this.calendly = calendly;
        this.meetings = meetings;
        this.budgets = budgets;
        this.settings = settings;
        this.clock = clock;
    }

    void stop(@Observes ShutdownDelayInitiatedEvent announced) {
        stopping = true;
    }

    /// A failure is a [Turn] too, which knows how far it came. Fails only where the grant is at
    /// fault: a token that has ended early, with which the whole turn is repeated once there is
    /// another one, and a consent that does not cover the call.
    Uni<Turn> turn(SyncJob job, LinkedAccount account, Access access) {
        Duration pause = budgets.pause(job.connectionId(), access.token());
        if (!pause.isZero()) {
            return Uni.createFrom().item(new Turn.Stopped(0, job.pageFrom(), pause));
        }
        EventQuery query =
                new EventQuery(account.organizationUri(), account.uri(), job.from(), job.to());
        budgets.used(job.connectionId());
        return CallersContext.keep(calendly.scheduledEvents(access, query, job.pageToken()))
                .chain(page ->
                        new Reading(job, account, access, page.events()).turn(page.nextPageToken()))
                .onFailure(SyncPages::isAboutTheTurn)
                .recoverWithItem(failure -> new Turn.Failed(0, job.pageFrom(), failure));
    }

    private static boolean isAboutTheTurn(Throwable failure) {
        return !(failure instanceof CalendlyFailure.Unauthenticated)
                && !(failure instanceof CalendlyFailure.Forbidden forbidden
                        && forbidden.reason() == CalendlyFailure.Forbidden.Reason.SCOPE);
    }

    /// A page on its way into the meetings.
    private final class Reading {

        private final SyncJob job;
        private final LinkedAccount account;
        private final Access access;
        private final PageWalk walk;
        private final Instant end;

        Reading(SyncJob job, LinkedAccount account, Access access, List<ScheduledEvent> page) {
            this.job = job;
            this.account = account;
            this.access = access;
            this.walk = new PageWalk(page, job.pageFrom());
            this.end = clock.instant().plus(settings.turn());
        }

        Uni<Turn> turn(@Nullable String nextPageToken) {
            if (walk.isDone()) {
                return Uni.createFrom().item(new Turn.PageRead(0, nextPageToken));
            }
            return Multi.createBy()
                    .repeating()
                    .uni(this::one)
                    .whilst(more -> more)
                    .onItem()
                    .ignoreAsUni()
                    .map(ended -> ended(nextPageToken))
                    .onFailure(SyncPages::isAboutTheTurn)
                    .recoverWithItem(failure -> new Turn.Failed(walk.read(), position(), failure));
        }

        /// @return whether to go on
        private Uni<Boolean> one() {
            return read(walk.current())
                    .map(done -> {
                        walk.advance();
                        return !walk.isDone() && !(walk.mayStop() && mustStop());
                    });
        }

        /// An event with each page of its invitees, so that one with thousands takes no more memory
        /// than one with a few. One that is gone since its page was read is left as it is.
        private Uni<Void> read(ScheduledEvent event) {
            return CallersContext.keep(
                    calendly.inviteePages(access, event.uri())
                            .onItem()
                            .invoke(() -> budgets.used(job.connectionId()))
                            .onItem()
                            .transformToUniAndConcatenate(page -> project(event, page))
                            .onItem()
                            .ignoreAsUni()
                            .onFailure(CalendlyFailure.NotFound.class)
                            .recoverWithNull());
        }

        private Uni<Projected> project(ScheduledEvent event, List<Invitee> invitees) {
            return meetings.apply(account.organizationUri(), event, invitees);
        }

        private boolean mustStop() {
            return stopping
                    || !clock.instant().isBefore(end)
                    || !budgets.pause(job.connectionId(), access.token()).isZero();
        }

        private Turn ended(@Nullable String nextPageToken) {
            return walk.isDone()
                    ? new Turn.PageRead(walk.read(), nextPageToken)
                    : new Turn.Stopped(
                            walk.read(),
                            position(),
                            budgets.pause(job.connectionId(), access.token()));
        }

        private @Nullable Instant position() {
            Instant here = walk.position();
            return here == null ? job.pageFrom() : here;
        }
    }
}

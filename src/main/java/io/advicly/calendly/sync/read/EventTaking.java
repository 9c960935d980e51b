package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyOperation;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.connection.token.RefusedToken;
import io.advicly.calendly.meeting.fact.Told;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.failure.SqlState;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.sync.job.SyncJob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Takes the events of a page into the meetings, each with all its invitees.
///
/// The trouble of one event costs that one: else nothing behind it would ever be read.
final class EventTaking {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(EventTaking.class));

    /// So many other events are asked for before the trouble is taken for Calendly's.
    private static final int WITNESSES = 5;

    private final Calendly calendly;
    private final MeetingProjection meetings;
    private final CallBudgets budgets;
    private final Clock clock;
    private final Turn turn;

    EventTaking(
            Calendly calendly,
            MeetingProjection meetings,
            CallBudgets budgets,
            Clock clock,
            Turn turn) {
        this.calendly = calendly;
        this.meetings = meetings;
        this.budgets = budgets;
        this.clock = clock;
        this.turn = turn;
    }

    /// @param asked when the page was asked for
    /// @param page all its events
    record Turn(
            SyncJob job,
            LinkedAccount account,
            Access access,
            Instant asked,
            List<ScheduledEvent> page) {}

    /// @return false for one that is gone since its page was read
    Uni<Boolean> take(ScheduledEvent event) {
        return read(event)
                .replaceWith(true)
                .onFailure(CalendlyFailure.NotFound.class)
                .recoverWithItem(false)
                .onFailure(CalendlyFailure.Unauthenticated.class)
                .recoverWithUni(failure -> unlessOfTheToken(event, failure))
                .onFailure(EventTaking::isRefusal)
                .recoverWithUni(failure -> withoutInvitees(event, failure))
                .onFailure(SqlState::refusesAValue)
                .recoverWithItem(failure -> leftOut(event, failure))
                .onFailure(this::isOftenSo)
                .recoverWithUni(failure -> unlessOfAll(event, failure));
    }

    private Uni<Void> read(ScheduledEvent event) {
        return invitees(event)
                .all(calendly, turn.access, () -> budgets.used(turn.job.connectionId()));
    }

    private InviteeReading invitees(ScheduledEvent event) {
        return new InviteeReading(
                meetings,
                turn.account.organizationUri(),
                event,
                Told.fetched(turn.asked),
                clock.instant());
    }

    /// Of the invitees of one event: whatever is the reason, asking again is of no use.
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof CalendlyFailure.Forbidden && SyncPages.isAboutTheTurn(failure);
    }

    /// A refusal like any other, where the token is good.
    private Uni<Boolean> unlessOfTheToken(ScheduledEvent event, Throwable failure) {
        budgets.used(turn.job.connectionId());
        return RefusedToken.isGood(calendly, turn.access)
                .chain(() -> withoutInvitees(event, failure));
    }

    /// What is known of it is shown; those who are known stay.
    private Uni<Boolean> withoutInvitees(ScheduledEvent event, Throwable failure) {
        return invitees(event).nobody().map(done -> leftOut(event, failure));
    }

    /// Whether this has come to nothing time and again, and the sync is about to be given up.
    private boolean isOftenSo(Throwable failure) {
        return turn.job.isLastAttempt()
                && failure instanceof CalendlyFailure
                && !(failure instanceof CalendlyFailure.Unauthenticated);
    }

    /// Where Calendly answers about another event of the page, it is this one's trouble; else it is
    /// Calendly's.
    private Uni<Boolean> unlessOfAll(ScheduledEvent event, Throwable failure) {
        return CallersContext.keep(
                        Multi.createFrom()
                                .iterable(turn.page)
                                .map(ScheduledEvent::uri)
                                .select()
                                .where(other -> !other.equals(event.uri()), WITNESSES)
                                .onItem()
                                .transformToUniAndConcatenate(this::isAnswered)
                                .select()
                                .where(answered -> answered)
                                .toUni())
                .onItem()
                .ifNull()
                .failWith(failure)
                .map(answered -> leftOut(event, failure));
    }

    private Uni<Boolean> isAnswered(String event) {
        return firstInvitees(event)
                .replaceWith(true)
                .onFailure(EventTaking::isAnswer)
                .recoverWithItem(true)
                .onFailure(CalendlyFailure.class)
                .recoverWithItem(false);
    }

    private static boolean isAnswer(Throwable failure) {
        return failure instanceof CalendlyFailure.NotFound
                || failure instanceof CalendlyFailure.Forbidden;
    }

    private Uni<List<Invitee>> firstInvitees(String event) {
        budgets.used(turn.job.connectionId());
        return CallersContext.keep(
                calendly.inviteePages(turn.access, event).select().first().toUni());
    }

    /// @return true: it is there
    private boolean leftOut(ScheduledEvent event, Throwable failure) {
        turn.access.unread().add(CalendlyOperation.LIST_INVITEES, 1);
        RECURRING.warn("event_left_out", () -> words(event, failure));
        return true;
    }

    private String words(ScheduledEvent event, Throwable failure) {
        return "sync.event_left_out connection=%s event=%s failure=%s"
                .formatted(
                        turn.job.connectionId(), event.uri(), failure.getClass().getSimpleName());
    }
}

package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyOperation;
import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.connection.token.EventReaders;
import io.advicly.calendly.connection.token.RefusedToken;
import io.advicly.calendly.meeting.fact.Told;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.SqlState;
import io.advicly.calendly.sync.job.PageResult;
import io.advicly.calendly.sync.job.SeenRepository;
import io.advicly.calendly.sync.job.SyncJob;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/// Looks up, one by one, the meetings that are stored and that Calendly has not listed, once it has
/// listed everything: somebody else hosts them now, or they are gone. Whoever of the organization
/// may read one is asked, as its old host may not any more. What is answered decides; that
/// something is not listed decides nothing. Where nobody may read it, its host's own list does,
/// whatever organization it is of ([HostsOwnList]).
@ApplicationScoped
public class UnlistedMeetings {

    private static final int BATCH = 50;

    private final Calendly calendly;
    private final EventReaders readers;
    private final HostsOwnList ownList;
    private final MeetingProjection meetings;
    private final SyncJobs jobs;
    private final CallBudgets budgets;
    private final SyncSettings settings;
    private final Clock clock;

    UnlistedMeetings(
            Calendly calendly,
            EventReaders readers,
            HostsOwnList ownList,
            MeetingProjection meetings,
            SyncJobs jobs,
            CallBudgets budgets,
            SyncSettings settings,
            Clock clock) {
        this.calendly = calendly;
        this.readers = readers;
        this.ownList = ownList;
        this.meetings = meetings;
        this.jobs = jobs;
        this.budgets = budgets;
        this.settings = settings;
        this.clock = clock;
    }

    /// As many as fit into a turn.
    public Uni<PageResult> turn(SyncJob job, LinkedAccount account, Access access) {
        Duration pause = budgets.pause(job.connectionId(), access.token());
        return pause.isZero()
                ? jobs.unlisted(job, BATCH)
                        .chain(events ->
                                events.isEmpty()
                                        ? Unis.item(new PageResult.Ended())
                                        : new LookUps(job, account, access, events).turn())
                : Unis.item(PageResult.paused(job, pause));
    }

    /// Some of them.
    private final class LookUps {

        private final SyncJob job;
        private final LinkedAccount account;
        private final Access access;
        private final Deque<SeenRepository.Unlisted> left;
        private final Instant end = clock.instant().plus(settings.turn());
        private final List<String> seen = new ArrayList<>();

        /// Whether the host of the one that is looked up is told that it is none of theirs.
        private boolean disowned;

        LookUps(
                SyncJob job,
                LinkedAccount account,
                Access access,
                List<SeenRepository.Unlisted> events) {
            this.job = job;
            this.account = account;
            this.access = access;
            this.left = new ArrayDeque<>(events);
        }

        Uni<PageResult> turn() {
            return Multi.createBy()
                    .repeating()
                    .uni(this::one)
                    .whilst(more -> more)
                    .onItem()
                    .ignoreAsUni()
                    .map(done -> (PageResult) new PageResult.GoesOn(won(), pause(), null))
                    .onFailure(SyncPages::isAboutTheTurn)
                    .recoverWithItem(failure -> new PageResult.Failed(won(), failure));
        }

        /// @return whether to go on
        private Uni<Boolean> one() {
            disowned = false;
            return lookUp(left.getFirst())
                    .map(done -> {
                        seen.add(left.removeFirst().uri());
                        return !left.isEmpty() && clock.instant().isBefore(end) && pause().isZero();
                    });
        }

        /// That nothing sure is answered changes nothing: the next sync asks again.
        private Uni<Void> lookUp(SeenRepository.Unlisted meeting) {
            String event = meeting.uri();
            Instant asked = clock.instant();
            return CallersContext.keep(
                            readers.read(
                                    account.organizationUri(),
                                    event,
                                    job.connectionId(),
                                    (reader, grant) -> read(event, asked, reader, grant)))
                    .chain(read -> goneOrRefused(read, event, asked, meeting))
                    .onFailure(UnlistedMeetings::saysNothing)
                    .recoverWithNull();
        }

        private Uni<Void> goneOrRefused(
                ReadEvent read, String event, Instant asked, SeenRepository.Unlisted meeting) {
            return switch (read) {
                case ReadEvent.Gone _ -> meetings.gone(job.connectionId(), event, asked);
                case ReadEvent.Refused _ -> refused(meeting, asked);
                case ReadEvent.Found _, ReadEvent.NobodyToAsk _ -> Unis.nothing();
            };
        }

        /// Somebody else hosts it whom nobody here may ask, or it is of an organization that its
        /// host has left. An account that is shown nothing at all is told nothing about one.
        private Uni<Void> refused(SeenRepository.Unlisted meeting, Instant asked) {
            if (!disowned || !meeting.others()) {
                return Uni.createFrom().voidItem();
            }
            budgets.used(job.connectionId());
            return ownList.lacks(meeting, account, access)
                    .chain(lacks ->
                            lacks
                                    ? meetings.gone(job.connectionId(), meeting.uri(), asked)
                                    : Uni.createFrom().voidItem());
        }

        /// The event, which then is a meeting of whoever hosts it.
        private Uni<ScheduledEvent> read(String event, Instant asked, UUID reader, Access grant) {
            count(reader);
            return CallersContext.keep(calendly.scheduledEvent(grant, event))
                    .onFailure(UnlistedMeetings::disowns)
                    .invoke(() -> disowned |= reader.equals(job.connectionId()))
                    .call(found -> found(found, asked, reader, grant))
                    .onTermination()
                    .invoke(() -> access.unread().add(grant.unread()));
        }

        /// What is asked in others' names is not the sync's share.
        private void count(UUID reader) {
            if (reader.equals(job.connectionId())) {
                budgets.used(reader);
            }
        }

        /// With its invitees page by page; without them where only its host may see them.
        private Uni<Void> found(ScheduledEvent event, Instant asked, UUID reader, Access grant) {
            return invitees(event, asked)
                    .all(calendly, grant, () -> count(reader))
                    .onFailure(CalendlyFailure.Unauthenticated.class)
                    .recoverWithUni(() -> unlessOfTheToken(event, asked, reader, grant))
                    .onFailure(UnlistedMeetings::isRefusal)
                    .recoverWithUni(() -> invitees(event, asked).nobody());
        }

        private Uni<Void> unlessOfTheToken(
                ScheduledEvent event, Instant asked, UUID reader, Access grant) {
            count(reader);
            return RefusedToken.isGood(calendly, grant)
                    .invoke(() -> grant.unread().add(CalendlyOperation.LIST_INVITEES, 1))
                    .chain(() -> invitees(event, asked).nobody());
        }

        private InviteeReading invitees(ScheduledEvent event, Instant asked) {
            return new InviteeReading(
                    meetings,
                    account.organizationUri(),
                    event,
                    Told.fetched(asked),
                    clock.instant());
        }

        private PageResult.Won won() {
            return new PageResult.Won(job.place(), seen, 0, true);
        }

        private Duration pause() {
            return budgets.pause(job.connectionId(), access.token());
        }
    }

    private static boolean disowns(Throwable failure) {
        return failure instanceof CalendlyFailure.NotFound
                || (failure instanceof CalendlyFailure.Forbidden forbidden
                        && forbidden.reason() == CalendlyFailure.Forbidden.Reason.PERMISSION);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof CalendlyFailure.NotFound
                || (failure instanceof CalendlyFailure.Forbidden
                        && SyncPages.isAboutTheTurn(failure));
    }

    private static boolean saysNothing(Throwable failure) {
        return failure instanceof CalendlyFailure.Unavailable
                || failure instanceof CalendlyFailure.NotRenewed
                || failure instanceof CalendlyFailure.Unreadable
                || SqlState.refusesAValue(failure);
    }
}

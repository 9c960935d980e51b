package io.advicly.calendly.sync.trigger;

import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.connection.token.EventReaders;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Told;
import io.advicly.calendly.meeting.lookup.LinkLookup;
import io.advicly.calendly.meeting.lookup.LinkLookups;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Looks up links to join that were late, with the grant of whoever may read the event.
@ApplicationScoped
class LateLinks {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(LateLinks.class));
    private static final int BATCH = 20;
    private static final int ATTEMPTS = 5;

    private final LinkLookups lookups;
    private final EventReaders readers;
    private final MeetingProjection meetings;
    private final IsolatedContexts contexts;
    private final Watchdog watchdog;
    private final Clock clock;

    LateLinks(
            LinkLookups lookups,
            EventReaders readers,
            MeetingProjection meetings,
            IsolatedContexts contexts,
            Watchdog watchdog,
            Clock clock) {
        this.watchdog = watchdog;
        this.clock = clock;
        this.lookups = lookups;
        this.readers = readers;
        this.meetings = meetings;
        this.contexts = contexts;
    }

    @Scheduled(
            identity = "late-links",
            every = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("late-links", this::run);
    }

    private Uni<Void> run() {
        return lookups.claim(BATCH)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(lookup -> contexts.run(() -> lookUp(lookup)))
                .merge(BATCH)
                .onItem()
                .ignoreAsUni();
    }

    /// Never fails: what has failed is due again after a pause, at the latest when its lease ends.
    private Uni<Void> lookUp(LinkLookup lookup) {
        Instant asked = clock.instant();
        return readers.read(lookup.organizationUri(), lookup.eventUri(), null)
                .chain(read -> projectIfFound(read, lookup, asked))
                .chain(() -> lookups.done(lookup))
                .onFailure()
                .recoverWithUni(failure -> failed(lookup, failure));
    }

    private Uni<Void> projectIfFound(ReadEvent read, LinkLookup lookup, Instant asked) {
        return switch (read) {
            case ReadEvent.Found(ScheduledEvent event) -> project(lookup, event, asked);
            case ReadEvent.Gone _, ReadEvent.Refused _, ReadEvent.NobodyToAsk _ -> none();
        };
    }

    private Uni<Void> project(LinkLookup lookup, ScheduledEvent event, Instant asked) {
        return meetings.apply(
                        new EventReport(
                                lookup.organizationUri(),
                                event,
                                Told.fetched(asked),
                                List.of(),
                                Told.SOMETIME))
                .replaceWithVoid();
    }

    /// Says where it failed and not what the message says, which may quote a calendar.
    private Uni<Void> failed(LinkLookup lookup, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        RECURRING.warn(failure.getClass().getName(), () -> failedLine(lookup, failure, trace));
        Uni<Void> next =
                lookup.attempts() >= ATTEMPTS ? lookups.done(lookup) : lookups.again(lookup);
        return next.onFailure().recoverWithNull();
    }

    private static String failedLine(
            LinkLookup lookup, Throwable failure, StackTraceElement[] trace) {
        return "link.lookup_failed attempts=%d failure=%s at=%s"
                .formatted(
                        lookup.attempts(),
                        failure.getClass().getSimpleName(),
                        trace.length == 0 ? "-" : trace[0]);
    }

    private static Uni<Void> none() {
        return Unis.nothing();
    }
}

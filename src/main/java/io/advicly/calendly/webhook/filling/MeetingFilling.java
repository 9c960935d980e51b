package io.advicly.calendly.webhook.filling;

import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Told;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.failure.BusyException;
import io.advicly.calendly.platform.lease.Leases;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Fills meetings that were stored when less of what Calendly says was kept, from the bodies that
/// are still there: they are told to the projection once more, which takes the same thing any
/// number of times. What no body says, a sync does (`SyncFilling`).
///
/// One replica at a time, a few pages at each turn, so that deliveries hardly notice; from where
/// the one before stopped, until all are taken in.
@ApplicationScoped
public class MeetingFilling {

    private static final Logger LOG = Logger.getLogger(MeetingFilling.class);

    private static final String LEASE = "meeting-filling";

    /// Longer than the pages of a turn take.
    private static final Duration LENGTH = Duration.ofMinutes(3);

    private static final int PAGES = 20;

    private final StoredBodies bodies;
    private final DeliveryParser parser;
    private final MeetingProjection projection;
    private final Leases leases;
    private final IsolatedContexts contexts;
    private final Watchdog watchdog;

    /// So that it costs nothing from then on.
    private volatile boolean finished;

    MeetingFilling(
            StoredBodies bodies,
            DeliveryParser parser,
            MeetingProjection projection,
            Leases leases,
            IsolatedContexts contexts,
            Watchdog watchdog) {
        this.bodies = bodies;
        this.parser = parser;
        this.projection = projection;
        this.leases = leases;
        this.contexts = contexts;
        this.watchdog = watchdog;
    }

    @Scheduled(
            identity = "meeting-filling",
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return finished
                ? Uni.createFrom().voidItem()
                : watchdog.housekeeping(LEASE, this::unlessFinished);
    }

    private Uni<Void> unlessFinished() {
        return CallersContext.keep(bodies.isFinished())
                .invoke(done -> finished = done)
                .chain(this::fillAlone);
    }

    private Uni<Void> fillAlone(boolean done) {
        return done
                ? Uni.createFrom().voidItem()
                : leases.holding(LEASE, LENGTH, Duration.ZERO, this::fill)
                        .onFailure(BusyException.class)
                        .recoverWithNull();
    }

    /// A turn's worth.
    public Uni<Void> fill() {
        return Multi.createBy()
                .repeating()
                .uni(() -> CallersContext.keep(page()))
                .whilst(more -> more)
                .select()
                .first(PAGES)
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether there may be more
    private Uni<Boolean> page() {
        return bodies.next().chain(this::takePage);
    }

    private Uni<Boolean> takePage(List<StoredBodies.Stored> page) {
        return page.isEmpty()
                ? bodies.finish().replaceWith(false)
                : taken(page).chain(() -> bodies.moveTo(page.getLast())).replaceWith(true);
    }

    private Uni<Void> taken(List<StoredBodies.Stored> page) {
        List<EventReport> said =
                page.stream().map(this::knowledge).flatMap(Optional::stream).toList();
        return contexts.run(() -> projection.applyAll(said))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(spoiled -> oneByOne(said));
    }

    /// One that spoils the others is left out; where all fail, so does moving on.
    private Uni<Void> oneByOne(List<EventReport> said) {
        return Multi.createFrom()
                .iterable(said)
                .onItem()
                .transformToUniAndConcatenate(this::applyOrLeaveOut)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> applyOrLeaveOut(EventReport one) {
        return contexts.run(() -> projection.apply(one))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "filling.left_out"))
                .onFailure()
                .recoverWithNull();
    }

    /// Nothing is fetched for it: a body without its event is passed by.
    private Optional<EventReport> knowledge(StoredBodies.Stored stored) {
        return parser.parse(stored.body()) instanceof DeliveredEvent.InviteeChanged changed
                ? Optional.ofNullable(changed.scheduledEvent())
                        .map(event -> knowledge(stored, changed, event))
                : Optional.empty();
    }

    private static EventReport knowledge(
            StoredBodies.Stored stored,
            DeliveredEvent.InviteeChanged changed,
            ScheduledEvent event) {
        Told told = Told.delivered(changed.createdAt());
        return new EventReport(
                stored.organizationUri(), event, told, List.of(changed.invitee()), told);
    }
}

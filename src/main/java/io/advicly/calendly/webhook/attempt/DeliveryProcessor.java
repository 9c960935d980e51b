package io.advicly.calendly.webhook.attempt;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.Told;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.FailureText;
import io.advicly.calendly.webhook.erasure.DeliveryErasure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Works off deliveries: reads them, fetches the event when a body lacks it, projects. Never fails;
/// a failure is an [Outcome].
@ApplicationScoped
class DeliveryProcessor {

    private static final Logger LOG = Logger.getLogger(DeliveryProcessor.class);

    private static final int MAX_LABEL = 100;

    private final DeliveryErasure erasure;
    private final DeliveryParser parser;
    private final EventLookup events;
    private final MeetingProjection projection;
    private final Clock clock;

    DeliveryProcessor(
            DeliveryErasure erasure,
            DeliveryParser parser,
            EventLookup events,
            MeetingProjection projection,
            Clock clock) {
        this.erasure = erasure;
        this.parser = parser;
        this.events = events;
        this.projection = projection;
        this.clock = clock;
    }

    /// Works off many, with one transaction for all that are projected. To be subscribed on a
    /// Vert.x context of its own.
    ///
    /// @return in the same order; empty for those that are to be worked off one by one
    Uni<List<Optional<Outcome>>> processTogether(List<ClaimedDelivery> deliveries) {
        return Uni.createFrom()
                .deferred(() -> erasure.before(deliveries))
                .map(left -> left.stream().map(this::read).toList())
                .chain(this::projectAll)
                .onFailure()
                .recoverWithItem(failure -> spoiled(deliveries, failure));
    }

    private Uni<List<Optional<Outcome>>> projectAll(List<ReadDelivery> read) {
        return projection
                .applyAll(read.stream().flatMap(one -> one.knowledge().stream()).toList())
                .map(projected -> outcomes(read, projected));
    }

    private ReadDelivery read(ClaimedDelivery delivery) {
        return new ReadDelivery(delivery, parser.parse(delivery.body()));
    }

    private static List<Optional<Outcome>> outcomes(
            List<ReadDelivery> read, List<Projected> projected) {
        Iterator<Projected> next = projected.iterator();
        return read.stream().map(one -> outcomeOf(one, next)).toList();
    }

    private static Optional<Outcome> outcomeOf(ReadDelivery one, Iterator<Projected> next) {
        return switch (one.event()) {
            case DeliveredEvent.InviteeChanged changed ->
                    Optional.of(
                            one.knowledge().isEmpty()
                                    ? new Outcome.ToFetch(changed.name())
                                    : outcome(changed.name(), next.next()));
            case DeliveredEvent.Other other -> Optional.of(ignored(other));
            case DeliveredEvent.Unreadable unreadable -> Optional.of(hopeless(unreadable));
        };
    }

    private static List<Optional<Outcome>> spoiled(
            List<ClaimedDelivery> deliveries, Throwable failure) {
        LOG.debugf(failure, "deliveries.one_by_one deliveries=%d", deliveries.size());
        return Collections.nCopies(deliveries.size(), Optional.empty());
    }

    /// One by itself, without a call to Calendly. To be subscribed on a Vert.x context of its own.
    Uni<Outcome> process(ClaimedDelivery delivery) {
        return process(delivery, this::processChange);
    }

    private Uni<Outcome> processChange(
            ClaimedDelivery left, DeliveredEvent.InviteeChanged changed) {
        ScheduledEvent carried = changed.scheduledEvent();
        return carried == null
                ? done(new Outcome.ToFetch(changed.name()))
                : project(left, changed, carried, Told.delivered(changed.createdAt()));
    }

    /// The same, for one whose event may have to be fetched.
    Uni<Outcome> fetchAndProcess(ClaimedDelivery delivery) {
        return process(delivery, this::project);
    }

    private Uni<Outcome> process(
            ClaimedDelivery delivery,
            BiFunction<ClaimedDelivery, DeliveredEvent.InviteeChanged, Uni<Outcome>> projecting) {
        return Uni.createFrom()
                .deferred(() -> erasure.before(delivery))
                .chain(left -> process(left, parser.parse(left.body()), projecting))
                .onFailure()
                .recoverWithItem(failure -> failed(delivery, null, failure));
    }

    private Uni<Outcome> process(
            ClaimedDelivery delivery,
            DeliveredEvent event,
            BiFunction<ClaimedDelivery, DeliveredEvent.InviteeChanged, Uni<Outcome>> projecting) {
        return switch (event) {
            case DeliveredEvent.InviteeChanged changed ->
                    projecting
                            .apply(delivery, changed)
                            .onFailure()
                            .recoverWithItem(failure -> failed(delivery, changed.name(), failure));
            case DeliveredEvent.Other other -> done(ignored(other));
            case DeliveredEvent.Unreadable unreadable -> done(hopeless(unreadable));
        };
    }

    private Uni<Outcome> project(ClaimedDelivery delivery, DeliveredEvent.InviteeChanged changed) {
        Instant now = clock.instant();
        Told told =
                changed.scheduledEvent() == null
                        ? Told.fetched(now)
                        : Told.delivered(changed.createdAt());
        return scheduledEvent(delivery, changed)
                .chain(read -> projectWhatWasRead(read, delivery, changed, told));
    }

    private Uni<Outcome> projectWhatWasRead(
            ReadEvent read,
            ClaimedDelivery delivery,
            DeliveredEvent.InviteeChanged changed,
            Told told) {
        return switch (read) {
            case ReadEvent.Found(ScheduledEvent event) -> project(delivery, changed, event, told);
            case ReadEvent.Gone _ ->
                    done(new Outcome.Ignored(changed.name(), "Calendly has no such event"));
            case ReadEvent.Refused(CalendlyFailure failure) ->
                    done(failed(delivery, changed.name(), failure));
            case ReadEvent.NobodyToAsk _ ->
                    done(
                            new Outcome.Failed(
                                    changed.name(),
                                    "no grant to read the event with",
                                    Duration.ZERO));
        };
    }

    private Uni<ReadEvent> scheduledEvent(
            ClaimedDelivery delivery, DeliveredEvent.InviteeChanged changed) {
        ScheduledEvent carried = changed.scheduledEvent();
        return carried == null
                ? events.fetch(
                        delivery.subscriptionId(),
                        delivery.organizationUri(),
                        changed.invitee().eventUri())
                : Unis.item(new ReadEvent.Found(carried));
    }

    private Uni<Outcome> project(
            ClaimedDelivery delivery,
            DeliveredEvent.InviteeChanged changed,
            ScheduledEvent event,
            Told told) {
        return projection
                .apply(
                        new EventReport(
                                delivery.organizationUri(),
                                event,
                                told,
                                List.of(changed.invitee()),
                                Told.delivered(changed.createdAt())))
                .map(projected -> outcome(changed.name(), projected));
    }

    private static Outcome ignored(DeliveredEvent.Other other) {
        return new Outcome.Ignored(label(other.name()), "not an event that is projected");
    }

    private static Outcome hopeless(DeliveredEvent.Unreadable unreadable) {
        return new Outcome.Hopeless(unreadable.name(), unreadable.reason());
    }

    private static Outcome outcome(String event, Projected projected) {
        return projected.hosts() == 0
                ? new Outcome.Ignored(event, "no connected host")
                : new Outcome.Processed(event);
    }

    private static Outcome failed(
            ClaimedDelivery delivery, @Nullable String event, Throwable failure) {
        LOG.debugf(failure, "delivery.failed delivery=%s", delivery.id());
        Duration notBefore =
                failure instanceof CalendlyFailure.RateLimited limited
                        ? limited.retryAfter()
                        : Duration.ZERO;
        return new Outcome.Failed(event, FailureText.of(failure), notBefore);
    }

    /// A foreign event's name, fit for a log line and a column.
    private static String label(String event) {
        String printable = event.replaceAll("\\p{Cntrl}", "");
        return printable.substring(0, Math.min(printable.length(), MAX_LABEL));
    }

    private static Uni<Outcome> done(Outcome outcome) {
        return Unis.item(outcome);
    }
}

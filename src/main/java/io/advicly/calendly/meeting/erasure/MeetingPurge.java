package io.advicly.calendly.meeting.erasure;

import io.advicly.calendly.feed.write.FeedSignal;
import io.advicly.calendly.meeting.lookup.LookupRepository;
import io.advicly.calendly.meeting.outbox.Outbox;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.telling.MeetingEvents;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.database.StatementLimit;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/// Erases meetings; their invitees go with them.
@ApplicationScoped
public class MeetingPurge {

    private final ErasureTransaction erasures;
    private final MeetingRepository meetings;
    private final LookupRepository lookups;
    private final Outbox outbox;
    private final MeetingEvents events;
    private final FeedSignal feed;

    MeetingPurge(
            ErasureTransaction erasures,
            MeetingRepository meetings,
            LookupRepository lookups,
            Outbox outbox,
            MeetingEvents events,
            FeedSignal feed) {
        this.erasures = erasures;
        this.meetings = meetings;
        this.lookups = lookups;
        this.outbox = outbox;
        this.events = events;
        this.feed = feed;
    }

    /// All meetings of a connection, and what the outbox and the feed still say about them. Nothing
    /// where the user has consented anew since this was asked for; who does so meanwhile waits
    /// until it is done, so that no meeting of the new connection is among them.
    ///
    /// What was under way when it was asked for has ended before. To be called in a Vert.x context
    /// without a session.
    public Uni<Void> purge(UUID connectionId, Instant requestedAt) {
        return StatementLimit.of(StatementLimit.UNHURRIED, erasures::waitForProjections)
                .chain(() -> erase(connectionId, requestedAt))
                .invoke(feed::committed);
    }

    @WithTransaction
    Uni<Void> erase(UUID connectionId, Instant requestedAt) {
        return meetings.stillToBePurged(connectionId, requestedAt)
                .chain(still -> still ? all(connectionId) : Unis.nothing());
    }

    private Uni<Void> all(UUID connectionId) {
        return outbox.erased(connectionId)
                .chain(() -> lookups.forget(connectionId))
                .chain(() -> events.goodbyes(connectionId))
                .call(() -> meetings.delete("connectionId", connectionId))
                .chain(events::retell);
    }
}

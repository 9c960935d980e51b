package io.advicly.calendly.meeting.projection;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.InviteeListing;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.stream.ChangeNotifier;
import io.advicly.calendly.platform.chain.Unis;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The one way for knowledge about scheduled events to become meetings; deliveries and syncs share
/// it. Telling it the same things in any order, any number of times, ends in the same meetings.
///
/// To be called in a Vert.x context without a session. Streams are told after the commit.
@ApplicationScoped
public class MeetingProjection {

    private final ProjectionTransaction transaction;
    private final UnlistedInvitees unlisted;
    private final Respelling respelling;
    private final ChangeNotifier bell;

    MeetingProjection(
            ProjectionTransaction transaction,
            UnlistedInvitees unlisted,
            Respelling respelling,
            ChangeNotifier bell) {
        this.transaction = transaction;
        this.unlisted = unlisted;
        this.respelling = respelling;
        this.bell = bell;
    }

    /// Takes in what is known about an event and some of its invitees, in one transaction.
    public Uni<Projected> apply(String organizationUri, ScheduledEvent event, List<Invitee> said) {
        return apply(new EventReport(organizationUri, event, said));
    }

    /// Takes in what is known about an event, in one transaction.
    public Uni<Projected> apply(EventReport known) {
        return applyAll(List.of(known)).map(List::getFirst);
    }

    /// Cancels a connection's meeting whose event Calendly says it does not have, unless it is
    /// over: Calendly forgets what has taken place where it is asked to (docs/calendly-api.md
    /// 1.13).
    ///
    /// @param asked the time before the call
    public Uni<Void> gone(UUID connectionId, String eventUri, Instant asked) {
        return transaction
                .gone(connectionId, eventUri, asked)
                .invoke(bell::changed)
                .replaceWithVoid();
    }

    /// Whoever Calendly lists as invited to an event no more is not active any more, as long as no
    /// later reading shows them.
    ///
    /// @param listing of somebody whose every page, and every record, could be read
    public Uni<Void> listed(InviteeListing listing) {
        return unlisted.apply(listing).invoke(bell::changed).replaceWithVoid();
    }

    /// Has the connection's meetings known by the one spelling of their events' URIs, so that what
    /// is told of an event from now on is told of them.
    public Uni<Void> spelled(UUID connectionId) {
        return respelling.apply(connectionId).invoke(bell::changed).replaceWithVoid();
    }

    /// Takes in all of this in one transaction: all of it, or, when it fails, nothing.
    ///
    /// @return what each of them did, in the same order
    public Uni<List<Projected>> applyAll(List<EventReport> all) {
        return all.isEmpty()
                ? Unis.item(List.of())
                : transaction
                        .apply(all)
                        .invoke(done -> bell.changed(done.owners()))
                        .map(ProjectionTransaction.Done::projected);
    }
}

package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.InviteeListing;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.Told;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the invitees of one event, page by page, so that one with thousands takes no more memory
/// than one with a few: of those who were read only the names are kept, to know in the end who is
/// not listed any more.
final class InviteeReading {

    private final MeetingProjection meetings;
    private final String organizationUri;
    private final ScheduledEvent event;
    private final Told told;
    private final Instant asked;
    private final Set<String> listed = new HashSet<>();

    /// @param told how the event was said
    /// @param asked when its invitees are asked for: now
    InviteeReading(
            MeetingProjection meetings,
            String organizationUri,
            ScheduledEvent event,
            Told told,
            Instant asked) {
        this.meetings = meetings;
        this.organizationUri = organizationUri;
        this.event = event;
        this.told = told;
        this.asked = asked;
    }

    /// All of them. Fails where a page does; who is on the pages before is taken in then.
    ///
    /// @param count called with each page
    Uni<Void> all(Calendly calendly, Access access, Runnable count) {
        int doubts = access.unread().doubts();
        return CallersContext.keep(
                        calendly.inviteePages(access, event.uri())
                                .onItem()
                                .invoke(count)
                                .onItem()
                                .transformToUniAndConcatenate(this::take)
                                .onItem()
                                .ignoreAsUni())
                .chain(() -> access.unread().doubts() == doubts ? ended() : Unis.nothing());
    }

    /// What is known of the event, without them.
    Uni<Void> nobody() {
        return take(List.of()).replaceWithVoid();
    }

    private Uni<Projected> take(List<Invitee> page) {
        page.stream()
                .map(Invitee::uri)
                .limit(InviteeListing.MOST - listed.size())
                .forEach(listed::add);
        return meetings.apply(
                new EventReport(organizationUri, event, told, page, Told.fetched(asked)));
    }

    /// Where one could not be read, or there may be more, it may be who is missing.
    private Uni<Void> ended() {
        return meetings.listed(new InviteeListing(organizationUri, event, listed, asked));
    }
}

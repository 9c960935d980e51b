package io.advicly.calendly.meeting.telling;

import static io.advicly.calendly.meeting.backend.MeetingEventData.SUBJECT;
import static java.util.stream.Collectors.toMap;

import io.advicly.calendly.feed.write.Feed;
import io.advicly.calendly.meeting.backend.BackendMeetingView;
import io.advicly.calendly.meeting.backend.MeetingEventData;
import io.advicly.calendly.meeting.outbox.OutboxPayload;
import io.advicly.calendly.meeting.redaction.AddressPattern;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.advicly.calendly.meeting.view.WholeMeeting;
import io.advicly.calendly.meeting.view.WholeMeetings;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Keeps what the feed has told of meetings free of what was erased since.
@ApplicationScoped
public class MeetingEvents {

    private final Feed feed;
    private final MeetingRepository meetings;
    private final WholeMeetings whole;
    private final MeetingEventData data;

    MeetingEvents(
            Feed feed, MeetingRepository meetings, WholeMeetings whole, MeetingEventData data) {
        this.feed = feed;
        this.meetings = meetings;
        this.whole = whole;
        this.data = data;
    }

    /// All meetings of this connection are about to be deleted: that is told. Joins the
    /// transaction.
    ///
    /// @return what stays of what was told before, for [#retell(Map)] in the end
    public Uni<Map<String, String>> goodbyes(UUID connectionId) {
        return meetings.ofConnection(connectionId)
                .map(this::goodbyes)
                .call(() -> meetings.tellErased(connectionId));
    }

    /// Joins the transaction, and is to be its end.
    public Uni<Void> retell(Map<String, String> data) {
        return feed.retell(data);
    }

    /// What stays of what was told of meetings that are gone, for [#retell(Map)].
    public Map<String, String> goodbyes(List<MeetingRow> gone) {
        return gone.stream().collect(toMap(row -> SUBJECT + row.id, row -> goodbye(row.id)));
    }

    /// What was told of these meetings becomes what they are now. Joins the transaction, and is to
    /// be its end.
    public Uni<Void> retell(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : whole.now(ids).chain(found -> feed.retell(texts(ids, found)));
    }

    private Map<String, String> texts(Collection<UUID> ids, List<WholeMeeting> found) {
        Map<String, String> texts = new HashMap<>();
        ids.forEach(id -> texts.put(SUBJECT + id, goodbye(id)));
        found.forEach(one ->
                texts.put(SUBJECT + one.meeting().id(), data.text(BackendMeetingView.of(one))));
        return texts;
    }

    private String goodbye(UUID id) {
        return data.text(new OutboxPayload.Erased(id));
    }

    /// Looks through a page of what was told, and tells anew what holds the address.
    ///
    /// @return where to look on
    @WithTransaction
    public Uni<Feed.Found> retell(String tenant, AddressPattern addressPattern, long after) {
        return feed.mentioning(tenant, addressPattern.plain(), addressPattern.encoded(), after)
                .call(this::retellFound);
    }

    private Uni<Void> retellFound(Feed.Found found) {
        return retell(
                found.subjects().stream()
                        .map(it -> UUID.fromString(it.substring(SUBJECT.length())))
                        .toList());
    }
}

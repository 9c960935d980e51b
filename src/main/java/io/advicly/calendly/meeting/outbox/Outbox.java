package io.advicly.calendly.meeting.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.meeting.detail.Storable;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.advicly.calendly.meeting.view.WholeMeeting;
import io.advicly.calendly.meeting.view.WholeMeetings;
import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Lets meeting changes leave by Debezium: a row for each, written in the transaction of the change
/// (docs/outbox.md). Does nothing unless it is enabled.
@ApplicationScoped
public class Outbox {

    static final String CHANGED = "meeting.changed";
    static final String ERASED = "meeting.erased";

    private static final int BATCH = 1_000;

    private final OutboxRepository rows;
    private final MeetingRepository meetings;
    private final WholeMeetings whole;
    private final OutboxSettings settings;
    private final ObjectMapper json;
    private final Clock clock;

    Outbox(
            OutboxRepository rows,
            MeetingRepository meetings,
            WholeMeetings whole,
            OutboxSettings settings,
            ObjectMapper json,
            Clock clock) {
        this.rows = rows;
        this.meetings = meetings;
        this.whole = whole;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /// These meetings are different now. Joins the transaction.
    Uni<Void> changed(Collection<UUID> meetingIds) {
        if (!settings.enabled() || meetingIds.isEmpty()) {
            return Unis.nothing();
        }
        return whole.now(meetingIds)
                .map(found -> found.stream().map(Outbox::payload).toList())
                .chain(payloads -> add(CHANGED, payloads));
    }

    /// All meetings of this connection are about to be deleted; what was told of them goes, also
    /// where the outbox has been switched off since. Joins the transaction.
    public Uni<Void> erased(UUID connectionId) {
        return rows.removeOf(connectionId)
                .chain(() ->
                        settings.enabled()
                                ? meetings.ofConnection(connectionId)
                                : Unis.item(List.<MeetingRow>of()))
                .chain(this::removed);
    }

    /// These meetings are about to be deleted. Joins the transaction.
    public Uni<Void> removed(List<MeetingRow> gone) {
        return settings.enabled() && !gone.isEmpty() ? add(ERASED, goodbyes(gone)) : Unis.nothing();
    }

    private static List<OutboxPayload> goodbyes(List<MeetingRow> gone) {
        return gone.stream().map(row -> payload(row, new OutboxPayload.Erased(row.id))).toList();
    }

    /// Removes rows that were kept long enough.
    ///
    /// @return how many
    @WithTransaction
    public Uni<Integer> removeOld() {
        return rows.removeOld(clock.instant().minus(settings.keep()), BATCH);
    }

    private Uni<Void> add(String type, List<OutboxPayload> payloads) {
        Instant now = Storable.time(clock.instant());
        return rows.add(type, text(payloads), now)
                .chain(() ->
                        settings.keep().isZero()
                                ? rows.removeOf(now).replaceWithVoid()
                                : Unis.nothing());
    }

    private String text(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OutboxPayload payload(WholeMeeting found) {
        return new OutboxPayload(
                found.tenantId(), found.userId(), found.connectionId(), found.meeting());
    }

    private static OutboxPayload payload(MeetingRow row, Object meeting) {
        return new OutboxPayload(row.tenantId, row.userId, row.connectionId, meeting);
    }
}

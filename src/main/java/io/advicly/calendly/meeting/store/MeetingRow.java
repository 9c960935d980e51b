package io.advicly.calendly.meeting.store;

import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.detail.Storable;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.MeetingChange;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.meeting.fact.Status;
import io.advicly.calendly.meeting.fact.StoredMeeting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A meeting as it is stored. For reading only: the guarded upsert of [MeetingRepository] writes.
@Entity
@Immutable
@Table(name = "meetings")
public class MeetingRow {

    @Id public UUID id;
    public UUID connectionId;
    public String tenantId;
    public String userId;
    public String calendlyEventUri;
    @Nullable public String name;
    public String status;

    /// What Calendly calls it, where that is not known.
    @Nullable public String statusRaw;

    public Instant startTime;
    public Instant endTime;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(location as text)")
    @Nullable
    public String location;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(hosts as text)")
    public String hosts;

    /// [Details]; null in rows from before.
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(details as text)")
    @Nullable
    public String details;

    /// Their ages.
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(details_said as text)")
    @Nullable String detailsSaid;

    Instant sourceUpdatedAt;
    boolean fetched;
    @Nullable Instant toldAt;
    @Nullable Instant statusAt;
    Instant createdAt;
    public Instant updatedAt;

    MeetingRow() {}

    public StoredMeeting toStored() {
        return new StoredMeeting(id, connectionId, facts());
    }

    /// As it is once its event is gone.
    public MeetingChange without(Instant asked) {
        return new MeetingChange(id, owner(), facts().gone(asked), List.of(), false);
    }

    /// As it is, with other invitees.
    public MeetingChange with(List<InviteeFacts> invitees) {
        return new MeetingChange(id, owner(), facts(), invitees, false);
    }

    private ConnectedHost owner() {
        return new ConnectedHost(connectionId, tenantId, userId, "");
    }

    private MeetingFacts facts() {
        return new MeetingFacts(
                name,
                Status.isActive(status),
                startTime,
                endTime,
                Storable.canonical(location),
                Objects.requireNonNull(Storable.canonical(hosts)),
                sourceUpdatedAt,
                fetched,
                Objects.requireNonNullElse(toldAt, sourceUpdatedAt),
                Objects.requireNonNullElse(statusAt, sourceUpdatedAt),
                statusRaw,
                Details.stored(details, detailsSaid));
    }
}

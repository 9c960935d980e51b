package io.advicly.calendly.meeting;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A meeting as it is stored. For reading only: the guarded upsert of [MeetingRepository] writes.
@Entity
@Immutable
@Table(name = "meetings")
class MeetingRow {

    @Id UUID id;
    UUID connectionId;
    String tenantId;
    String userId;
    String calendlyEventUri;
    @Nullable String name;
    String status;

    /// What Calendly calls it, where that is not known.
    @Nullable String statusRaw;

    Instant startTime;
    Instant endTime;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(location as text)")
    @Nullable String location;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(hosts as text)")
    String hosts;

    Instant sourceUpdatedAt;
    Instant createdAt;
    Instant updatedAt;

    MeetingRow() {}

    StoredMeeting toStored() {
        return new StoredMeeting(id, connectionId, facts());
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
                statusRaw);
    }
}

package io.advicly.calendly.meeting.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// A meeting's place in the change log: that of its latest change. For reading only.
@Entity
@Immutable
@Table(name = "meeting_changes")
class ChangeRow {

    @Id UUID meetingId;
    String tenantId;
    String userId;
    long changeId;

    ChangeRow() {}
}

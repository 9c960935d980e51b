package io.advicly.calendly.sync.job;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// When a connection's next nightly sync is due.
@Entity
@Table(name = "sync_schedules")
class SyncScheduleRow {

    @Id UUID connectionId;
    Instant nextAt;

    SyncScheduleRow() {}
}

package io.advicly.calendly.meeting.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/// A row of the outbox, in the shape of Debezium's outbox event router. For reading only.
@Entity
@Immutable
@Table(name = "meeting_outbox")
class OutboxRow {

    @Id UUID id;
    String aggregatetype;
    String aggregateid;
    String type;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(payload as text)")
    String payload;

    Instant createdAt;

    OutboxRow() {}
}

package io.advicly.calendly.feed.write;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A draft. For reading only.
@Entity
@Immutable
@Table(name = "event_drafts")
class DraftRow {

    @Id Long id;
    String tenantId;
    @Nullable String userId;
    @Nullable UUID connectionId;
    String type;
    String subject;
    Instant createdAt;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(data as text)")
    @Nullable String data;

    DraftRow() {}
}

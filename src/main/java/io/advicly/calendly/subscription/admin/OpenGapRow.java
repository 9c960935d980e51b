package io.advicly.calendly.subscription.admin;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A connection that may have missed deliveries, for conditions; only statements write it.
@Entity
@Immutable
@Table(name = "delivery_gaps")
class OpenGapRow {

    @Id UUID connectionId;
    Instant gapSince;
    @Nullable Instant servedSince;

    OpenGapRow() {}
}

package io.advicly.calendly.platform.journal;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// An entry of the journal as it is stored.
@Entity
@Table(name = "audit_events")
class AuditRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    Instant at;
    @Nullable String tenantId;
    @Nullable String userId;
    String action;
    @Nullable UUID connectionId;
    @Nullable String actorTenantId;
    @Nullable String actorUserId;
    @Nullable String clientAddress;
    @Nullable String userAgent;

    @JdbcTypeCode(SqlTypes.JSON)
    String details;

    AuditRow() {}
}

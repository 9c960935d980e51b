package io.advicly.calendly.lifecycle.connect;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// How often one user has asked to connect since a window began.
@Entity
@Table(name = "connect_attempts")
class ConnectAttemptRow {

    @Id byte[] callerHash;

    Instant windowStartedAt;
    int attempts;

    ConnectAttemptRow() {}
}

package io.advicly.calendly.connection.telling;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// What the feed has told last of a connection. For reading only: triggers write it with the
/// connection's status.
@Entity
@Immutable
@Table(name = "connection_tellings")
class TellingRow {

    @Id UUID connectionId;
    @Nullable String told;
    @Nullable Instant lookAt;

    TellingRow() {}
}

package io.advicly.calendly.session;

import io.advicly.calendly.security.identity.Caller;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A session as it is stored.
@Entity
@Table(name = "connect_sessions")
class SessionRow {

    @Id UUID id;

    byte[] tokenHash;
    String tenantId;
    String userId;
    @Nullable String returnTo;
    String allowedOrigins;
    boolean switchAccount;
    @Nullable String locale;
    String state;
    @Nullable String reason;
    Instant createdAt;
    Instant expiresAt;

    SessionRow() {}

    ConnectSession toSession() {
        return new ConnectSession(
                id,
                new Caller(tenantId, userId),
                returnTo == null ? null : URI.create(returnTo),
                origins(),
                switchAccount,
                locale,
                SessionState.parse(state),
                reason,
                expiresAt);
    }

    private Set<String> origins() {
        return Arrays.stream(allowedOrigins.split(" "))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}

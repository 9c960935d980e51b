package io.advicly.calendly.connection.host;

import java.util.UUID;

/// An active connection, as the owner of meetings.
public record ConnectedHost(UUID connectionId, String tenantId, String userId, String accountUri) {}

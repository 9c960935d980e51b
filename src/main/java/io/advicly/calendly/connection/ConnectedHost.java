package io.advicly.calendly.connection;

import java.util.UUID;

/// An active connection, as the owner of meetings.
public record ConnectedHost(UUID connectionId, String tenantId, String userId, String accountUri) {}

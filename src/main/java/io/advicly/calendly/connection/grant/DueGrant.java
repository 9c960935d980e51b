package io.advicly.calendly.connection.grant;

import java.util.UUID;

/// A grant whose refresh is due.
///
/// @param version of the grant when it was claimed
public record DueGrant(UUID connectionId, long version) {}

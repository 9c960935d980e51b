package io.advicly.calendly.connection;

import java.util.UUID;

/// A grant whose refresh is due.
///
/// @param version of the grant when it was claimed
record DueGrant(UUID connectionId, long version) {}

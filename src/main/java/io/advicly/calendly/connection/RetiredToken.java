package io.advicly.calendly.connection;

import io.advicly.calendly.security.SecretString;
import java.util.UUID;

/// A token that a connection held, that may still be good at Calendly, and that is its grant no
/// more.
///
/// @param attempts to revoke it, the one that begins now included
record RetiredToken(UUID id, UUID connectionId, SecretString token, int attempts) {}

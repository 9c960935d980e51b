package io.advicly.calendly.connection.retired;

import io.advicly.calendly.security.cipher.SecretString;
import java.util.UUID;

/// A token that a connection held, that may still be good at Calendly, and that is its grant no
/// more.
///
/// @param attempts to revoke it, the one that begins now included
public record RetiredToken(UUID id, UUID connectionId, SecretString token, int attempts) {}

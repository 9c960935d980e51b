package io.advicly.calendly.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Refreshes of a connection's grant fail, though Calendly has not refused the grant.
///
/// @param since when the first of them in a row failed
/// @param words Calendly's, of the last one
/// @param degraded whether the stored access token is past its margin: calls fail, or soon will
/// @param triedAgainAt when the next one is due
public record RefreshTrouble(
        Instant since, String words, boolean degraded, @Nullable Instant triedAgainAt) {}

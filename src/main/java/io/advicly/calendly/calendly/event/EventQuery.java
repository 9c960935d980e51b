package io.advicly.calendly.calendly.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Scheduled events of one account by start time, `from` and `to` inclusive.
///
/// @param organizationUri null only where Calendly refuses the account to name it: a user alone
///   brings the events of former employers too (docs/calendly-api.md 1.11)
public record EventQuery(
        @Nullable String organizationUri, String userUri, Instant from, Instant to) {

    /// Whether an event that starts then was asked for.
    public boolean covers(Instant start) {
        return !start.isBefore(from) && !start.isAfter(to);
    }
}

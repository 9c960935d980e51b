package io.advicly.calendly.webhook.admin;

import org.jspecify.annotations.Nullable;

/// Which deliveries are to be worked off once more.
///
/// @param state `dead`, `ignored` or `processed`
/// @param from and to when they were received: ISO-8601, from inclusive, to exclusive
public record ReplayRequest(@Nullable String state, @Nullable String from, @Nullable String to) {}

package io.advicly.calendly.destination;

import org.jspecify.annotations.Nullable;

/// From where to send again.
///
/// @param from the id of an event, a time, or `held`
public record ResumeRequest(@Nullable String from) {}

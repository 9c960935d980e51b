package io.advicly.calendly.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where events are to be sent.
///
/// @param types of these; the usual ones where it is left out, or empty
/// @param paused whether nothing is sent before it is said so
public record NewDestination(
        @Nullable String url,
        @Nullable List<String> types,
        @Nullable Boolean paused,
        @Nullable String description) {}

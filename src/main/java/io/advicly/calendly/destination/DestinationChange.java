package io.advicly.calendly.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be otherwise; what is left out stays.
///
/// @param types empty for the usual ones
public record DestinationChange(
        @Nullable String url,
        @Nullable List<String> types,
        @Nullable Boolean paused,
        @Nullable String description) {}

package io.advicly.calendly.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Destinations, the latest first.
///
/// @param nextCursor null on the last page
public record DestinationPage(List<DestinationView> destinations, @Nullable String nextCursor) {}

package io.advicly.calendly.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Attempts, the latest first.
///
/// @param nextCursor null on the last page
public record AttemptPage(List<AttemptView> attempts, @Nullable String nextCursor) {}

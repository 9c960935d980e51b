package io.advicly.calendly.calendly.http.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextPageToken null on the last page; a page may be empty and still have a next one
public record Page<T>(List<T> items, @Nullable String nextPageToken) {}

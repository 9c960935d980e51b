package io.advicly.calendly.feed;

import java.util.List;

/// What a reader gets.
///
/// @param next where to read on from: also past what was of other types or other tenants
/// @param atEnd whether there was nothing more at that moment
public record FeedPage(List<Event> events, long next, boolean atEnd) {}

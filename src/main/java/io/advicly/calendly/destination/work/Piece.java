package io.advicly.calendly.destination.work;

import io.advicly.calendly.feed.Event;
import org.jspecify.annotations.Nullable;

/// What is to be sent next of a line.
///
/// @param event null where it has to be looked up: the first one of the subject at `from` or after
///   it, and not after `upTo`
/// @param expected whether there was one at `from`, which has failed
record Piece(String subject, long from, long upTo, @Nullable Event event, boolean expected) {}
